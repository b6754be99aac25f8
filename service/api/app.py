"""The ASGI application."""

import os
from functools import partial
from typing import TYPE_CHECKING, Any, cast

from litestar import Litestar, Request, Response
from litestar.di import Provide
from litestar.exceptions import MethodNotAllowedException

from service.api.auth.key_guard import KeyGuard
from service.api.auth.live_keys import LiveKeys
from service.api.auth.rate_limits import RateLimiter
from service.api.find_routes import find_routes
from service.api.middleware.metrics import MeteredPool, Metrics
from service.api.middleware.request_envelope import App, RequestEnvelope
from service.api.problem_reporting import report_problem
from service.api.problems import (
    PROBLEM_JSON,
    encode_problem,
    problem_headers,
)
from service.api.routes.attribution_routes import Service
from service.errors import NotReady
from service.logs import configure
from service.nlp.packages import read_manifest
from service.serving.build_pool import build_pool
from service.serving.protocol import InferencePool
from service.serving.reading_cache import CachingPool
from service.serving.stopping import Stopping
from service.settings import Settings

if TYPE_CHECKING:
    from service.api.middleware.tracing import Tracing


def create_app(settings: Settings, pool: InferencePool) -> App:
    """Return the ASGI application; its lifespan starts and stops ``pool``."""
    metrics = Metrics()
    metrics.watch(pool)
    cached = CachingPool(pool, articles=settings.cache) if settings.cache else pool
    metered: InferencePool = MeteredPool(cached, metrics)
    tracing = _load_tracing() if settings.traces else None
    if tracing is not None:
        metered = tracing.watch(metered)
    stopping = Stopping(settings)
    manifest = read_manifest(settings.models)
    routes = find_routes()
    service = Service(settings, metered, manifest, metrics, stopping, routes)
    litestar = Litestar(
        routes,
        dependencies={"service": Provide(lambda: service, sync_to_thread=False)},
        guards=[KeyGuard(LiveKeys(settings).current, RateLimiter(settings.key_rate))],
        exception_handlers={Exception: answer_problem},
        on_startup=[pool.start],
        on_shutdown=[pool.stop, *([tracing.stop] if tracing else [])],
        before_request=tracing.name_span if tracing else None,
        plugins=[tracing.plugin] if tracing else [],
        openapi_config=None,
        logging_config=None,
        signature_types=[Service],
        request_max_body_size=settings.max_body,
    )
    return RequestEnvelope(
        cast("App", litestar),
        metrics=metrics,
        begin_stop=stopping.begin,
        is_ready=partial(_is_ready, pool),
    )


def _is_ready(pool: InferencePool) -> bool:
    try:
        pool.check_ready()
    except NotReady:
        return False
    return True


def _load_tracing() -> "Tracing":
    from service.api.middleware.tracing import Tracing  # noqa: PLC0415 - optional extra

    return Tracing()


def app_from_environ() -> App:
    """Return the application configured by the environment, for gunicorn."""
    settings = Settings.from_environ(os.environ)
    configure(settings.log_level)
    return create_app(settings, build_pool(settings))


def answer_problem(
    request: Request[Any, Any, Any], error: Exception
) -> Response[bytes]:
    """Return the problem response of an error that a handler or guard raised."""
    request_id: str = request.scope["state"]["request_id"]
    problem = report_problem(error, request_id=request_id)
    request.scope["state"]["code"] = problem.code
    headers = problem_headers(error)
    if isinstance(error, MethodNotAllowedException):
        methods = (error.headers or {}).get("allow", "").split(", ")
        headers["Allow"] = ", ".join(sorted(methods))
    return Response(
        encode_problem(problem),
        status_code=problem.status,
        media_type=PROBLEM_JSON,
        headers=headers,
    )
