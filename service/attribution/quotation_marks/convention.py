# ruff: noqa: RUF001 - the look-alikes of quotation marks are the subject
"""The convention of quotation marks that an article follows, from its whole text."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Literal

import msgspec

from service.attribution.quotation_marks.marks import Mark

Role = Literal["open", "close", "either"]

_OPENING = frozenset("“„‟«‘‚‹「『") | {"``", "‘‘"}
_CLOSING = frozenset("”»›」』") | {"´´"}
_PAIRS = (("“", "”"), ("«", "»"), ("‘", "’"), ("‹", "›"))
_ELISIONS = frozenset("0123456789")
"""Characters after an apostrophe that stands for a century ("the ’60s")."""
_CLEAR_END = frozenset(",.?!…")


class Convention(msgspec.Struct, frozen=True):
    """Which marks of an article open and which close."""

    roles: Mapping[str, Role]
    """The role of each glyph; one that is missing is told by its place."""
    single: bool = False
    """Whether single marks quote and double ones stand inside them."""
    notices: tuple[str, ...] = ()
    """What is unusual in it, one sentence each."""

    def role(self, glyph: str) -> Role:
        """Return the role of a glyph."""
        return self.roles.get(glyph, "either")


def find_convention(marks: Iterable[Mark]) -> Convention:
    """Return the convention that most marks of an article agree with.

    Takes time linear in the number of marks.
    """
    marks = tuple(marks)
    places: Counter[tuple[str, Role]] = Counter(
        (mark.glyph, _place(mark)) for mark in marks
    )
    roles: dict[str, Role] = dict.fromkeys(_OPENING, "open")
    roles |= dict.fromkeys(_CLOSING, "close")
    notices: list[str] = []
    for opening, closing in _PAIRS:
        pair, notice = _pair_roles(places, opening, closing)
        roles |= pair
        notices += notice
    single = _quotes_with_single_marks(marks)
    notices += _style_notices(places, single=single)
    return Convention(roles, single, tuple(notices))


def _place(mark: Mark) -> Role:
    """Return the place of a mark; an apostrophe before a number has none."""
    if mark.single and mark.after in _ELISIONS:
        return "either"
    return mark.place


def _pair_roles(
    places: Counter[tuple[str, Role]], opening: str, closing: str
) -> tuple[dict[str, Role], list[str]]:
    """Return the roles of a pair of glyphs, and a notice if they are unusual."""
    opens = places[opening, "open"]
    ends = places[opening, "close"]
    back_opens, back_ends = places[closing, "open"], places[closing, "close"]
    usual: dict[str, Role] = {opening: "open", closing: "close"}
    if ends > opens and back_opens > 0 and (back_opens >= back_ends or opening != "‘"):
        turned: dict[str, Role] = {opening: "close", closing: "open"}
        return turned, [f"quotation marks are reversed: {closing}...{opening}"]
    low = places["„", "open"] if opening == "“" else places["‚", "open"]
    if ends and opens and not back_ends and not low:
        same: dict[str, Role] = {opening: "either", closing: "close"}
        return same, [f"{opening} opens and closes"]
    if opening != "‘" and back_opens and back_ends and not opens:
        same = {opening: "open", closing: "either"}
        return same, [f"{closing} opens and closes"]
    return usual, []


def _quotes_with_single_marks(marks: tuple[Mark, ...]) -> bool:
    """Whether single marks quote: they open more often than double ones do.

    Some closing mark stands after a comma or the end of a sentence ("'No,' he said").
    """
    opens = sum(mark.single and mark.place == "open" for mark in marks)
    doubles = sum(not mark.single and mark.place == "open" for mark in marks)
    ends = any(
        mark.single and mark.left in _CLEAR_END and mark.place == "close"
        for mark in marks
    )
    return ends and opens > doubles


def _style_notices(places: Counter[tuple[str, Role]], *, single: bool) -> Iterator[str]:
    if single:
        yield "single marks quote"
    if places["``", "open"]:
        yield "two backticks open and two apostrophes close"
    if places["„", "open"]:
        yield "a low mark opens"
