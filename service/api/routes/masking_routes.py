"""``POST /v1/mask`` and ``POST /v1/unmask``."""

import asyncio

from litestar import Response, post
from litestar.di import NamedDependency

from service.api.openapi.operation import Operation
from service.api.routes import examples
from service.api.routes.attribution_routes import (
    ARTICLE,
    ARTICLE_ERRORS,
    BODY_ERRORS,
    AnyRequest,
    Service,
    accepted_type,
    attribute_article,
    read_request,
    read_whole_body,
    timed_response,
)
from service.errors import InvalidField, TextTooLong
from service.wire.codecs import (
    RESPONSE_TYPES,
    encode_response,
    request_type,
)
from service.wire.decoding import JSON, MSGPACK, BodyReader
from service.wire.mask_responses import to_mask_response, to_unmask_response
from service.wire.masking_schemas import (
    MAX_BODY_FACTOR,
    MAX_TEXT_FACTOR,
    MaskedQuote,
    MaskResponse,
    UnmaskRequest,
    UnmaskResponse,
)
from service.wire.schemas import QueryOptions

READ_TYPES = (JSON, *MSGPACK)
MASK = """\
The request is the same as for `/v1/attributions`. In the text, the quotations of direct
and mixed attributions that pass the filters are replaced, with their quotation marks,
by placeholders such as `[[QUOTE-1-GBLRJQ]]` that do not occur in the original text.
In HTML the tags inside of a quotation belong to its placeholder; a quotation with only
one tag of an element gets several placeholders, between the tags. After a person or a
language model has edited the text, send it with the placeholders to `/v1/unmask`. The
service stores nothing.
"""
UNMASK = """\
Each placeholder in the text is replaced by its quotation. A text that was not edited is
restored exactly.
"""
_WORDS = "“The bridge is safe,”"
_QUOTE = MaskedQuote("QUOTE-1-GBLRJQ", _WORDS, 0, len(_WORDS))
_MASKED = examples.TEXT.replace(_WORDS, "[[QUOTE-1-GBLRJQ]]")
MASKED = MaskResponse(
    id="wire-2041",
    format="text",
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
_requests = BodyReader(UnmaskRequest)


@post(
    "/v1/mask",
    status_code=200,
    operation_id="maskQuotations",
    summary="Replace quotations with placeholders",
    description=MASK,
    tags=["masking"],
    operation=Operation(
        query=QueryOptions,
        request=ARTICLE,
        answer="The masked text and its placeholders.",
        content=dict.fromkeys(RESPONSE_TYPES, MASKED),
        errors=ARTICLE_ERRORS,
        timed=True,
    ),
)
async def mask_quotations(
    request: AnyRequest, service: NamedDependency[Service]
) -> Response[bytes]:
    """Return an article with its quotations replaced by placeholders."""
    accepted = accepted_type(request)
    wanted = await read_request(request, service)
    _, readable, served = await attribute_article(request, service, wanted)
    answer = await asyncio.to_thread(
        to_mask_response, served.reading, wanted, readable=readable
    )
    return timed_response(answer, accepted, served)


@post(
    "/v1/unmask",
    status_code=200,
    operation_id="unmaskQuotations",
    summary="Restore quotations in an edited text",
    description=UNMASK,
    tags=["masking"],
    operation=Operation(
        request=dict.fromkeys(READ_TYPES, EDITED),
        answer="The restored text.",
        content=dict.fromkeys(RESPONSE_TYPES, RESTORED),
        errors=(*BODY_ERRORS, TextTooLong, InvalidField),
    ),
)
async def unmask_quotations(
    request: AnyRequest, service: NamedDependency[Service]
) -> Response[bytes]:
    """Return an edited text with its placeholders replaced by the quotations."""
    accepted = accepted_type(request)
    media = request_type(request.headers.get("content-type", ""), READ_TYPES)
    wanted = _requests.read(
        await read_whole_body(request, service, times=MAX_BODY_FACTOR), media
    )
    answer = to_unmask_response(
        wanted, limit=MAX_TEXT_FACTOR * service.settings.max_chars
    )
    return Response(
        encode_response(answer, accepted),
        media_type=accepted,
        headers={"Vary": "Accept"},
    )


ROUTES = (mask_quotations, unmask_quotations)
