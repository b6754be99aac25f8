"""A server error is logged with its details, a client error is not."""

import pytest

from service.api.problem_reporting import report_problem
from service.errors import EmptyText, InferenceFailed, Overloaded


@pytest.mark.parametrize(
    ("error", "status", "trace"),
    [
        (EmptyText(), 422, None),
        (Overloaded(retry_after=1), 503, None),
        (
            InferenceFailed("x", trace=("KeyError < a.py:7",)),
            500,
            ["KeyError < a.py:7"],
        ),
        (ZeroDivisionError("x"), 500, []),
    ],
)
def test_only_server_errors_are_logged(
    error: Exception,
    status: int,
    trace: list[str] | None,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """An error of status 500 leaves one log entry with the request id and its trace."""
    problem = report_problem(error, request_id="r1")

    fields = [vars(record)["whosaid_fields"] for record in caplog.records]
    assert problem.status == status
    assert [list(each["trace"]) for each in fields] == (
        [] if trace is None else [trace]
    )
    assert all(each["request_id"] == "r1" for each in fields)
    assert all(each["code"] == problem.code for each in fields)
