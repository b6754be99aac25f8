"""The stack of open elements, with the end tags that HTML lets authors leave out.

A simplification of the WHATWG tree construction to what changes the text: which
elements are open at a place. Every question is answered from the offsets of the last
open element of a name, so that no tag searches the stack.

Source: https://html.spec.whatwg.org/multipage/parsing.html#tree-construction
"""

from collections import Counter

import msgspec

from service.text.html.elements import (
    BLOCKS,
    ENDS_FOREIGN,
    ENDS_PARAGRAPH,
    HEADINGS,
    IMPLIED_ENDS,
    IN_HEAD,
    SCOPES,
    SPECIAL,
    TABLE_PARTS,
)

DEEPEST = 512
"""Open elements; those inside of so many are read as if they had no tags."""
NOWHERE = -1


class Context(msgspec.Struct, frozen=True):
    """What the elements around a place say about its text."""

    hidden: bool = False
    """Whether it is left out."""
    foreign: bool = False
    """Whether it is in SVG or MathML."""
    preformatted: bool = False
    quote: int | None = None
    """Number of the outermost ``blockquote`` around it."""
    quoted: int = 0
    """Number of ``q`` elements around it."""
    credit: bool = False
    """Whether it is in an element that may name a source."""
    cite: bool = False
    aside: int | None = None
    """Number of the outermost ``figure`` or ``aside`` around it."""


class OpenElement(msgspec.Struct, frozen=True):
    """An element whose end has not come; ``context`` is that of its content."""

    name: str
    start: int
    """Offset of its start tag."""
    context: Context
    outer: Context
    """The context around it."""


class OpenElements:
    """The open elements, outermost first."""

    def __init__(self) -> None:
        self._stack: list[OpenElement] = []
        self._places: dict[str, list[int]] = {}
        self._scopes: list[int] = []
        self._specials: list[int] = []
        self._deeper: Counter[str] = Counter()

    @property
    def context(self) -> Context:
        """The context of the innermost element."""
        return self._stack[-1].context if self._stack else Context()

    @property
    def innermost(self) -> str:
        """The name of the innermost element, empty where there is none."""
        return self._stack[-1].name if self._stack else ""

    def open(self, element: OpenElement) -> bool:
        """Open an element; return whether it is on the stack.

        It is not where ``DEEPEST`` are, unless it is the first of hidden ones.
        """
        first_hidden = element.context.hidden and not self.context.hidden
        if len(self._stack) >= DEEPEST and not first_hidden:
            self._deeper[element.name] += 1
            return False
        place = len(self._stack)
        self._stack.append(element)
        self._places.setdefault(element.name, []).append(place)
        if element.name in SCOPES:
            self._scopes.append(place)
        if element.name in SPECIAL:
            self._specials.append(place)
        return True

    def implied_by(self, name: str) -> list[OpenElement]:
        """Close and return the elements that a start tag ends, innermost first."""
        closed: list[OpenElement] = []
        if name in ENDS_FOREIGN:
            while self.context.foreign:
                closed.append(self._pop())
        if name not in IN_HEAD and name != "head":
            closed += self._close_to(self._last("head"))
        if name in IMPLIED_ENDS:
            ended, inside = IMPLIED_ENDS[name]
            closed += self._close_to(self._outermost_of(ended, inside, name))
        if name in ENDS_PARAGRAPH:
            closed += self._close_to(self._in_scope("p"))
        return closed

    def close(self, name: str) -> list[OpenElement]:
        """Close and return the elements that an end tag ends, innermost first."""
        if self._deeper[name]:
            self._deeper[name] -= 1
            return []
        if name in SCOPES:
            return self._close_to(self._last(name))
        if name in HEADINGS:
            return self._close_to(max(map(self._in_scope, HEADINGS)))
        place = self._in_scope(name)
        crossing = self._specials and self._specials[-1] > place
        if name not in BLOCKS and name not in SPECIAL and crossing:
            return []
        return self._close_to(place)

    def close_all(self) -> list[OpenElement]:
        """Close and return all open elements, innermost first."""
        return self._close_to(0 if self._stack else NOWHERE)

    def _last(self, name: str) -> int:
        places = self._places.get(name)
        return places[-1] if places else NOWHERE

    def _in_scope(self, name: str) -> int:
        """Return the place of the last element of a name in the innermost scope."""
        place = self._last(name)
        barrier = self._scopes[-1] if self._scopes else NOWHERE
        return place if place > barrier else NOWHERE

    def _outermost_of(
        self, ended: frozenset[str], inside: frozenset[str], name: str
    ) -> int:
        """Return the place of the first of ``ended`` after the last of ``inside``."""
        barrier = max(map(self._last, inside))
        if self._scopes and name not in TABLE_PARTS:
            barrier = max(barrier, self._scopes[-1])
        places = [place for name in ended if (place := self._last(name)) > barrier]
        return min(places, default=NOWHERE)

    def _close_to(self, place: int) -> list[OpenElement]:
        if place == NOWHERE:
            return []
        return [self._pop() for _ in range(len(self._stack) - place)]

    def _pop(self) -> OpenElement:
        self._deeper.clear()
        element = self._stack.pop()
        self._places[element.name].pop()
        for places in (self._scopes, self._specials):
            if places and places[-1] == len(self._stack):
                places.pop()
        return element
