"""The routes about the service: models, health, metrics and the OpenAPI document."""

from litestar import Response, route
from litestar.di import NamedDependency
from litestar.enums import HttpMethod

from service.api.auth.key_guard import KEY_ERRORS
from service.api.middleware.metrics import MEDIA_TYPE
from service.api.model_report import to_report
from service.api.openapi.openapi_document import openapi_json
from service.api.openapi.operation import Operation
from service.api.routes import examples
from service.api.routes.attribution_routes import Service
from service.errors import NotReady
from service.provenance import AttributorInfo
from service.settings import Settings
from service.wire.codecs import PLAIN, encode_response
from service.wire.decoding import JSON
from service.wire.problem_schemas import Health
from service.wire.request_errors import KeyMissing, KeyUnknown, OnlyLocal

READ = (HttpMethod.GET, HttpMethod.HEAD)
TAGS = ["service"]
HEALTHY = Health("ok")
MODEL = to_report(
    AttributorInfo("1.15.0", "news", tagger=True, rules_version=examples.RULES_VERSION),
    Settings(),
    {},
)


@route(
    "/v1/model",
    http_method=READ,
    status_code=200,
    operation_id="getModel",
    summary="Get the model report",
    description="Versions, licences and scores of the models, and request limits.",
    tags=TAGS,
    operation=Operation(content={JSON: MODEL}, errors=(*KEY_ERRORS, NotReady)),
)
async def model(service: NamedDependency[Service]) -> Response[bytes]:
    """Return the versions, licences and scores of the models, and the limits."""
    report = to_report(service.pool.check_ready(), service.settings, service.manifest)
    return Response(encode_response(report, JSON), media_type=JSON)


@route(
    "/livez",
    http_method=READ,
    status_code=200,
    operation_id="getLiveness",
    summary="Check liveness",
    description="Succeeds while the service runs, also before the models are loaded.",
    tags=TAGS,
    operation=Operation(content={JSON: HEALTHY}),
)
async def livez() -> Response[bytes]:
    """Return 200 while the event loop of the HTTP worker runs."""
    return Response(encode_response(HEALTHY, JSON), media_type=JSON)


@route(
    "/readyz",
    http_method=READ,
    status_code=200,
    operation_id="getReadiness",
    summary="Check readiness",
    description="Succeeds if an inference worker has loaded the models, else 503.",
    tags=TAGS,
    operation=Operation(content={JSON: HEALTHY}, errors=(NotReady,)),
)
async def readyz(service: NamedDependency[Service]) -> Response[bytes]:
    """Return 200 if an inference worker has loaded its models and no stop has begun.

    The old worker of a reload is ready until its end: the new one already serves.
    """
    service.pool.check_ready()
    if service.stopping.begun and not service.stopping.is_replaced:
        raise NotReady("the service is stopping")
    return Response(encode_response(HEALTHY, JSON), media_type=JSON)


@route(
    "/metrics",
    http_method=READ,
    status_code=200,
    operation_id="getMetrics",
    summary="Get metrics",
    description="Requires an API key if the service has keys. Without keys, "
    "access is restricted to clients on the same machine.",
    tags=TAGS,
    operation=Operation(
        answer="Metrics in Prometheus's text format.",
        content={PLAIN: {"schema": {"type": "string"}}},
        errors=(KeyMissing, KeyUnknown, OnlyLocal),
    ),
)
async def metrics(service: NamedDependency[Service]) -> Response[bytes]:
    """Return the metrics in Prometheus's text format."""
    headers = {"Content-Type": MEDIA_TYPE}
    return Response(service.metrics.render(), headers=headers)


@route(
    "/openapi.json",
    http_method=READ,
    status_code=200,
    operation_id="getOpenapi",
    summary="Get the OpenAPI document",
    description="This document, in JSON.",
    tags=TAGS,
    operation=Operation(
        answer="The OpenAPI 3.1 document.",
        content={JSON: {"schema": {"type": "object"}}},
    ),
)
async def openapi(service: NamedDependency[Service]) -> Response[bytes]:
    """Return the OpenAPI document."""
    return Response(openapi_json(service.routes), media_type=JSON)


ROUTES = (model, livez, readyz, metrics, openapi)
