"""Say where a content begins and ends among the words of its sentence.

The parse gives a clause; its borders are checked against the attribution tagger's, the
words that only tie a sentence to the one before it, and the same speaker's next cue.
"""

from service.attribution.candidates import CueCandidate
from service.attribution.content.content_match import Match
from service.attribution.context import Context
from service.attribution.syntax.coordination import belongs_to_content, shares_subject
from service.attribution.syntax.sentence import Tree

_CLAUSES = frozenset({"that", "quote", "objinf"})
_LINKS = frozenset({"however", "though", "meanwhile"})
_OPENERS = frozenset(
    {
        "besides",
        "even so",
        "furthermore",
        "however",
        "in addition",
        "meanwhile",
        "moreover",
        "nevertheless",
        "nonetheless",
        "still",
    }
)
"""What ties a sentence to the one before it, with its comma."""
_ALIKE = 0.4
"""Least overlap of a parsed content with a tagged one that is the same."""


def within_boundaries(
    context: Context,
    tree: Tree,
    cue: CueCandidate,
    positions: list[int],
    *,
    match: Match,
) -> list[int]:
    """Return the positions of a content with its borders put right."""
    positions = _as_tagged(context, tree, cue, match, positions)
    positions = _without_link(tree, cue, positions)
    positions = _with_second_clause(context, tree, cue, match, positions)
    positions = _until_next_cue(context, tree, cue, positions)
    return _without_hole(cue, positions)


def _without_hole(cue: CueCandidate, positions: list[int]) -> list[int]:
    """Fill a content after its cue, of which the parse hangs a part elsewhere."""
    if not positions or positions[0] <= max(cue.positions):
        return positions
    return list(range(positions[0], positions[-1] + 1))


def _with_second_clause(
    context: Context, tree: Tree, cue: CueCandidate, match: Match, positions: list[int]
) -> list[int]:
    """Add "but B" of "said that A, but B", which the parse hangs on "said"."""
    speech = (cue.form, cue.kind) == ("verb", "speech")
    if not speech or match.frame not in {"that", "beside"} or not positions:
        return positions
    if _is_marked(context, tree, positions):
        return positions
    later = positions[0] > cue.head
    return sorted(
        {
            *positions,
            *(
                p
                for other in tree.find(cue.head, "conj")
                if other > max(cue.head, positions[-1])
                and (later or tree.has(other, "cc", "but"))
                and not _speaks(context, tree, other)
                and belongs_to_content(tree, cue.head, other)
                for p in tree.subtree(other)
            ),
        }
    )


def _speaks(context: Context, tree: Tree, position: int) -> bool:
    """Tell a verb of the lexicon in the active: "but the mayor said"."""
    passive = tree.has_child(position, "aux:pass")
    return not passive and tree.lemma(position) in context.lexicon.verbs


def _as_tagged(
    context: Context, tree: Tree, cue: CueCandidate, match: Match, positions: list[int]
) -> list[int]:
    """Take the tagger's borders of a content without quotations, if they are near.

    Where the two differ there, the tagger was right three times in four on half of the
    development sets; beside quotation marks the parse and the marks were. Prepositions
    that PolNeAR counts to the cue stay in the content.
    """
    if not cue.tagged or _is_split(tree, positions):
        return positions
    if _is_marked(context, tree, positions):
        return _begun_earlier(tree, cue, positions)
    here = set(positions)
    told = tree.subtree(match.addressee) if match.addressee is not None else ()
    for tag in tree.sentence.tags:
        there = set(range(tag.start, tag.end)) - set(told)
        near = len(here & there) / len(here | there) >= _ALIKE
        if tag.label != "Content" or not near or there & set(cue.positions):
            continue
        if _is_marked(context, tree, [tag.start, tag.end - 1]):
            return positions
        later = min(there) > positions[0] and match.frame != "inf"
        shorter = max(there) < positions[-2:][0] and match.frame in {"inf", "objinf"}
        shorter = shorter or _cuts_relative(tree, positions, max(there))
        return positions if later or shorter else sorted(there)
    return positions


