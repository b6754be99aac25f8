"""A body is split into lines whatever its parts; limits are enforced."""

from collections.abc import Sequence
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.wire.line_splitter import LineSplitter
from service.wire.request_errors import BodyTooLarge, TooManyLines


def make(
    *, max_bytes: int = 100, max_lines: int = 10, content_length: str = ""
) -> LineSplitter:
    """Return a splitter with small limits."""
    return LineSplitter(
        max_bytes=max_bytes, max_lines=max_lines, content_length=content_length
    )


def split(splitter: LineSplitter, parts: Sequence[bytes]) -> list[tuple[int, bytes]]:
    """Return all lines of a body with their numbers."""
    lines = [line for part in parts for line in splitter.feed(part)]
    return [*lines, *splitter.finish()]


LINES = [
    ([], []),
    ([b""], []),
    ([b"a"], [(1, b"a")]),
    ([b"a\n"], [(1, b"a")]),
    ([b"a\nb"], [(1, b"a"), (2, b"b")]),
    ([b"a", b"b\nc", b"", b"\n"], [(1, b"ab"), (2, b"c")]),
    ([b"\n\na\n"], [(3, b"a")]),
    ([b"a\n \t\r\n\r", b"\nb\n\n "], [(1, b"a"), (4, b"b")]),
    ([b"a\r\nb"], [(1, b"a\r"), (2, b"b")]),
]


@pytest.mark.parametrize(("parts", "expected"), LINES)
def test_lines(parts: list[bytes], expected: list[tuple[int, bytes]]) -> None:
    """A newline ends a line; a last line may lack it; blank lines are only counted."""
    assert split(make(), parts) == expected


@given(st.binary(max_size=80), st.lists(st.integers(0, 80)))
def test_cuts_do_not_matter(body: bytes, cuts: list[int]) -> None:
    """The lines of a body do not depend on its parts."""
    places = [0, *sorted(min(cut, len(body)) for cut in cuts), len(body)]
    parts = [body[a:b] for a, b in pairwise(places)]

    whole = split(make(max_lines=100), [body])

    assert split(make(max_lines=100), parts) == whole
    lines = list(enumerate(body.split(b"\n"), 1))
    assert whole == [(number, line) for number, line in lines if line.strip()]


def test_too_many_lines() -> None:
    """The lines within the limit are returned, and the error is kept."""
    splitter = make(max_lines=2)

    assert split(splitter, [b"a\n\nb\n\nc\nd\n"]) == [(1, b"a"), (3, b"b")]
    assert isinstance(splitter.error, TooManyLines)
    assert splitter.lines == 4
    assert split(splitter, [b"e\n"]) == []


def test_last_line_may_be_one_too_many() -> None:
    """A last line without newline counts for the limit."""
    splitter = make(max_lines=1)

    assert split(splitter, [b"a\nb"]) == [(1, b"a")]
    assert isinstance(splitter.error, TooManyLines)


@pytest.mark.parametrize(("size", "fits"), [(100, True), (101, False)])
@pytest.mark.parametrize("content_length", ["", "{}", "0"])
def test_too_many_bytes(size: int, fits: bool, content_length: str) -> None:  # noqa: FBT001
    """The size limit applies with and without Content-Length; no lines follow it."""
    splitter = make(content_length=content_length.format(size))

    lines = split(splitter, [b"x" * size])

    assert len(lines) == fits
    assert isinstance(splitter.error, BodyTooLarge) is not fits
    assert splitter.size == size
