"""Check that every span of a response equals its text, in the given offset unit."""

from collections.abc import Iterator, Mapping
from typing import Literal, cast

Unit = Literal["codepoint", "utf16", "utf8"]
UNITS: tuple[Unit, ...] = ("codepoint", "utf16", "utf8")
SPAN = frozenset({"start", "end", "text"})


def spans_in(value: object) -> Iterator[tuple[int, int, str]]:
    """Yield every object of a decoded response with ``start``, ``end`` and ``text``."""
    if isinstance(value, dict):
        item = cast("Mapping[str, object]", value)
        if item.keys() >= SPAN:
            yield (
                cast("int", item["start"]),
                cast("int", item["end"]),
                str(item["text"]),
            )
        for part in item.values():
            yield from spans_in(part)
    elif isinstance(value, list | tuple):
        for part in cast("list[object]", value):
            yield from spans_in(part)


def wrong_spans(
    response: object, text: str, *, unit: Unit
) -> tuple[tuple[int, int, str], ...]:
    """Return the spans whose text differs from the article at their offsets.

    Args:
        response: of dicts, lists and scalars.
        text: the article.
        unit: of the offsets.
    """
    width, encoded = 1, text.encode("utf-8", "surrogatepass")
    if unit == "codepoint":
        width, encoded = 4, text.encode("utf-32-le", "surrogatepass")
    elif unit == "utf16":
        width, encoded = 2, text.encode("utf-16-le", "surrogatepass")
    codec = {"codepoint": "utf-32-le", "utf16": "utf-16-le", "utf8": "utf-8"}[unit]
    return tuple(
        (start, end, quoted)
        for start, end, quoted in spans_in(response)
        if encoded[start * width : end * width] != quoted.encode(codec, "surrogatepass")
    )
