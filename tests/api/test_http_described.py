"""The OpenAPI document describes the response to every invalid request."""

from typing import Any

import pytest
from litestar.testing import TestClient

from service.api.find_routes import find_routes
from service.api.openapi.openapi_document import openapi_document

PROBLEM = "application/problem+json"
JSON = {"Content-Type": "application/json"}
OPERATIONS = [
    (method.upper(), path.replace("{name}", "citron"), operation)
    for path, methods in openapi_document(find_routes())["paths"].items()
    for method, operation in methods.items()
]
FAULTS: dict[str, dict[str, Any]] = {
    "good": {"headers": JSON, "content": b'{"text": "Hi."}'},
    "accept": {"headers": {**JSON, "Accept": "image/png"}, "content": b'{"text": "a"}'},
    "query": {"headers": JSON, "params": {"x": "1"}, "content": b'{"text": "a"}'},
    "malformed": {"headers": JSON, "content": b"{"},
    "media type": {"headers": {"Content-Type": "image/png"}, "content": b"x"},
    "coding": {"headers": {**JSON, "Content-Encoding": "br"}, "content": b"x"},
    "empty text": {"headers": JSON, "content": b'{"text": ""}'},
    "unknown field": {"headers": JSON, "content": b'{"text": "a", "x": 1}'},
    "long text": {"headers": JSON, "content": b'{"text": "%s"}' % (b"a " * 600)},
    "no body": {},
}


@pytest.mark.parametrize(
    ("method", "path", "operation"),
    OPERATIONS,
    ids=[operation["operationId"] for _, _, operation in OPERATIONS],
)
def test_every_answer_is_described(
    client: TestClient, method: str, path: str, operation: dict[str, Any]
) -> None:
    """Status and media type of each response are in the document."""
    undescribed = {}
    for name, sent in FAULTS.items():
        body = {} if method == "GET" else {"content": sent.get("content")}
        answer = client.request(method, path, **{**sent, "content": None, **body})
        status = str(answer.status_code)
        media = answer.headers["content-type"].partition(";")[0]
        described = operation["responses"].get(status, {}).get("content", {PROBLEM: {}})
        if status not in operation["responses"] or media not in described:
            undescribed[name] = status, media

    assert undescribed == {}
