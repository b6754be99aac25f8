"""Reason phrases of status lines."""

import importlib

import pytest
from gunicorn.asgi import protocol

from service.api.problems import PROBLEM_TABLE
from service.serving.gunicorn.reason_phrases import REASON_PHRASES

RFC_9110 = [
    (200, "OK"),
    (400, "Bad Request"),
    (406, "Not Acceptable"),
    (408, "Request Timeout"),
    (413, "Content Too Large"),
    (414, "URI Too Long"),
    (415, "Unsupported Media Type"),
    (422, "Unprocessable Content"),
    (429, "Too Many Requests"),
    (501, "Not Implemented"),
    (504, "Gateway Timeout"),
]


@pytest.mark.parametrize(("status", "phrase"), RFC_9110)
def test_status_line(status: int, phrase: str) -> None:
    """A status line has the phrase of RFC 9110 once the worker is imported."""
    importlib.import_module("service.serving.gunicorn.asgi_worker")
    line = protocol._get_cached_status_line((1, 1), status)

    assert line == f"HTTP/1.1 {status} {phrase}\r\n".encode()


def test_every_status_of_a_problem_has_a_phrase() -> None:
    """No problem is answered with an invented phrase."""
    assert {row.status for row in PROBLEM_TABLE.values()} <= REASON_PHRASES.keys()
