"""Whatever is wrong with a request, the OpenAPI document has its answer."""

from typing import Any

import pytest
from litestar.testing import TestClient

from service.api.openapi import openapi_document

JSON = {"Content-Type": "application/json"}
OPERATIONS = [
    (method.upper(), path.replace("{name}", "citron"), operation)
    for path, methods in openapi_document()["paths"].items()
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


@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize(
    ("method", "path", "operation"),
    OPERATIONS,
    ids=[operation["operationId"] for _, _, operation in OPERATIONS],
)
def test_every_answer_is_described(
    client: TestClient, method: str, path: str, operation: dict[str, Any], fault: str
) -> None:
    """Status and media type of the answer are in the document."""
    sent = FAULTS[fault]
    if method == "GET":
        sent = {name: value for name, value in sent.items() if name != "content"}
    answer = client.request(method, path, **sent)
    status = str(answer.status_code)
    media = answer.headers["content-type"].partition(";")[0]

    assert status in operation["responses"]
    if answer.is_error:
        assert media == "application/problem+json"
    else:
        assert media in operation["responses"][status]["content"]
