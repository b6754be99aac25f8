"""Problems outside of HTTP; `tests/unit/api/test_problems.py` has the table."""

import pytest

from service.archive.failure import ArchiveFailed
from service.errors import InferenceFailed, InvalidField, TextTooLong, WhosaidError
from service.wire.problem_rows import failed_line
from service.wire.problem_schemas import BatchLine, Problem


@pytest.mark.parametrize(
    ("error", "status", "title", "code", "path"),
    [
        (
            InvalidField("Expected `str`", path="$.id"),
            422,
            "Invalid field value",
            "invalid_field",
            "$.id",
        ),
        (
            TextTooLong(length=2, limit=1),
            413,
            "Text too long",
            "text_too_long",
            "$.text",
        ),
        (
            InferenceFailed("KeyError while reading"),
            500,
            "Internal server error",
            "inference_failed",
            None,
        ),
        (ArchiveFailed("x"), 500, "Internal server error", "archive_failed", None),
    ],
)
def test_failed_line(
    error: WhosaidError, status: int, title: str, code: str, path: str | None
) -> None:
    """The line has the problem that HTTP has, but for the whole detail."""
    assert failed_line(7, "a", error) == BatchLine(
        line=7,
        id="a",
        status=status,
        result=None,
        error=Problem(
            type=f"urn:whosaid:problem:{code}",
            title=title,
            status=status,
            detail=str(error),
            instance="urn:whosaid:request:line-7",
            code=code,
            path=path,
        ),
    )
