"""Answers to invalid HTTP requests."""

import json

import pytest

from service.serving.gunicorn.refusals import refusal

CASES = [
    (400, "Bad Request", "malformed_request"),
    (414, "URI Too Long", "uri_too_long"),
    (431, "Request Header Fields Too Large", "headers_too_large"),
    (501, "Not Implemented", "not_implemented"),
    (503, "Service Unavailable", "overloaded"),
    (405, "Method Not Allowed", "malformed_request"),
]


@pytest.mark.parametrize(("status", "phrase", "code"), CASES)
def test_refusal(status: int, phrase: str, code: str) -> None:
    """The answer is complete HTTP with problem details, and closes the connection."""
    answer = refusal(status, "why", [("Allow", "GET")], request_id="r1")

    head, _, body = answer.partition(b"\r\n\r\n")
    assert head.decode().split("\r\n") == [
        f"HTTP/1.1 {status} {phrase}",
        "Content-Type: application/problem+json",
        f"Content-Length: {len(body)}",
        "Allow: GET",
        "Connection: close",
    ]
    problem = json.loads(body)
    assert problem["type"] == f"urn:whosaid:problem:{code}"
    assert problem["instance"] == "urn:whosaid:request:r1"
    assert (problem["status"], problem["code"]) == (status, code)
    assert problem["detail"] == "why"
