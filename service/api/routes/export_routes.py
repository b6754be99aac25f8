"""``POST /v1/exports/{name}``: the attributions of an article in another format."""

from typing import Any

from litestar import Response, post
from litestar.di import NamedDependency
from litestar.exceptions import NotFoundException
from litestar.params import FromPath

from service.api.openapi.operation import Content, Operation
from service.api.routes import examples
from service.api.routes.attribution_routes import (
    ARTICLE,
    ARTICLE_ERRORS,
    AnyRequest,
    Service,
    accepted_type,
    attribute_article,
    read_request,
    timing_headers,
)
from service.errors import InvalidField
from service.exports import FORMATS, ExportFormat
from service.exports.export_requests import ExportQuery, ExportRequest
from service.wire.responses import to_response
from service.wire.schemas import AttributionRequest

EXPORT = """\
The request is the same as for `/v1/attributions`, but `offset_unit` can only be
`codepoint`. The response is a document in the format named in the path:

{formats}

Of HTML the offsets of `csv` point into the HTML as sent; those of the other formats
count the text that is read, which `text` is.
"""
EXPORTED = ExportRequest(text=examples.TEXT, id=examples.REQUEST.id)
NAME: dict[str, Any] = {
    "name": "name",
    "in": "path",
    "required": True,
    "description": "Name of the export format.",
    "schema": {"type": "string", "enum": list(FORMATS)},
}


def documents() -> Content:
    """Return an example of each format, by media type: JSON objects, or text."""
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


@post(
    "/v1/exports/{name:str}",
    status_code=200,
    operation_id="createExport",
    summary="Export the attributions of an article",
    description=EXPORT.format(
        formats="\n".join(f"- `{each.name}`: {each.title}" for each in FORMATS.values())
    ),
    tags=["attributions"],
    operation=Operation(
        path_parameters=(NAME,),
        query=ExportQuery,
        request={
            media: EXPORTED if isinstance(body, AttributionRequest) else body
            for media, body in ARTICLE.items()
        },
        answer="The document in the media type of the format.",
        content=documents(),
        errors=(*ARTICLE_ERRORS, NotFoundException),
        timed=True,
    ),
)
async def export(
    request: AnyRequest, service: NamedDependency[Service], name: FromPath[str]
) -> Response[bytes]:
    """Return the attributions of an article in the format ``name``."""
    chosen = find_format(name)
    accepted_type(request, [chosen.bare_type])
    wanted = await read_request(request, service)
    check_unit(wanted)
    info, readable, served = await attribute_article(request, service, wanted)
    counted = chosen.counted(readable)
    answer = to_response(served.reading, wanted, info=info, readable=counted)
    return Response(
        chosen.write(counted.sent, answer),
        headers={"Content-Type": chosen.media_type, **timing_headers(served)},
    )


ROUTES = (export,)


def find_format(name: str) -> ExportFormat:
    """Return the export format with a name.

    Raises:
        NotFoundException: no format has that name.
    """
    for known in FORMATS.values():
        if known.name == name:
            return known
    raise NotFoundException


def check_unit(request: AttributionRequest) -> None:
    """Check that a request for an export counts offsets in code points.

    Raises:
        InvalidField: ``offset_unit`` is another unit.
    """
    if request.options.offset_unit != "codepoint":
        raise InvalidField(
            "exports count offsets in code points, as their standards require",
            path="$.options.offset_unit",
        )
