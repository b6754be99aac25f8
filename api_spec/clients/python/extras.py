"""Helpers for operations that the generated client does not support."""  # noqa: INP001 - joins a package

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import httpx
import msgspec

from .client import AuthenticatedClient, Client
from .models import (
    AttributionRequest,
    AttributionResponse,
    BatchLine,
    ExportRequest,
    Problem,
)

AnyClient = AuthenticatedClient | Client
Query = Mapping[str, str | float | bool | list[str]]


class RequestFailed(Exception):
    """The service answered with a problem."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(f"{problem.status} {problem.code}: {problem.detail}")
        self.problem = problem


def attribute_text(
    client: AnyClient, text: str, query: Query | None = None
) -> AttributionResponse:
    """Post an article as plain text, with options as query parameters."""
    return _attribute(client, text, "text/plain", query)


def attribute_html(
    client: AnyClient, html: str, query: Query | None = None
) -> AttributionResponse:
    """Post an article as HTML, with options as query parameters."""
    return _attribute(client, html, "text/html", query)


def _attribute(
    client: AnyClient, text: str, media: str, query: Query | None
) -> AttributionResponse:
    headers = {"Content-Type": f"{media}; charset=utf-8"}
    answer = _post(client, "/v1/attributions", text.encode(), headers, query)
    return AttributionResponse.from_dict(answer.json())


def attribute_packed(
    client: AnyClient, request: AttributionRequest
) -> AttributionResponse:
    """Post a request and receive the response in MessagePack."""
    packed = "application/msgpack"
    headers = {"Content-Type": packed, "Accept": packed}
    body = msgspec.msgpack.encode(request.to_dict())
    answer = _post(client, "/v1/attributions", body, headers)
    return AttributionResponse.from_dict(msgspec.msgpack.decode(answer.content))


def export_text(client: AnyClient, name: str, request: ExportRequest) -> str:
    """Return an export as text, as required for csv and brat."""
    headers = {"Content-Type": "application/json"}
    body = json.dumps(request.to_dict()).encode()
    return _post(client, f"/v1/exports/{name}", body, headers).text


def stream_batch(
    client: AnyClient, requests: Iterable[AttributionRequest]
) -> Iterator[BatchLine]:
    """Yield the response line of each request in order, as soon as it arrives."""
    ndjson = "application/x-ndjson"
    lines = (json.dumps(each.to_dict()).encode() + b"\n" for each in requests)
    with client.get_httpx_client().stream(
        "POST",
        "/v1/attributions/batch",
        content=lines,
        headers={"Content-Type": ndjson, "Accept": ndjson},
    ) as answer:
        if answer.is_error:
            answer.read()
        _check(answer)
        for line in answer.iter_lines():
            yield BatchLine.from_dict(json.loads(line))


def _post(
    client: AnyClient,
    path: str,
    body: bytes,
    headers: Mapping[str, str],
    query: Query | None = None,
) -> httpx.Response:
    parameters: dict[str, Any] = dict(query or {})
    answer = client.get_httpx_client().post(
        path, content=body, headers=headers, params=parameters
    )
    _check(answer)
    return answer


def _check(answer: httpx.Response) -> None:
    if answer.is_error:
        raise RequestFailed(Problem.from_dict(answer.json()))
