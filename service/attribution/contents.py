"""Find what was said: the clause of each cue, joined with the quotations beside it.

Borders are whole clauses and whole quotations. A cue inside a quotation has its content
there and nowhere else.
"""

from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from service.attribution.coordination import resumes
from service.attribution.draft import CueCandidate, Draft, Nominal
from service.attribution.frames import match_frames
from service.attribution.match import Match
from service.attribution.nominals import nominal, with_name_after
from service.attribution.quotations import Quotation
from service.attribution.scene import Scene
from service.attribution.tree import Tree
from service.attribution.types import Span

_CLAUSES = frozenset({"that", "quote", "objinf"})
_LINKS = frozenset({"however", "though", "meanwhile"})
_JOINS = (["and"], ["but"])
_APART = 2
"""Steps between two words of one reporting expression."""
_ALIKE = 0.4
"""Least overlap of a parsed content with a tagged one that is the same."""
_NEAR = 3
"""Tokens between a tagged cue and its tagged content."""


def find_contents(scene: Scene, cues: Sequence[CueCandidate]) -> tuple[Draft, ...]:
    """Return one draft per cue that has a clause of its own."""
    drafts: list[Draft] = []
    for cue in cues:
        tree = scene.trees[cue.tree]
        match = match_frames(tree, cue) or _by_tags(tree, cue)
        if match is None:
            continue
        content = _spans(scene, tree, cue, match)
        if content:
            drafts.append(_draft(scene, tree, cue, match, content))
    parsed = {draft.content for draft in drafts if draft.frame != "tagged"}
    return tuple(d for d in drafts if d.frame != "tagged" or d.content not in parsed)


def _by_tags(tree: Tree, cue: CueCandidate) -> Match | None:
    """Take the tagger's content for a cue of the tagger that no frame explains."""
    tag = tree.tagged(cue.head, "Cue")
    if tag is None or cue.form == "phrase":
        return None
    near = [
        (min(abs(c.start - tag.end), abs(tag.start - c.end)), c)
        for c in tree.sentence.tags
        if c.label == "Content"
    ]
    near = [pair for pair in near if pair[0] <= _NEAR]
    if not near:
        return None
    _, content = min(near, key=lambda pair: (pair[0], pair[1].start))
    return Match("tagged", tuple(range(content.start, content.end)))


def _draft(
    scene: Scene, tree: Tree, cue: CueCandidate, match: Match, content: tuple[Span, ...]
) -> Draft:
    told = match.addressee
    addressee: Nominal | None = None
    if told is not None and not any(
        s.start <= tree.tokens[told].start < s.end for s in content
    ):
        addressee = with_name_after(tree, nominal(tree, told))
    words = sorted({*cue.positions, *match.more_cue})
    return Draft(
        content=content,
        cue=cue,
        cue_span=cue_span(scene, tree, words, cue.head),
        frame=match.frame,
        addressee=addressee,
    )


def cue_span(scene: Scene, tree: Tree, words: Sequence[int], head: int) -> Span | None:
    """Return the run of cue words round the head, as one span."""
    run = [head] if head in words else [words[0]]
    for position in sorted(words):
        if position > run[-1] and position - run[-1] <= _APART:
            run.append(position)
    for position in sorted(words, reverse=True):
        if position < run[0] and run[0] - position <= _APART:
            run.insert(0, position)
    return scene.trim(tree.span(run))


def _spans(
    scene: Scene, tree: Tree, cue: CueCandidate, match: Match
) -> tuple[Span, ...]:
    """Return the content of a match, with the quotations it touches made whole."""
    gone = {*cue.positions, *match.more_cue}
    positions = [p for p in sorted(set(match.positions)) if p not in gone]
    positions = _without_link(tree, cue, positions)
    positions = _as_tagged(scene, tree, cue, match, positions)
    positions = _until_next_cue(scene, tree, cue, positions)
    spans = tree.spans(positions)
    at = tree.span(cue.positions)
    around = scene.enclosing(at.start, at.end)
    if around is not None:
        spans = [s for span in spans if (s := _clip(span, around))]
    inner = [q for q in scene.within(around) if not _holds(q, at)]
    whole = [_to_closing_mark(scene, _whole(span, inner), at, inner) for span in spans]
    return clean(scene, [_before_speaker(scene, span, at, inner) for span in whole])


def _before_speaker(
    scene: Scene, span: Span, cue: Span, quotations: Iterable[Quotation]
) -> Span:
    """End a content at its quotation where only the speaker stands before the cue.

    A long subject ("the mayor of the town, Ann Hale, said") may be parsed as a part of
    the words before it; ',"' shows that it is not.
    """
    for quotation in quotations:
        begins = quotation.start == span.start and quotation.end < span.end
        leads = scene.text[quotation.end - 2 : quotation.end - 1] in {",", "?", "!"}
        if begins and leads and span.end <= cue.start <= span.end + _APART:
            return Span(quotation.start, quotation.end)
    return span


def _to_closing_mark(
    scene: Scene, span: Span, cue: Span, quotations: Iterable[Quotation]
) -> Span:
    """End "said, 'Go,' and he was right" at the mark with its comma."""
    for quotation in quotations:
        begins = quotation.start >= span.start and quotation.end < span.end
        begins = begins and not _words_between(scene, span.start, quotation.start)
        comma = scene.text[quotation.end - 2 : quotation.end - 1] == ","
        after = scene.text[quotation.end : span.end].split()[:1]
        if begins and comma and cue.end <= span.start and after in _JOINS:
            return Span(quotation.start, quotation.end)
    return span


