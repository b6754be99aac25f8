"""The first and the last word of a content within its sentence.

The parse gives a clause. Its boundaries are corrected by those of the attribution
tagger, by sentence connectives ("However, ...") and by the same speaker's next cue.
"""

from service.attribution.candidates import CueCandidate
from service.attribution.content.boundaries.linking_words import (
    without_connective,
    without_marker,
)
from service.attribution.content.content_match import Match
from service.attribution.context import Context
from service.attribution.syntax.coordination import belongs_to_content, shares_subject
from service.attribution.syntax.sentence import Tree

_CLAUSE_ONLY = frozenset({"that"})
_CLAUSAL_FRAMES = frozenset({"that", "quote", "objinf"})
_CLAUSE_STARTS = frozenset({"ADJ", "DET", "NOUN", "NUM", "PRON", "PROPN", "SCONJ"})
_MIN_OVERLAP = 0.4
"""Least overlap (Jaccard) of a parsed and a tagged content that are taken for one."""


def adjust_boundaries(
    context: Context,
    tree: Tree,
    cue: CueCandidate,
    positions: list[int],
    *,
    match: Match,
) -> list[int]:
    """Return the positions of a content, its first and last word corrected."""
    positions = _as_tagged(context, tree, cue, match, positions)
    positions = without_connective(tree, cue, positions)
    positions = _without_day(tree, cue, positions)
    positions = _without_sequel(tree, cue, positions)
    positions = _with_second_clause(context, tree, cue, match, positions)
    positions = _until_next_cue(context, tree, cue, positions)
    positions = without_marker(tree, cue, positions)
    return _without_gaps(cue, positions)


def _without_gaps(cue: CueCandidate, positions: list[int]) -> list[int]:
    """Return all positions from first to last of a content that follows its cue."""
    if not positions or positions[0] <= max(cue.positions):
        return positions
    return list(range(positions[0], positions[-1] + 1))


def _with_second_clause(
    context: Context, tree: Tree, cue: CueCandidate, match: Match, positions: list[int]
) -> list[int]:
    """Add "but B" of "said that A, but B", which the parse attaches to "said"."""
    speech = (cue.form, cue.kind) == ("verb", "speech")
    if not speech or match.frame not in {"that", "beside"} or not positions:
        return positions
    if _is_quoted_in_part(context, tree, positions):
        return positions
    follows = positions[0] > cue.head
    return sorted(
        {
            *positions,
            *(
                p
                for other in tree.find(cue.head, "conj")
                if other > max(cue.head, positions[-1])
                and (follows or tree.has(other, "cc", "but"))
                and not _is_active_reporting_verb(context, tree, other)
                and belongs_to_content(tree, cue.head, other)
                for p in tree.subtree(other)
            ),
        }
    )


def _is_active_reporting_verb(context: Context, tree: Tree, position: int) -> bool:
    """Whether a verb of the lexicon is in the active voice ("but the mayor said").

    One that reports clauses only has a clause ("the court held that", not "it held").
    """
    entry = context.lexicon.reporting_verbs.get(tree.lemma(position))
    if entry is None or tree.is_passive(position):
        return False
    clausal = entry.frames == _CLAUSE_ONLY
    return not clausal or tree.first(position, "ccomp") is not None


def _as_tagged(
    context: Context, tree: Tree, cue: CueCandidate, match: Match, positions: list[int]
) -> list[int]:
    """Return the tagger's span for a content without quotations, if the two overlap.

    Where they differ, the tagger was right three times in four on half of the
    development sets; next to quotation marks the parse and the marks were. Prepositions
    that PolNeAR annotates as part of the cue stay in the content.
    """
    if not cue.tagged or _is_split(tree, positions):
        return positions
    if _is_quoted_in_part(context, tree, positions):
        return _from_tagged_start(tree, cue, positions)
    parsed = set(positions)
    addressee = tree.subtree(match.addressee) if match.addressee is not None else ()
    for tag in tree.sentence.tags:
        tagged = set(range(tag.start, tag.end)) - set(addressee)
        same = len(parsed & tagged) / len(parsed | tagged) >= _MIN_OVERLAP
        if tag.label != "Content" or not same or tagged & set(cue.positions):
            continue
        first = next(p for p in positions if tree.tokens[p].upos != "PUNCT")
        if tag.start < first and tree.lower(first) == "that":
            continue
        if _is_quoted_in_part(context, tree, [tag.start, tag.end - 1]):
            return positions
        later = min(tagged) > positions[0] and match.frame != "inf"
        shorter = max(tagged) < positions[-2:][0] and match.frame in {"inf", "objinf"}
        shorter = shorter or _precedes_relative(tree, positions, max(tagged))
        return positions if later or shorter else sorted(tagged)
    return positions


def _without_sequel(tree: Tree, cue: CueCandidate, positions: list[int]) -> list[int]:
    """Return the content without what followed or preceded the act of speaking.

    "said it was safe, prompting Hale to resign", "said it was safe, a day after Hale
    claimed it was not": the parse attaches the clause to the content.
    """
    for position in positions[1:]:
        if tree.rels[position] != "advcl" or position < cue.head:
            continue
        words = (p for p in tree.subtree(position) if tree.tokens[p].upos != "PUNCT")
        first = min(words, default=position)  # a wrong parse may have a mark as clause
        parted = first > cue.head and tree.tokens[first - 1].text == ","
        if parted and _is_sequel(tree, position, first):
            inside = {*tree.subtree(position), first - 1}
            return [p for p in positions if p not in inside]
    return positions


