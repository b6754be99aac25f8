"""HTML is read in time linear in its length, in the worst cases too.

The work is counted: calls of Python functions, and the characters that patterns look
at, which calls alone would miss.
"""

import re
import sys
from types import FrameType
from typing import Any

import pytest

from service.text.html import lines, read_html, references, scanner

SIZE = 4_000
DOUBLED = 2.2
"""Most times the work of an HTML that is twice as long."""
UNITS = {
    "unclosed attribute": '<a ="',
    "unclosed comment": "<!--",
    "unclosed CDATA": "<![CDATA[",
    "unclosed declaration": "<!a",
    "less than": "<",
    "less than and a slash": "</",
    "ampersands": "&",
    "unfinished references": "&a",
    "unknown references": "&nosuchreference",
    "repeated attributes": "<a x x=1 x='1' hidden style='a:b;'",
    "elements in elements": "<div>",
    "inline elements in elements": "<b>",
    "both": "<p><b>",
    "end tags": "</p></b>",
    "crossed": "<b><i></b></i>",
    "tables": "<table><td>a",
    "lists": "<ul><li>a<li>b",
    "items in inline elements": "<b><li>a",
    "quotations": "<q>a ",
    "closed quotations": "<q>a</q> ",
    "quoted paragraphs": "<blockquote>a b c d",
    "cites": "<cite>a",
    "asides": "<aside>a b c d e",
    "left out": "<nav>a",
    "scripts": "<script>a</script>b",
    "unclosed scripts": "<script><!--",
    "unclosed styles": "<style>a",
    "drawings": "<svg><p>",
    "white space": " \n",
    "words": "a \n",
    "paragraphs": "<p>It is late, she said.",
    "preformatted": "<pre>a \n",
}


class CountedPattern:
    """A pattern that counts the characters it looked at."""

    def __init__(self, pattern: re.Pattern[str], counter: "Counter") -> None:
        self._pattern, self._counter = pattern, counter

    def match(self, text: str, *bounds: int) -> re.Match[str] | None:
        """Match and count."""
        return self._count(self._pattern.match(text, *bounds), text, *bounds)

    def search(self, text: str, *bounds: int) -> re.Match[str] | None:
        """Search and count."""
        found = self._pattern.search(text, *bounds)
        if found is None:
            self._counter.work += len(text) - bounds[0]
        return self._count(found, text, *bounds)

    def _count(
        self, found: re.Match[str] | None, _text: str, start: int, *_end: int
    ) -> re.Match[str] | None:
        self._counter.work += 1 + (found.end() - start if found else 0)
        return found


class Counter:
    """Counts work."""

    def __init__(self) -> None:
        self.work = 0

    def count_call(self, _frame: FrameType, event: str, _value: object) -> None:
        """Count a call."""
        self.work += event == "call"


def work_of(markup: str, monkeypatch: pytest.MonkeyPatch) -> int:
    """Return the work of reading an HTML text."""
    counter = Counter()
    with monkeypatch.context() as patch:
        for module in (scanner, lines, references):
            for name, value in vars(module).items():
                if isinstance(value, re.Pattern):
                    patch.setattr(module, name, CountedPattern(value, counter))
        closing: Any = {
            mark: CountedPattern(pattern, counter)
            for mark, pattern in scanner.CLOSING.items()
        }
        patch.setattr(scanner, "CLOSING", closing)
        sys.setprofile(counter.count_call)
        try:
            read_html(markup)
        finally:
            sys.setprofile(None)
    return counter.work


@pytest.mark.parametrize("unit", UNITS.values(), ids=UNITS)
def test_work(unit: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Twice as much HTML is at most about twice the work."""
    once, twice = (
        work_of(unit * (size // len(unit)), monkeypatch) for size in (SIZE, 2 * SIZE)
    )

    assert twice <= DOUBLED * once + 200


@pytest.mark.parametrize("unit", UNITS.values(), ids=UNITS)
def test_after_deep_nesting(unit: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same inside of more elements than are told apart."""
    deep = "<div><b>" * 400
    once, twice = (
        work_of(deep + unit * (size // len(unit)), monkeypatch)
        for size in (SIZE, 2 * SIZE)
    )

    assert twice <= DOUBLED * once + 200


def test_deeper_elements_are_read() -> None:
    """Text inside of more than 512 elements is read, and hidden ones are left out."""
    markup = "<b>" * 600 + "one<nav>no</nav><p>two</p>" + "</b>" * 600 + "<p>three"

    assert read_html(markup).text == "one\n\ntwo\n\nthree"
