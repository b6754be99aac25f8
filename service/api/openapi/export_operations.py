"""The operations of exports and masking in the OpenAPI document."""

from litestar.exceptions import NotFoundException

from service import errors
from service.api.openapi import examples
from service.api.openapi.shared_parts import (
    ARTICLE_ERRORS,
    KEY_ERRORS,
    Document,
    article_operation,
    builtin,
    failures,
    ref,
    statuses,
    success,
)
from service.exports import FORMATS
from service.wire import request_errors as api_errors
from service.wire.codecs import RESPONSE_TYPES
from service.wire.decoding import JSON, MSGPACK
from service.wire.masking_schemas import (
    MaskedQuote,
    MaskResponse,
    UnmaskRequest,
    UnmaskResponse,
)

EXPORT = """\
The request is that of `/v1/attributions`, with `offset_unit` left at `codepoint`; the
answer is a document of the standard that the path names.

{formats}
"""
MASK = """\
The request is that of `/v1/attributions`. The quoted words of every direct and mixed
attribution, marks included, are replaced by a placeholder such as
`[[QUOTE-1-GBLRJQ]]`, which the text does not hold by chance; filters say which ones.
Keep the placeholders, let a person or a language model edit the text, and send both
to `/v1/unmask`. Nothing is stored.
"""
UNMASK = """\
Every placeholder that is left is replaced by its quotation. A text that was not edited
comes back letter for letter.
"""
EXPORT_ROOTS = (MaskResponse, UnmaskRequest, UnmaskResponse)
EXPORT_ERRORS: tuple[type[Exception], ...] = (*ARTICLE_ERRORS, NotFoundException)
UNMASK_ERRORS: tuple[type[Exception], ...] = (
    api_errors.MalformedBody,
    api_errors.NotAcceptable,
    api_errors.BodyTooSlow,
    api_errors.BodyTooLarge,
    api_errors.UnsupportedMediaType,
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
    """Return the paths of exports and masking."""
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
        "description": "The format.",
        "schema": {"type": "string", "enum": list(FORMATS)},
    }
    return article_operation(
        "createExport",
        "Write the attributions in another format",
        EXPORT.format(formats="\n".join(lines)),
        path_parameters=[name],
        said="The document, in the media type of its format.",
        answer=_export_content(),
        failures_of=EXPORT_ERRORS,
    )


def _export_content() -> Document:
    """Return the media types of the formats: objects in JSON, else text."""
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
    masked = {"schema": ref(MaskResponse), "example": builtin(MASKED)}
    operation = article_operation(
        "maskQuotations",
        "Replace quotations by placeholders",
        MASK,
        said="The masked text and its placeholders.",
        answer=dict.fromkeys(RESPONSE_TYPES, masked),
    )
    return {**operation, "tags": ["masking"]}


def _unmask() -> Document:
    edited = {"schema": ref(UnmaskRequest), "example": builtin(EDITED)}
    restored = {"schema": ref(UnmaskResponse), "example": builtin(RESTORED)}
    content: Document = dict.fromkeys(RESPONSE_TYPES, restored)
    return {
        "operationId": "unmaskQuotations",
        "summary": "Put quotations back into an edited text",
        "description": UNMASK,
        "tags": ["masking"],
        "requestBody": {
            "required": True,
            "content": dict.fromkeys((JSON, *MSGPACK), edited),
        },
        "responses": {
            "200": success("The restored text.", content, timed=False),
            **failures(statuses(UNMASK_ERRORS)),
        },
    }