def _is_sequel(tree: Tree, clause: int, first: int) -> bool:
    """Whether a clause tells what the speech led to or how long after it came."""
    led = tree.lemma(clause) in tree.lexicon.verbs.consequences
    measured = tree.tokens[first].upos in {"DET", "NUM"} and tree.has(
        clause, "mark", "after", "before"
    )
    return measured or (led and tree.tokens[clause].xpos == "VBG" and first == clause)


def _without_day(tree: Tree, cue: CueCandidate, positions: list[int]) -> list[int]:
    """Return the content without the day of speaking: "said on Friday it was safe".

    The parse may attach a day right after the cue to the verb of the content.
    """
    after = cue.positions[-1] + 1
    if cue.form != "verb" or not positions or positions[0] != after:
        return positions
    first = after + (tree.lower(after) == "on")
    date = tree.name_span(first, "Date") if first < len(tree) else None
    if (
        date is None
        or date.start != first
        or tree.lower(first) not in tree.lexicon.words.days
    ):
        return positions
    rest = [p for p in positions if p >= date.end]
    clause = bool(rest) and tree.tokens[rest[0]].upos in _CLAUSE_STARTS
    return rest if clause else positions


def _precedes_relative(tree: Tree, positions: list[int], last: int) -> bool:
    """Whether a relative clause of the content follows the position ``last``.

    It belongs to the content: "a dam, which would flood the town".
    """
    rest = [p for p in positions if p > last and tree.tokens[p].upos != "PUNCT"]
    clause = tree.head(rest[0]) if rest else None
    return clause is not None and tree.is_relative_clause(clause)


def _from_tagged_start(
    tree: Tree, cue: CueCandidate, positions: list[int]
) -> list[int]:
    """Return a content before its cue from the word where the tagged one begins.

    In 'Worse floods have "drowned the coast," she said' the parse may attach the first
    words elsewhere.
    """
    tag = tree.tagged(positions[0], "Content")
    if tag is None or positions[-1] > cue.head or tag.start >= positions[0]:
        return positions
    earlier = range(tag.start, positions[0])
    if any(tree.tagged(p, "Cue") or p in cue.positions for p in earlier):
        return positions
    return [*earlier, *positions]


def _is_split(tree: Tree, positions: list[int]) -> bool:
    """Whether a word inside the range of a content is not of it, or it has none."""
    words = [p for p in positions if tree.tokens[p].upos != "PUNCT"]
    return not words or any(
        tree.tokens[p].upos != "PUNCT" and p not in words
        for p in range(words[0], words[-1])
    )


def _is_quoted_in_part(context: Context, tree: Tree, positions: list[int]) -> bool:
    """Whether a quotation begins or ends in the range."""
    span = tree.span(positions)
    return context.quotation_index.has_edge(span.start, span.end)


def _until_next_cue(
    context: Context, tree: Tree, cue: CueCandidate, positions: list[int]
) -> list[int]:
    """Return the content up to the same speaker's next cue.

    The parse often attaches ", adding that" and "and warned that" to the content. The
    attribution tagger knows outermost cues only, so that a cue of its is not part of a
    content.
    """
    for position in positions:
        if position <= cue.head or position not in positions[1:]:
            continue
        if _is_next_cue(context, tree, cue, position):
            first = tree.subtree(position)[0]
            link = tree.tokens[first - 1].upos in {"PUNCT", "CCONJ"}
            excluded = {*tree.subtree(position), *([first - 1] if link else [])}
            return [p for p in positions if p not in excluded]
    return positions


def _is_next_cue(
    context: Context, tree: Tree, cue: CueCandidate, position: int
) -> bool:
    """Whether a verb inside the content reports further words of the same speaker."""
    if tree.subject(position) is not None or cue.form != "verb":
        return False
    if tree.lower(position) == "adding" and tree.rels[position] == "advcl":
        return True
    coordinated = tree.rels[position] == "conj" and tree.tokens[position].xpos in {
        "VBD",
        "VBZ",
    }
    both_tagged = tree.tagged(position, "Cue") is not None and cue.tagged
    if coordinated and both_tagged:
        return True
    return _has_content(context, tree, position) and shares_subject(
        tree, cue.head, position
    )


def _has_content(context: Context, tree: Tree, position: int) -> bool:
    """Whether a word of the lexicon has the clause or the object that it takes."""
    words = context.lexicon.reporting_verbs
    if tree.tokens[position].upos == "ADJ":
        words = context.lexicon.reporting_adjectives
    entry = words.get(tree.lemma(position))
    if entry is None:
        return False
    if tree.first(position, "ccomp", "xcomp") is not None:
        return bool(entry.frames & _CLAUSAL_FRAMES)
    above = tree.head(position)
    modal = above is not None and any(
        tree.tokens[c].xpos == "MD" for c in tree.find(above, "aux")
    )
    return modal and "np" in entry.frames and tree.direct_object(position) is not None
