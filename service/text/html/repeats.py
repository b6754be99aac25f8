"""Lines of figures and asides that repeat the text, such as pull quotes."""

import re
from collections.abc import Iterator, Sequence

from service.text.html.lines import Line

REPEATED = "repeated"
"""Code of the notice of repeats."""
REPEATED_DETAIL = "a figure or an aside repeats the text; the records have it once"
GRAM = 4
"""Words of the shortest repeat. A line repeats the text where all its runs of so many
words stand in the text."""
_WORD = re.compile(r"\w+")
_DASH = re.compile(r"[-–—―]\s*\w")  # noqa: RUF001 - the dashes that may come before a name
LONGEST_SIGNATURE = 12
"""Words of the line after a repeat that names whose words it holds."""
Gram = tuple[str, ...]


def grams(text: str) -> Iterator[Gram]:
    """Yield the runs of ``GRAM`` words of a text, without case and punctuation."""
    words = _WORD.findall(text.casefold())
    for start in range(len(words) - GRAM + 1):
        yield tuple(words[start : start + GRAM])


def text_grams(lines: Sequence[Line]) -> frozenset[Gram]:
    """Return the runs of words of the lines outside of figures and asides."""
    text = "\n".join(line.text for line in lines if line.context.aside is None)
    return frozenset(grams(text))


def is_repeat(text: str, known: frozenset[Gram]) -> bool:
    """Whether a text has at least ``GRAM`` words and stands in another one."""
    found = list(grams(text))
    return bool(found) and known.issuperset(found)


def find_repeats(lines: Sequence[Line]) -> frozenset[int]:
    """Return the numbers of the lines that repeat the text, and of their signatures."""
    known = text_grams(lines)
    found: set[int] = set()
    for number, line in enumerate(lines):
        if line.context.aside is None:
            continue
        after = number - 1 in found
        same = after and lines[number - 1].context.aside == line.context.aside
        if is_repeat(line.text, known) or (same and _is_signature(line)):
            found.add(number)
    return frozenset(found)


def _is_signature(line: Line) -> bool:
    short = len(_WORD.findall(line.text)) <= LONGEST_SIGNATURE
    return short and (line.credit or _DASH.match(line.text) is not None)