def _as_tagged(
    scene: Scene, tree: Tree, cue: CueCandidate, match: Match, positions: list[int]
) -> list[int]:
    """Take the tagger's borders of a content without quotations, if they are near.

    Where the two differ there, the tagger was right three times in four on half of the
    development sets; beside quotation marks the parse and the marks were. Prepositions
    that PolNeAR counts to the cue stay in the content.
    """
    if not cue.tagged or _is_split(tree, positions):
        return positions
    if _is_marked(scene, tree, positions):
        return _begun_earlier(tree, cue, positions)
    here = set(positions)
    told = tree.subtree(match.addressee) if match.addressee is not None else ()
    for tag in tree.sentence.tags:
        there = set(range(tag.start, tag.end)) - set(told)
        near = len(here & there) / len(here | there) >= _ALIKE
        if tag.label != "Content" or not near or there & set(cue.positions):
            continue
        if _is_marked(scene, tree, [tag.start, tag.end - 1]):
            return positions
        later = min(there) > positions[0] and match.frame != "inf"
        shorter = max(there) < positions[-2:][0] and match.frame in {"inf", "objinf"}
        return positions if later or shorter else sorted(there)
    return positions


def _without_link(tree: Tree, cue: CueCandidate, positions: list[int]) -> list[int]:
    """Drop "however" of "she said, however, that it sank"."""
    words = [p for p in positions if tree.tokens[p].upos != "PUNCT"]
    if words[:1] == [0] and tree.tokens[0].xpos == "CC" and len(words) > 1:
        parted = tree.tokens[1].text == "," and cue.head > 1
        return positions[1:] if parted else positions
    if len(words) > 1 and words[0] > cue.head and tree.lower(words[0]) in _LINKS:
        commas = [words[0] - 1, words[0] + 1]
        if all(tree.tokens[p].text == "," for p in commas if p < len(tree)):
            return [p for p in positions if p > words[0]]
    return positions


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


def _is_marked(scene: Scene, tree: Tree, positions: list[int]) -> bool:
    """Tell whether a quotation begins or ends in the range."""
    span = tree.span(positions)
    return any(
        span.start <= q.start < span.end or span.start < q.end <= span.end
        for q in scene.quotations
    )


def _clip(span: Span, quotation: Quotation) -> Span | None:
    start = max(span.start, quotation.start + 1)
    end = min(span.end, quotation.end - 1 if quotation.closed else quotation.end)
    return Span(start, end) if start < end else None


def _holds(quotation: Quotation, span: Span) -> bool:
    return quotation.start <= span.start and span.end <= quotation.end


def _whole(span: Span, quotations: Iterable[Quotation]) -> Span:
    start, end = span.start, span.end
    for quotation in quotations:
        if quotation.start < end and start < quotation.end:
            start, end = min(start, quotation.start), max(end, quotation.end)
    return Span(start, end)


def clean(scene: Scene, spans: Iterable[Span]) -> tuple[Span, ...]:
    """Trim, sort and merge spans; drop those without a letter or digit."""
    found: list[Span] = []
    for span in sorted(s for raw in spans if (s := scene.trim(raw))):
        if not any(c.isalnum() for c in scene.text[span.start : span.end]):
            continue
        if found and not _words_between(scene, found[-1].end, span.start):
            found[-1] = Span(found[-1].start, max(found[-1].end, span.end))
        else:
            found.append(span)
    return tuple(found)


def _words_between(scene: Scene, start: int, end: int) -> bool:
    return any(c.isalnum() for c in scene.text[start:end])


def with_quotation(scene: Scene, draft: Draft, quotation: Quotation) -> Draft:
    """Return the draft with one more quotation in its content."""
    spans = (*draft.content, Span(quotation.start, quotation.end))
    return replace(draft, content=clean(scene, spans))


def _until_next_cue(
    scene: Scene, tree: Tree, cue: CueCandidate, positions: list[int]
) -> list[int]:
    """End the content where the same speaker's next cue begins.

    ", adding that" and "and warned that" often hang on the content in the parse. The
    attribution tagger marks outermost cues only: one it marks inside is not inside.
    """
    for position in positions:
        if position <= cue.head or position not in positions[1:]:
            continue
        if _goes_on(scene, tree, cue, position):
            first = tree.subtree(position)[0]
            link = tree.tokens[first - 1].upos in {"PUNCT", "CCONJ"}
            before = {*tree.subtree(position), *([first - 1] if link else [])}
            return [p for p in positions if p not in before]
    return positions


def _goes_on(scene: Scene, tree: Tree, cue: CueCandidate, position: int) -> bool:
    if tree.first(position, "nsubj") is not None or cue.form != "verb":
        return False
    joined = tree.rels[position] == "conj" and tree.tokens[position].xpos in {
        "VBD",
        "VBZ",
    }
    both = tree.tagged(position, "Cue") is not None and cue.tagged
    if joined and both:
        return True
    return _reports(scene, tree, position) and resumes(tree, cue.head, position)


def _reports(scene: Scene, tree: Tree, position: int) -> bool:
    """Tell a word of the lexicon that takes a clause and has one here."""
    if tree.first(position, "ccomp", "xcomp") is None:
        return False
    words = scene.lexicon.verbs
    if tree.tokens[position].upos == "ADJ":
        words = scene.lexicon.adjectives
    entry = words.get(tree.lemma(position))
    return entry is not None and bool(entry.frames & _CLAUSES)
