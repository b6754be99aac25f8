"""The gaps of a sentence at which a content may begin or end."""

from collections.abc import Iterator, Sequence

from service.attribution.candidates import CueCandidate
from service.attribution.content.boundaries.boundary_features import (
    ContentPlace,
    Edge,
    Gap,
)
from service.attribution.context import Context
from service.attribution.syntax.sentence import Tree

_OPENING_TAGS = frozenset({"CCONJ", "SCONJ", "ADP", "ADV", "PART"})
_OPENING_XPOS = frozenset(
    {"VBG", "VBN", "WDT", "WP", "WRB", "IN", "TO", "VBD", "VBZ", "NNP"}
)
"""Tags of words that open a phrase or a clause."""
_MAX_START = 12
"""Most tokens from a cue to the start of its content."""


def content_place(
    context: Context,
    tree: Tree,
    cue: CueCandidate,
    matched: Sequence[int],
    current: Sequence[int],
) -> ContentPlace | None:
    """Return the place of a content, None for one that is not moved.

    That is one in several pieces, around its cue, or with the edge of a quotation.
    """
    words = tuple(p for p, t in enumerate(tree.tokens) if t.upos != "PUNCT")
    inside = [p for p in current if tree.tokens[p].upos != "PUNCT"]
    if not inside or not cue.positions:
        return None
    first, last = inside[0], inside[-1]
    after = first > max(cue.positions)
    if not (after or last < min(cue.positions)):
        return None
    span = tree.span(current)
    whole = [p for p in words if first <= p <= last] == inside
    if not whole or context.quotation_index.has_edge(span.start, span.end):
        return None
    of_match = [p for p in matched if tree.tokens[p].upos != "PUNCT"] or inside
    return ContentPlace(
        tree=tree,
        cue=cue,
        side="after" if after else "before",
        words=words,
        matched=(of_match[0], of_match[-1]),
        current=(first, last),
        tagged=tuple(_tagged(tree, cue, after=after)),
    )


def _tagged(tree: Tree, cue: CueCandidate, *, after: bool) -> Iterator[tuple[int, int]]:
    """Yield the first and last word of each tagged content on a side of a cue."""
    for tag in tree.sentence.tags:
        if tag.label != "Content":
            continue
        words = [p for p in range(tag.start, tag.end) if tree.tokens[p].upos != "PUNCT"]
        if words and (
            words[0] > max(cue.positions) if after else words[-1] < min(cue.positions)
        ):
            yield words[0], words[-1]


def options(place: ContentPlace, edge: Edge) -> list[Gap]:
    """Return the gaps at which a content may have an edge, the present one included."""
    return list(_starts(place) if edge == "start" else _ends(place))


def _on_side(place: ContentPlace, position: int) -> bool:
    if place.side == "after":
        return position > max(place.cue.positions)
    return position < min(place.cue.positions)


def _ends(place: ContentPlace) -> Iterator[Gap]:
    known = {place.current[1], place.matched[1], *(last for _, last in place.tagged)}
    for word, following in _neighbours(place):
        if word < place.current[0] or not _on_side(place, word):
            continue
        if (
            word in known
            or following >= len(place.tree)
            or _opens(place, word, following)
        ):
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
    tokens, before = place.tree.tokens, -1
    for word in place.words:
        last, before = before, word
        if word > place.current[1] or not _on_side(place, word):
            continue
        if place.side == "after":
            near = word - max(place.cue.positions) <= _MAX_START
        else:
            near = (
                last < 0
                or word > last + 1
                or tokens[last].upos in {"CCONJ", "SCONJ"}
                or tokens[word].upos == "SCONJ"
            )
        if near or word in known:
            yield Gap(last, word)


def _neighbours(place: ContentPlace) -> Iterator[tuple[int, int]]:
    """Yield each word with the next one; the last with the number of tokens."""
    yield from zip(place.words, (*place.words[1:], len(place.tree)), strict=True)
