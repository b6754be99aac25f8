"""A problem for each status in the OpenAPI document, made by the errors themselves."""

from collections.abc import Mapping
from types import MappingProxyType

from litestar.exceptions import NotFoundException

from service import errors
from service.api.openapi.examples import PROBLEM
from service.api.problems import to_problem
from service.serving.gunicorn.refusals import INSTANCE_PREFIX
from service.wire import request_errors as api_errors
from service.wire.codecs import REQUEST_TYPES, RESPONSE_TYPES
from service.wire.schemas import Problem

_ERRORS = (
    api_errors.MalformedBody("the body is not JSON: Input data was truncated"),
    api_errors.KeyMissing(),
    api_errors.KeyUnknown(),
    NotFoundException(),
    api_errors.NotAcceptable(offered=RESPONSE_TYPES),
    api_errors.BodyTooSlow(seconds=10),
    errors.TextTooLong(length=61_200, limit=50_000),
    api_errors.UnsupportedMediaType("text/html", supported=REQUEST_TYPES),
    errors.InvalidField("Invalid enum value 'quoted'", path="$.options.types[0]"),
    api_errors.RateLimited(rate=60, retry_after=12),
    errors.InferenceFailed("for the log, not for a client"),
    errors.Overloaded(retry_after=2),
    errors.DeadlineExceeded(seconds=20),
)


def _by_status() -> Mapping[int, Problem]:
    name = PROBLEM.instance.removeprefix(INSTANCE_PREFIX)
    made = [to_problem(error, request_id=name) for error in _ERRORS]
    return MappingProxyType({problem.status: problem for problem in made})


PROBLEMS = _by_status()
