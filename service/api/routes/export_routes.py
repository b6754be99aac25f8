"""``POST /v1/exports/{name}``: the attributions of an article in another format."""

from litestar import Response, post
from litestar.di import NamedDependency
from litestar.exceptions import NotFoundException
from litestar.params import FromPath

from service.api.routes.attribution_routes import (
    AnyRequest,
    Service,
    attribute_text,
    read_request,
    timing_headers,
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
    """Return the attributions of an article in the format ``name``."""
    chosen = find_format(name)
    response_type(request.headers.get("accept", ""), [chosen.bare_type])
    wanted = await read_request(request, service)
    check_unit(wanted)
    info = service.pool.check_ready()
    served = await attribute_text(request, service, wanted.text)
    answer = to_response(served.reading, wanted, info=info)
    return Response(
        chosen.write(wanted.text, answer),
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
