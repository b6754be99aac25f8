"""The tools: the requests and responses of the HTTP interface, over the same pool."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from typing import Any

import msgspec

from service.audit import to_audit_response
from service.audit.audit_schemas import AuditResponse
from service.checking.check_responses import open_request, to_check_response
from service.checking.pool_check import PoolCheck
from service.errors import NotReady
from service.provenance import AttributorInfo
from service.records import Reading
from service.serving.protocol import InferencePool
from service.settings import Settings
from service.text.html import Readable
from service.wire.check_schemas import CheckRequest, CheckResponse
from service.wire.codecs import decode_request
from service.wire.decoding import JSON, BodyReader
from service.wire.mask_responses import to_mask_response, to_unmask_response
from service.wire.masking_schemas import (
    MAX_TEXT_FACTOR,
    MaskResponse,
    UnmaskRequest,
    UnmaskResponse,
)
from service.wire.responses import readable_of, to_response
from service.wire.schemas import AttributionRequest, AttributionResponse

LONGEST_LOAD = 120.0
"""Seconds that a first call waits for the models."""
POLL = 0.1
Charge = Callable[[], object]
_checks = BodyReader(CheckRequest)
_unmasks = BodyReader(UnmaskRequest)


class Backend(msgspec.Struct, frozen=True):
    """What the tools share: the pool, started, and the limits."""

    pool: InferencePool
    settings: Settings

    async def wait_ready(self) -> AttributorInfo:
        """Return the versions of the models, once a worker has loaded them.

        Raises:
            NotReady: none has after ``LONGEST_LOAD`` seconds.
        """
        end = time.monotonic() + LONGEST_LOAD
        while True:
            try:
                return self.pool.check_ready()
            except NotReady:
                if time.monotonic() > end:
                    raise
            await asyncio.sleep(POLL)


class _Article(msgspec.Struct, frozen=True):
    request: AttributionRequest
    readable: Readable
    reading: Reading
    info: AttributorInfo


class ToolSpec(msgspec.Struct, frozen=True):
    """A tool: what a model is told of it, its types, and the function behind it."""

    name: str
    title: str
    description: str
    request: type[msgspec.Struct]
    response: type[msgspec.Struct]
    run: Callable[[Backend, bytes, Charge], Awaitable[msgspec.Struct]]
    """From the arguments as JSON; ``Charge`` counts a source against the key."""


async def _attribute(
    backend: Backend, arguments: bytes, charge: Charge
) -> AttributionResponse:
    del charge
    read = await _read(backend, arguments)
    return to_response(
        read.reading, read.request, info=read.info, readable=read.readable
    )


async def _audit(backend: Backend, arguments: bytes, charge: Charge) -> AuditResponse:
    del charge
    read = await _read(backend, arguments)
    return to_audit_response(
        read.reading, read.request, info=read.info, readable=read.readable
    )


async def _mask(backend: Backend, arguments: bytes, charge: Charge) -> MaskResponse:
    del charge
    read = await _read(backend, arguments)
    return await asyncio.to_thread(
        to_mask_response, read.reading, read.request, readable=read.readable
    )


async def _unmask(backend: Backend, arguments: bytes, charge: Charge) -> UnmaskResponse:
    del charge
    wanted = _unmasks.read(arguments, JSON)
    limit = MAX_TEXT_FACTOR * backend.settings.max_chars
    return await asyncio.to_thread(to_unmask_response, wanted, limit=limit)


async def _check(backend: Backend, arguments: bytes, charge: Charge) -> CheckResponse:
    settings = backend.settings
    wanted = _checks.read(arguments, JSON)
    texts = await asyncio.to_thread(open_request, wanted, limit=settings.max_chars)
    info = await backend.wait_ready()
    checking = PoolCheck(backend.pool, settings, charge)
    reading, checked = await checking.check(wanted, texts, deadline=settings.deadline)
    return to_check_response(checked, reading, wanted, texts=texts, info=info)


async def _read(backend: Backend, arguments: bytes) -> _Article:
    request = decode_request(arguments, media=JSON, query={})
    readable = await asyncio.to_thread(readable_of, request)
    info = await backend.wait_ready()
    deadline = backend.settings.deadline
    served = await backend.pool.attribute(readable.text, deadline=deadline)
    return _Article(request, readable, served.reading, info)


TOOLS = (
    ToolSpec(
        "attribute",
        "Who said what",
        "Find every attribution in a news article in English: what was said, by whom, "
        "with which reporting verb, to whom and through which outlet, with exact "
        "offsets.",
        AttributionRequest,
        AttributionResponse,
        _attribute,
    ),
    ToolSpec(
        "check",
        "Check a draft's quotations",
        "Compare every quotation of a draft with its sources: whether the words are "
        "the source's, which ones differ, and whether both name the same speaker.",
        CheckRequest,
        CheckResponse,
        _check,
    ),
    ToolSpec(
        "mask",
        "Mask quotations",
        "Replace the quotations of an article by placeholders, so that its text can be "
        "edited without touching them. `unmask` restores them.",
        AttributionRequest,
        MaskResponse,
        _mask,
    ),
    ToolSpec(
        "unmask",
        "Restore quotations",
        "Put quotations back into an edited text; needs the `placeholders` that `mask` "
        "returned. Says which were lost, repeated or altered.",
        UnmaskRequest,
        UnmaskResponse,
        _unmask,
    ),
    ToolSpec(
        "audit",
        "Who is quoted",
        "Report who is quoted in an article: gender as the text tells it, role, "
        "affiliation, anonymity and class of each speaker, with totals.",
        AttributionRequest,
        AuditResponse,
        _audit,
    ),
)


def schema_of(kind: type[msgspec.Struct]) -> dict[str, Any]:
    """Return the JSON schema of a struct with an object at its root, as tools need."""
    schema = msgspec.json.schema(kind)
    definitions: dict[str, dict[str, Any]] = dict(schema["$defs"])
    root = definitions.pop(kind.__name__)
    return {**root, "$defs": definitions} if definitions else root