def _cuts_relative(tree: Tree, positions: list[int], last: int) -> bool:
    """Tell a border before ", which would fill the house", which is said as well."""
    rest = [p for p in positions if p > last and tree.tokens[p].upos != "PUNCT"]
    clause = tree.head(rest[0]) if rest else None
    return clause is not None and tree.tokens[clause].deprel == "acl:relcl"


def _without_link(tree: Tree, cue: CueCandidate, positions: list[int]) -> list[int]:
    """Drop "however" of "she said, however, that it sank" and "However, ..., she said".

    What ties a sentence to the one before it is the article's, not the speaker's.
    """
    words = [p for p in positions if tree.tokens[p].upos != "PUNCT"]
    opener = _opener(tree) if words[:1] == [0] else 0
    if 0 < opener < words[-1]:
        return [p for p in positions if p >= opener]
    if len(words) > 1 and words[0] > cue.head and tree.lower(words[0]) in _LINKS:
        commas = [words[0] - 1, words[0] + 1]
        if all(tree.tokens[p].text == "," for p in commas if p < len(tree)):
            return [p for p in positions if p > words[0]]
    return positions


def _opener(tree: Tree) -> int:
    """Return how many words of a sentence only tie it to the one before it."""
    if tree.lower(0) == "but":
        return 1
    for count in (1, 2):
        closed = count < len(tree) and tree.tokens[count].text == ","
        tie = " ".join(tree.lower(p) for p in range(min(count, len(tree))))
        if closed and (tie in _OPENERS or tree.tokens[0].xpos == "CC"):
            return count
    return 0


def _begun_earlier(tree: Tree, cue: CueCandidate, positions: list[int]) -> list[int]:
    """Begin a content before its cue where the tagger begins it.

    In 'Worse floods have "drowned the coast," she said' the parse may hang the first
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
    words = [p for p in positions if tree.tokens[p].upos != "PUNCT"]
    return not words or any(
        tree.tokens[p].upos != "PUNCT" and p not in words
        for p in range(words[0], words[-1])
    )


def _is_marked(context: Context, tree: Tree, positions: list[int]) -> bool:
    """Tell whether a quotation begins or ends in the range."""
    span = tree.span(positions)
    return any(
        span.start <= q.start < span.end or span.start < q.end <= span.end
        for q in context.quotations
    )


def _until_next_cue(
    context: Context, tree: Tree, cue: CueCandidate, positions: list[int]
) -> list[int]:
    """End the content where the same speaker's next cue begins.

    ", adding that" and "and warned that" often hang on the content in the parse. The
    attribution tagger marks outermost cues only: one it marks inside is not inside.
    """
    for position in positions:
        if position <= cue.head or position not in positions[1:]:
            continue
        if _goes_on(context, tree, cue, position):
            first = tree.subtree(position)[0]
            link = tree.tokens[first - 1].upos in {"PUNCT", "CCONJ"}
            before = {*tree.subtree(position), *([first - 1] if link else [])}
            return [p for p in positions if p not in before]
    return positions


def _goes_on(context: Context, tree: Tree, cue: CueCandidate, position: int) -> bool:
    if tree.first(position, "nsubj") is not None or cue.form != "verb":
        return False
    if tree.lower(position) == "adding" and tree.rels[position] == "advcl":
        return True
    joined = tree.rels[position] == "conj" and tree.tokens[position].xpos in {
        "VBD",
        "VBZ",
    }
    both = tree.tagged(position, "Cue") is not None and cue.tagged
    if joined and both:
        return True
    return _reports(context, tree, position) and shares_subject(
        tree, cue.head, position
    )


def _reports(context: Context, tree: Tree, position: int) -> bool:
    """Tell a word of the lexicon that takes a clause or an object and has it here."""
    words = context.lexicon.verbs
    if tree.tokens[position].upos == "ADJ":
        words = context.lexicon.adjectives
    entry = words.get(tree.lemma(position))
    if entry is None:
        return False
    if tree.first(position, "ccomp", "xcomp") is not None:
        return bool(entry.frames & _CLAUSES)
    above = tree.head(position)
    modal = above is not None and any(
        tree.tokens[c].xpos == "MD" for c in tree.find(above, "aux")
    )
    return modal and "np" in entry.frames and tree.first(position, "obj") is not None
