"""The route of the exports: one article in, one document of another standard out."""

from litestar import Response, post
from litestar.di import NamedDependency
from litestar.exceptions import NotFoundException
from litestar.params import FromPath

from service.api.routes.attribution_routes import (
    AnyRequest,
    Service,
    attribute_text,
    headers_of,
    read_request,
)
from service.errors import InvalidField
from service.exports import FORMATS, ExportFormat
from service.wire.codecs import response_type
from service.wire.responses import to_response
from service.wire.schemas import AttributionRequest


@post("/v1/exports/{name:str}", status_code=200)
async def export(
    request: AnyRequest, service: NamedDependency[Service], name: FromPath[str]
) -> Response[bytes]:
    """Answer one article with its attributions in the format of that name."""
    chosen = find_format(name)
    response_type(request.headers.get("accept", ""), [chosen.bare_type])
    wanted = await read_request(request, service)
    check_unit(wanted)
    info = service.pool.check_ready()
    served = await attribute_text(request, service, wanted.text)
    answer = to_response(served.reading, wanted, info=info)
    return Response(
        chosen.write(wanted.text, answer),
        headers={"Content-Type": chosen.media_type, **headers_of(served)},
    )


ROUTES = (export,)


def find_format(name: str) -> ExportFormat:
    """Return the format of that name.

    Raises:
        NotFoundException: there is none.
    """
    for known in FORMATS.values():
        if known.name == name:
            return known
    raise NotFoundException


def check_unit(request: AttributionRequest) -> None:
    """Refuse offsets that the standards do not count in.

    Raises:
        InvalidField: the request asks for another unit than code points.
    """
    if request.options.offset_unit != "codepoint":
        raise InvalidField(
            "exports count code points, as their standards do",
            path="$.options.offset_unit",
        )
