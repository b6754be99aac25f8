"""The export and masking operations in the OpenAPI document."""

from litestar.exceptions import NotFoundException

from service import errors
from service.api.openapi import examples
from service.api.openapi.shared_parts import (
    ARTICLE_ERRORS,
    KEY_ERRORS,
    Document,
    article_operation,
    error_responses,
    schema_ref,
    statuses,
    success,
    to_json,
)
from service.exports import FORMATS
from service.wire import request_errors
from service.wire.codecs import RESPONSE_TYPES
from service.wire.decoding import JSON, MSGPACK
from service.wire.masking_schemas import (
    MaskedQuote,
    MaskResponse,
    UnmaskRequest,
    UnmaskResponse,
)

EXPORT = """\
The request is the same as for `/v1/attributions`, but `offset_unit` must be
`codepoint`. The response is a document in the format named in the path:

{formats}
"""
MASK = """\
The request is the same as for `/v1/attributions`. In the text, the quotations of direct
and mixed attributions that pass the filters are replaced, with their quotation marks,
by placeholders such as `[[QUOTE-1-GBLRJQ]]` that do not occur in the original text.
After a person or a language model has edited the text, send it with the placeholders to
`/v1/unmask`. The service stores nothing.
"""
UNMASK = """\
Each placeholder in the text is replaced by its quotation. A text that was not edited is
restored exactly.
"""
EXPORT_ROOTS = (MaskResponse, UnmaskRequest, UnmaskResponse)
EXPORT_ERRORS: tuple[type[Exception], ...] = (*ARTICLE_ERRORS, NotFoundException)
UNMASK_ERRORS: tuple[type[Exception], ...] = (
    request_errors.MalformedBody,
    request_errors.NotAcceptable,
    request_errors.BodyTooSlow,
    request_errors.BodyTooLarge,
    request_errors.UnsupportedMediaType,
    *KEY_ERRORS,
    errors.InvalidField,
)
_WORDS = "“The bridge is safe,”"
_QUOTE = MaskedQuote("QUOTE-1-GBLRJQ", _WORDS, 0, len(_WORDS))
_MASKED = examples.TEXT.replace(_WORDS, "[[QUOTE-1-GBLRJQ]]")
MASKED = MaskResponse(
    id="wire-2041",
    offset_unit="codepoint",
    text=_MASKED,
    placeholders=(_QUOTE,),
    warnings=(),
)
EDITED = UnmaskRequest(
    text=_MASKED.replace("mayor Ida Holm", "Holm"), placeholders=(_QUOTE,)
)
RESTORED = UnmaskResponse(
    text=EDITED.text.replace("[[QUOTE-1-GBLRJQ]]", _WORDS),
    lost=(),
    repeated=(),
    altered=(),
)


def export_paths() -> Document:
    """Return the path items of exports and masking, by path."""
    return {
        "/v1/exports/{name}": {"post": _export()},
        "/v1/mask": {"post": _mask()},
        "/v1/unmask": {"post": _unmask()},
    }


def _export() -> Document:
    lines = [f"- `{each.name}`: {each.title}" for each in FORMATS.values()]
    name = {
        "name": "name",
        "in": "path",
        "required": True,
        "description": "Name of the export format.",
        "schema": {"type": "string", "enum": list(FORMATS)},
    }
    return article_operation(
        "createExport",
        "Export the attributions of an article",
        EXPORT.format(formats="\n".join(lines)),
        path_parameters=[name],
        answer_description="The document in the media type of the format.",
        answer=_export_content(),
        errors_of=EXPORT_ERRORS,
    )


def _export_content() -> Document:
    """Return the response content by media type: JSON objects, or text."""
    return {
        media: {
            "schema": {"type": "object" if "json" in media else "string"},
            "examples": {
                each.name: {
                    "summary": each.title,
                    "value": each.convert(examples.TEXT, examples.RESPONSE),
                }
                for each in FORMATS.values()
                if each.bare_type == media
            },
        }
        for media in sorted({each.bare_type for each in FORMATS.values()})
    }


def _mask() -> Document:
    masked = {"schema": schema_ref(MaskResponse), "example": to_json(MASKED)}
    operation = article_operation(
        "maskQuotations",
        "Replace quotations with placeholders",
        MASK,
        answer_description="The masked text and its placeholders.",
        answer=dict.fromkeys(RESPONSE_TYPES, masked),
    )
    return {**operation, "tags": ["masking"]}


def _unmask() -> Document:
    edited = {"schema": schema_ref(UnmaskRequest), "example": to_json(EDITED)}
    restored = {"schema": schema_ref(UnmaskResponse), "example": to_json(RESTORED)}
    content: Document = dict.fromkeys(RESPONSE_TYPES, restored)
    return {
        "operationId": "unmaskQuotations",
        "summary": "Restore quotations in an edited text",
        "description": UNMASK,
        "tags": ["masking"],
        "requestBody": {
            "required": True,
            "content": dict.fromkeys((JSON, *MSGPACK), edited),
        },
        "responses": {
            "200": success("The restored text.", content, timed=False),
            **error_responses(statuses(UNMASK_ERRORS)),
        },
    }
