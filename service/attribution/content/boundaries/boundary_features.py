"""Features of a gap between two words as the start or the end of a content."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import Literal

import msgspec

from service.attribution.candidates import CueCandidate, Frame
from service.attribution.syntax.sentence import Tree
from service.nlp.document import ROOT

Edge = Literal["start", "end"]
Side = Literal["before", "after", "around"]
"""Where the content stands to its cue."""
_NO_WORD = -1
_LONG_GAP = 3
_MANY = 3
_NAMED_TAGS = frozenset({"CCONJ", "SCONJ", "ADP", "ADV", "PART", "AUX", "DET", "PRON"})
_MOST_ARCS = 2
_STEPS = (-16, -8, -4, -2, -1, 0, 1, 2, 4, 8, 16)
"""Log-odds at which the weight of a number changes."""
_STEP_NAMES = {
    name: (name, *(f"{name} {step}" for step in _STEPS))
    for name in ("last support", "next support", "gain")
}


class Gap(msgspec.Struct, frozen=True):
    """A place between two words; punctuation between them belongs to it."""

    last: int
    """Position of the last word before it, -1 at the start of the sentence."""
    following: int
    """Position of the first word after it, the number of tokens at the end."""


class ContentPlace(msgspec.Struct, frozen=True):
    """A content in its sentence, as far as the parse knows it."""

    tree: Tree
    cue: CueCandidate
    frame: Frame
    side: Side
    words: tuple[int, ...]
    """The words that may be of the content, without punctuation."""
    closed: frozenset[int]
    """The words before which no content begins or ends: inside a quotation."""
    split: tuple[int, int]
    """Last word of a piece before the cue, first word of one after it.

    -1 and the number of tokens where the content can have none there.
    """
    matched: tuple[int, int]
    """First and last word that the frame matched."""
    current: tuple[int, int]
    """First and last word after the rules."""
    tagged: tuple[tuple[int, int], ...]
    """First and last word of each content of the tagger on these sides of the cue."""
    support: tuple[float, ...] | None = None
    """Log-odds of each token of the sentence as content of the cue, by the network of
    the conventions; None where it says nothing of the cue."""

    def positions(self, first: int, last: int) -> list[int]:
        """Return the positions of a content from a first to a last word.

        Between its pieces stand the cue and its subject.
        """
        end, start = self.split
        if first <= end and start <= last:
            return [*range(first, end + 1), *range(start, last + 1)]
        return list(range(first, last + 1))


Arc = tuple[int, int]
"""A dependent and its head."""


def arcs_over(tree: Tree, gaps: Sequence[Gap]) -> dict[Gap, list[Arc]]:
    """Return the arcs between words that cross each gap."""
    found: dict[Gap, list[Arc]] = {gap: [] for gap in gaps}
    for position, token in enumerate(tree.tokens):
        if token.upos == "PUNCT" or token.head == ROOT:
            continue
        low, high = sorted((position, token.head))
        for gap in gaps:
            if low < gap.following <= high:
                found[gap].append((position, token.head))
    return found


def gap_features(
    place: ContentPlace, gap: Gap, arcs: Sequence[Arc], edge: Edge
) -> frozenset[str]:
    """Return the features of a gap as an edge of a content."""
    known = frozenset(_known(place, gap, edge))
    surface = frozenset(_surface(place.tree, gap))
    zone = _zone(place, gap, edge)
    return frozenset(
        {
            *known,
            *(f"{place.side} {name}" for name in known),
            *(f"{place.frame} {name}" for name in known),
            *surface,
            *((zone, *(f"{zone} {name}" for name in surface)) if zone else ()),
            *_arcs(place, gap, arcs),
            *_tags(place, gap),
            *_support(place, gap, edge),
            *(("cue follows",) if gap.following in place.cue.positions else ()),
        }
    )


def _known(place: ContentPlace, gap: Gap, edge: Edge) -> Iterator[str]:
    """Yield which other sources have this edge: the match, rules, tagger, sentence."""
    number = 0 if edge == "start" else 1
    word = gap.following if edge == "start" else gap.last
    if word == place.matched[number]:
        yield "matched"
    if word == place.current[number]:
        yield "current"
    tagged = any(word == content[number] for content in place.tagged)
    if tagged:
        yield "tagged"
        if word == place.current[number]:
            yield "current and tagged"
    if gap.last == _NO_WORD if edge == "start" else gap.following >= len(place.tree):
        yield "sentence"
    if word != place.current[number]:
        longer = (
            (word < place.current[0]) if edge == "start" else word > place.current[1]
        )
        yield "longer" if longer else "shorter"


def _zone(place: ContentPlace, gap: Gap, edge: Edge) -> str | None:
    """Return which piece the edge adds to the content or drops, or None."""
    end, start = place.split
    if edge == "start":
        if place.side == "after" and gap.following <= end:
            return "adds front"
        return "drops front" if place.side == "around" and gap.following > end else None
    if place.side == "before" and gap.last >= start:
        return "adds back"
    return "drops back" if place.side == "around" and gap.last < start else None


def _surface(tree: Tree, gap: Gap) -> Iterator[str]:
    """Yield the punctuation in a gap and the words beside it."""
    marks = "".join(tree.tokens[p].text for p in range(gap.last + 1, gap.following))
    yield f"gap {marks if len(marks) <= _LONG_GAP else 'long'}"
    for name, position in (("last", gap.last), ("next", gap.following)):
        if not 0 <= position < len(tree):
            yield f"{name} none"
            continue
        token = tree.tokens[position]
        yield f"{name} {token.xpos}"
        yield f"{name} {token.deprel}"
        if token.upos in _NAMED_TAGS or tree.lower(position) in tree.lexicon.words.days:
            yield f"{name} {tree.lower(position)}"


def _arcs(place: ContentPlace, gap: Gap, arcs: Sequence[Arc]) -> Iterator[str]:
    """Yield what depends on what across a gap."""
    tree = place.tree
    yield f"arcs {min(len(arcs), _MANY)}"
    rightward = [arc for arc in arcs if arc[1] < gap.following]
    leftward = [arc for arc in arcs if arc[1] >= gap.following]
    for dependent, head in rightward[:_MOST_ARCS]:
        token = tree.tokens[dependent]
        yield f"right {token.deprel}"
        yield f"right {token.deprel} {token.xpos} {_part(place, head)}"
        yield f"right subject {tree.subject(dependent) is not None}"
        mark = tree.first(dependent, "mark")
        if mark is not None:
            yield f"right mark {tree.lower(mark)}"
        if token.lemma in tree.lexicon.reporting_verbs:
            yield f"right reporting {token.xpos}"
    for dependent, head in leftward[:_MOST_ARCS]:
        yield f"left {tree.tokens[dependent].deprel} {_part(place, head)}"


def _support(place: ContentPlace, gap: Gap, edge: Edge) -> Iterator[str]:
    """Yield how likely the words beside a gap, and those it adds, are of the content.

    The words that an edge drops count with the opposite sign.
    """
    support = place.support
    if support is None:
        return
    for name, position in (("last", gap.last), ("next", gap.following)):
        if 0 <= position < len(support):
            yield from _steps(f"{name} support", support[position])
    word = gap.following if edge == "start" else gap.last
    present = place.current[0 if edge == "start" else 1]
    low, high = sorted((word, present))
    if edge == "start":
        between, adds = range(low, high), word < present
    else:
        between, adds = range(low + 1, high + 1), word > present
    inside = set(place.words)
    gain = sum(support[p] for p in between if p in inside)
    if word != present:
        yield from _steps("gain", gain if adds else -gain)


def _steps(name: str, number: float) -> Sequence[str]:
    """Return a feature, and one for each step up to a number."""
    return _STEP_NAMES[name][: 1 + bisect_right(_STEPS, number)]


def _part(place: ContentPlace, position: int) -> str:
    """Return whether a position is of the cue, of the content or outside of both."""
    if position in place.cue.positions:
        return "cue"
    first, last = place.current
    return "in" if first <= position <= last else "out"


def _tags(place: ContentPlace, gap: Gap) -> Iterator[str]:
    """Yield how the tagger's spans lie to a gap."""
    for first, last in place.tagged:
        if first <= gap.last and gap.following <= last:
            yield "in tagged"
    for label in ("Cue", "Source"):
        if gap.following < len(place.tree) and place.tree.tagged(gap.following, label):
            yield f"next tagged {label}"
