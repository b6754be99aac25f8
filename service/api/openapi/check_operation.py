"""The operation of checks in the OpenAPI document."""

from service import errors
from service.api.openapi import examples
from service.api.openapi.shared_parts import (
    KEY_ERRORS,
    Document,
    error_responses,
    schema_ref,
    statuses,
    success,
    to_json,
)
from service.wire import request_errors
from service.wire.check_schemas import (
    CheckDifference,
    CheckDraft,
    CheckDraftSide,
    CheckFinding,
    CheckRequest,
    CheckResponse,
    CheckSource,
    CheckSourceSide,
    CheckSpeaker,
)
from service.wire.codecs import RESPONSE_TYPES
from service.wire.decoding import JSON, MSGPACK
from service.wire.schemas import Span

CHECK = """\
Each direct or mixed quotation of the draft is looked for in the sources: first by its
words, then, where they are found, by who says them. Only sources that have something of
a quotation are read by the models, each as an article of its own, and each counts
against the rate of the key. At most 50 sources, each text within `max_chars`, all of
them within 500,000 characters. Nothing is stored.
"""
CHECK_ROOTS = (CheckRequest, CheckResponse)
CHECK_ERRORS: tuple[type[Exception], ...] = (
    request_errors.MalformedBody,
    request_errors.NotAcceptable,
    request_errors.BodyTooSlow,
    request_errors.BodyTooLarge,
    request_errors.TooManySources,
    request_errors.TextsTooLong,
    request_errors.UnsupportedMediaType,
    *KEY_ERRORS,
    errors.EmptyText,
    errors.InvalidField,
    errors.InferenceFailed,
    errors.Overloaded,
    errors.NotReady,
    errors.DeadlineExceeded,
)
_DRAFT = "“The bridge is not safe,” mayor Ida Holm said."


def _span(text: str, words: str) -> Span:
    start = text.index(words)
    return Span(start, start + len(words), words)


REQUEST = CheckRequest(
    id="draft-7",
    draft=CheckDraft(text=_DRAFT),
    sources=(CheckSource(id="wire-2041", text=examples.TEXT, outlet="Daily Ferry"),),
)
RESPONSE = CheckResponse(
    id="draft-7",
    offset_unit="codepoint",
    findings=(
        CheckFinding(
            id="a1",
            verdict="altered",
            critical=True,
            stitched=False,
            draft=CheckDraftSide(
                (_span(_DRAFT, "“The bridge is not safe,”"),),
                CheckSpeaker("Ida Holm", "person", "mayor"),
                None,
            ),
            source=CheckSourceSide(
                "wire-2041",
                (_span(examples.TEXT, "The bridge is safe,"),),
                CheckSpeaker("Ida Holm", "person", "mayor"),
                "Daily Ferry",
            ),
            source_verdict="unknown",
            speaker_verdict="same",
            differences=(CheckDifference("added", True, _span(_DRAFT, "not"), None),),  # noqa: FBT003 - a field by its place
            nearest=None,
        ),
    ),
    indirect=(),
    warnings=(),
    model=examples.RESPONSE.model,
)


def check_paths() -> Document:
    """Return the path of checks."""
    sent = {"schema": schema_ref(CheckRequest), "example": to_json(REQUEST)}
    came = {"schema": schema_ref(CheckResponse), "example": to_json(RESPONSE)}
    operation = {
        "operationId": "checkDraft",
        "summary": "Check the quotations of a draft against its sources",
        "description": CHECK,
        "tags": ["checking"],
        "requestBody": {
            "required": True,
            "content": dict.fromkeys((JSON, *MSGPACK), sent),
        },
        "responses": {
            "200": success(
                "What became of each quotation.",
                dict.fromkeys(RESPONSE_TYPES, came),
                timed=False,
            ),
            **error_responses(statuses(CHECK_ERRORS)),
        },
    }
    return {"/v1/check": {"post": operation}}
