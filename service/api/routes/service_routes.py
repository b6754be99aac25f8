"""The routes about the service: models, health, metrics and the OpenAPI document."""

from litestar import Response, get, route
from litestar.di import NamedDependency
from litestar.enums import HttpMethod

from service.api.middleware.metrics import MEDIA_TYPE
from service.api.model_report import to_report
from service.api.openapi.openapi_document import openapi_json
from service.api.routes.attribution_routes import Service
from service.errors import NotReady
from service.wire.codecs import encode_response
from service.wire.decoding import JSON
from service.wire.problem_schemas import Health

PROBE = (HttpMethod.GET, HttpMethod.HEAD)


@get("/v1/model")
async def model(service: NamedDependency[Service]) -> Response[bytes]:
    """Return the versions, licences and scores of the models, and the limits."""
    report = to_report(service.pool.check_ready(), service.settings, service.manifest)
    return Response(encode_response(report, JSON), media_type=JSON)


@route("/livez", http_method=PROBE, status_code=200)
async def livez() -> Response[bytes]:
    """Return 200 while the event loop of the HTTP worker runs."""
    return Response(encode_response(Health("ok"), JSON), media_type=JSON)


@route("/readyz", http_method=PROBE, status_code=200)
async def readyz(service: NamedDependency[Service]) -> Response[bytes]:
    """Return 200 if an inference worker has loaded its models and no stop has begun."""
    service.pool.check_ready()
    if service.stopping.begun:
        raise NotReady("the service is stopping")
    return Response(encode_response(Health("ok"), JSON), media_type=JSON)


@get("/metrics")
async def metrics(service: NamedDependency[Service]) -> Response[bytes]:
    """Return the metrics in Prometheus's text format."""
    headers = {"Content-Type": MEDIA_TYPE}
    return Response(service.metrics.render(), headers=headers)


@get("/openapi.json")
async def openapi() -> Response[bytes]:
    """Return the OpenAPI document."""
    return Response(openapi_json(), media_type=JSON)


ROUTES = (model, livez, readyz, metrics, openapi)
