"""The gaps of a sentence at which a content may begin or end."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from service.attribution.candidates import CueCandidate, Frame
from service.attribution.content.boundaries.boundary_features import (
    ContentPlace,
    Edge,
    Gap,
    Side,
)
from service.attribution.context import Context
from service.attribution.syntax.sentence import Tree
from service.records import Span

_OPENING_TAGS = frozenset({"CCONJ", "SCONJ", "ADP", "ADV", "PART"})
_OPENING_XPOS = frozenset(
    {"VBG", "VBN", "WDT", "WP", "WRB", "IN", "TO", "VBD", "VBZ", "NNP"}
)
"""Tags of words that open a phrase or a clause."""
_MAX_START = 12
"""Most tokens from a cue to the start of its content."""
_SPLIT_FRAMES = frozenset({"that", "beside"})
"""Frames in which a content may have a piece on each side of its cue."""


def content_place(
    context: Context,
    cue: CueCandidate,
    frame: Frame,
    *,
    matched: Sequence[int],
    content: Sequence[Span],
) -> ContentPlace | None:
    """Return the place of a content, None for one that is not moved.

    That is one beyond its sentence, one in more pieces than one on each side of its
    cue, and one that is all in quotation marks.
    """
    tree = context.trees[cue.tree]
    words = tuple(_words(context, tree, cue))
    inside = [p for p in words if _is_covered(tree, p, content)]
    if not inside or _is_beyond(tree, content):
        return None
    before = [p for p in inside if p < min(cue.positions)]
    after = [p for p in inside if p > max(cue.positions)]
    whole = _is_whole(words, before) and _is_whole(words, after)
    if not whole or len(before) + len(after) < len(inside):
        return None
    if _is_quoted(context, tree, cue, inside):
        return None
    of_match = [p for p in matched if tree.tokens[p].upos != "PUNCT"] or inside
    side: Side = "around" if before and after else "before" if before else "after"
    return ContentPlace(
        tree=tree,
        cue=cue,
        frame=frame,
        side=side,
        words=words,
        closed=frozenset(_quoted_gaps(context, tree, cue, words)),
        split=_split(tree, cue, frame, words, (before, after)),
        matched=(of_match[0], of_match[-1]),
        current=(inside[0], inside[-1]),
        tagged=tuple(_tagged(tree, cue, side)),
        support=_support_of(context, cue),
    )


def _support_of(context: Context, cue: CueCandidate) -> tuple[float, ...] | None:
    """Return the log-odds of each token as content of the cue, None without any."""
    scores = context.conventions
    own = None if scores is None else scores.cues.get(scores.number(*cue.key))
    if scores is None or own is None:
        return None
    first = scores.number(cue.tree, 0) - own.start
    places = range(first, first + len(context.trees[cue.tree]))
    size = len(own.content)
    return tuple(float(own.content[p]) if 0 <= p < size else 0.0 for p in places)


def _words(context: Context, tree: Tree, cue: CueCandidate) -> Iterator[int]:
    """Yield the words of the sentence, of a quoted cue those of its quotation."""
    at = tree.span(cue.positions)
    quotation = context.enclosing(at.start, at.end)
    for position, token in enumerate(tree.tokens):
        inside = quotation is None or (
            quotation.start <= token.start and token.end <= quotation.end
        )
        if inside and token.upos != "PUNCT":
            yield position


def _is_covered(tree: Tree, position: int, spans: Sequence[Span]) -> bool:
    token = tree.tokens[position]
    return any(s.start <= token.start and token.end <= s.end for s in spans)


def _is_beyond(tree: Tree, spans: Sequence[Span]) -> bool:
    """Whether a content begins before or ends after the sentence."""
    sentence = tree.sentence
    return spans[0].start < sentence.start or spans[-1].end > sentence.end


def _is_whole(words: Sequence[int], piece: Sequence[int]) -> bool:
    """Whether no word is missing between the first and the last of a piece."""
    return not piece or [p for p in words if piece[0] <= p <= piece[-1]] == list(piece)


def _quoted_gaps(
    context: Context, tree: Tree, cue: CueCandidate, words: Sequence[int]
) -> Iterator[int]:
    """Yield the words before which there is a gap in a quotation without the cue."""
    at = tree.span(cue.positions)
    around = context.enclosing(at.start, at.end)
    for last, following in pairwise(words):
        start, end = tree.tokens[last].start, tree.tokens[following].end
        if context.enclosing(start, end) != around:
            yield following


def _is_quoted(
    context: Context, tree: Tree, cue: CueCandidate, inside: Sequence[int]
) -> bool:
    """Whether all words are in quotations that the cue is not in."""
    at = tree.span(cue.positions)
    around = context.enclosing(at.start, at.end)
    tokens = [tree.tokens[p] for p in inside]
    return all(context.enclosing(t.start, t.end) != around for t in tokens)


def _split(
    tree: Tree,
    cue: CueCandidate,
    frame: Frame,
    words: Sequence[int],
    pieces: tuple[Sequence[int], Sequence[int]],
) -> tuple[int, int]:
    """Return the last word of a piece before the cue and the first of one after it.

    A further piece is parted from the cue and its subject by a punctuation mark.
    """
    before, after = pieces
    may_split = frame in _SPLIT_FRAMES
    subject = tree.subject(cue.subject_of)
    core = set(cue.positions)
    if subject is not None and not {*before, *after} & {*tree.subtree(subject)}:
        core |= set(tree.subtree(subject))
    last = max((p for p in words if p < min(core)), default=-1)
    first = min((p for p in words if p > max(core)), default=len(tree))
    if not (may_split and last < min(core) - 1):
        last = -1
    if not (may_split and first > max(core) + 1):
        first = len(tree)
    return before[-1] if before else last, after[0] if after else first


def _tagged(tree: Tree, cue: CueCandidate, side: Side) -> Iterator[tuple[int, int]]:
    """Yield the first and last word of each tagged content on a side of a cue."""
    for tag in tree.sentence.tags:
        if tag.label != "Content":
            continue
        words = [p for p in range(tag.start, tag.end) if tree.tokens[p].upos != "PUNCT"]
        if not words:
            continue
        follows = words[0] > max(cue.positions)
        if (follows and side != "before") or (
            words[-1] < min(cue.positions) and side != "after"
        ):
            yield words[0], words[-1]


def options(place: ContentPlace, edge: Edge) -> list[Gap]:
    """Return the gaps at which a content may have an edge, the present one included."""
    found = _starts(place) if edge == "start" else _ends(place)
    return [gap for gap in found if gap.following not in place.closed]


def _ends(place: ContentPlace) -> Iterator[Gap]:
    known = {place.current[1], place.matched[1], *(last for _, last in place.tagged)}
    before, after = place.split
    for word, following in _neighbours(place):
        if place.side == "before":
            near = place.current[0] <= word < min(place.cue.positions) or word >= after
        else:
            near = word >= (place.current[0] if place.side == "after" else after)
            near = near and word > max(place.cue.positions)
        opening = (
            word in known
            or following >= len(place.tree)
            or _opens(place, word, following)
        )
        if (near and opening) or (place.side == "around" and word == before):
            yield Gap(word, following)


def _opens(place: ContentPlace, word: int, following: int) -> bool:
    """Whether a phrase or a clause may begin after a word."""
    token = place.tree.tokens[following]
    return (
        following > word + 1
        or token.upos in _OPENING_TAGS
        or token.xpos in _OPENING_XPOS
    )


def _starts(place: ContentPlace) -> Iterator[Gap]:
    known = {place.current[0], place.matched[0], *(first for first, _ in place.tagged)}
    front, back = place.split
    before = -1
    for word in place.words:
        last, before = before, word
        if word > place.current[1]:
            break
        if place.side == "after" and word > max(place.cue.positions):
            near = word - max(place.cue.positions) <= _MAX_START
        elif place.side == "before":
            near = word < min(place.cue.positions) and _begins(place, last, word)
        else:
            near = (word <= front and _begins(place, last, word)) or word == back
        if near or (word in known and _on_side(place, word)):
            yield Gap(last, word)


def _begins(place: ContentPlace, last: int, word: int) -> bool:
    """Whether a content before its cue may begin with a word."""
    tokens = place.tree.tokens
    return (
        last < 0
        or word > last + 1
        or tokens[last].upos in {"CCONJ", "SCONJ"}
        or tokens[word].upos == "SCONJ"
    )


def _on_side(place: ContentPlace, position: int) -> bool:
    if place.side == "after":
        return position > max(place.cue.positions)
    return position < min(place.cue.positions)


def _neighbours(place: ContentPlace) -> Iterator[tuple[int, int]]:
    """Yield each word with the next one; the last with the number of tokens."""
    yield from zip(place.words, (*place.words[1:], len(place.tree)), strict=True)
