"""Find the cue before or after a quotation without a scan of all cues.

A quotation is introduced by a verb or a phrase that stands in the same outer quotation,
or like it in none; so the cues are grouped by the quotation that encloses them.
"""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from operator import attrgetter
from typing import Self

import msgspec

from service.attribution.candidates import CueCandidate
from service.attribution.context import Context
from service.attribution.quotation_marks import Quotation
from service.records import Span

_tree, _paragraph = attrgetter("cue.tree"), attrgetter("paragraph")


class PlacedCue(msgspec.Struct, frozen=True):
    """A cue with its place in the article."""

    cue: CueCandidate
    span: Span
    """From its first to its last word."""
    paragraph: int


class _Group(msgspec.Struct, frozen=True):
    """Which cues: in which quotation, with the frame "quote" only, before a colon."""

    parent: Quotation | None
    quoting: bool
    ends_in_colon: bool


class CueIndex(msgspec.Struct, frozen=True):
    """The verbs and phrases of an article that may introduce a quotation."""

    groups: dict[_Group, tuple[PlacedCue, ...]]
    """The cues of each group in text order. A cue is in one group or several."""

    @classmethod
    def build(cls, context: Context, cues: Sequence[CueCandidate]) -> Self:
        """Index cues in text order; nouns and adjectives are left out."""
        groups: defaultdict[_Group, list[PlacedCue]] = defaultdict(list)
        for cue in cues:
            if cue.form not in {"verb", "phrase"}:
                continue
            tree = context.trees[cue.tree]
            span = tree.span(cue.positions)
            parent = context.enclosing(span.start, span.end)
            placed = PlacedCue(cue, span, context.paragraphs[cue.tree])
            for quoting in {False, "quote" in cue.frames}:
                for colon in {False, tree.tokens[-1].text == ":"}:
                    groups[_Group(parent, quoting, colon)].append(placed)
        return cls({group: tuple(placed) for group, placed in groups.items()})

    def after(self, context: Context, quotation: Quotation) -> PlacedCue | None:
        """Return the first cue with the frame "quote" after it in its paragraph."""
        group = self._group(context, quotation, quoting=True)
        tree = context.tree_at(quotation.end)
        index = 0 if tree is None else bisect_left(group, tree.index, key=_tree)
        while index < len(group) and group[index].paragraph <= quotation.paragraph:
            placed = group[index]
            if (
                placed.span.start >= quotation.end
                and placed.paragraph == quotation.paragraph
            ):
                return placed
            index += 1
        return None

    def before(self, context: Context, quotation: Quotation) -> PlacedCue | None:
        """Return the last cue before it in its paragraph, or in the one before.

        A sentence of the paragraph before counts if it ends in a colon. A cue without
        the frame "quote" counts if a colon precedes the quotation.
        """
        at = context.end_before(quotation.start)
        colon = at - 1 if context.text[max(at - 1, 0) : at] == ":" else -1
        for placed in self._before(context, quotation, quoting=colon < 0):
            if placed.span.end <= quotation.start and (
                "quote" in placed.cue.frames or placed.span.end <= colon
            ):
                return placed
        return None

    def _before(
        self, context: Context, quotation: Quotation, *, quoting: bool
    ) -> Iterator[PlacedCue]:
        """Yield the cues of the paragraph, then of the one before, last ones first."""
        group = self._group(context, quotation, quoting=quoting)
        tree = context.tree_at(quotation.start)
        index = 0 if tree is None else bisect_right(group, tree.index, key=_tree)
        while index and group[index - 1].paragraph == quotation.paragraph:
            index -= 1
            yield group[index]
        group = self._group(context, quotation, quoting=quoting, ends_in_colon=True)
        index = bisect_left(group, quotation.paragraph, key=_paragraph)
        while index and group[index - 1].paragraph == quotation.paragraph - 1:
            index -= 1
            yield group[index]

    def _group(
        self,
        context: Context,
        quotation: Quotation,
        *,
        quoting: bool,
        ends_in_colon: bool = False,
    ) -> Sequence[PlacedCue]:
        parent = context.parent_quotation(quotation)
        return self.groups.get(_Group(parent, quoting, ends_in_colon), ())
