"""An example problem for each error status of the OpenAPI document."""

from collections.abc import Mapping
from types import MappingProxyType

from litestar.exceptions import NotFoundException

from service import errors
from service.api.openapi.examples import PROBLEM
from service.api.problems import to_problem
from service.errors import PROBLEM_INSTANCE
from service.wire import request_errors
from service.wire.codecs import REQUEST_TYPES, RESPONSE_TYPES
from service.wire.problem_schemas import Problem

_ERRORS = (
    request_errors.MalformedBody("the body is not JSON: Input data was truncated"),
    request_errors.KeyMissing(),
    request_errors.KeyUnknown(),
    NotFoundException(),
    request_errors.NotAcceptable(offered=RESPONSE_TYPES),
    request_errors.BodyTooSlow(seconds=10),
    errors.TextTooLong(length=61_200, limit=50_000),
    request_errors.UnsupportedMediaType("text/html", supported=REQUEST_TYPES),
    errors.InvalidField("Invalid enum value 'quoted'", path="$.options.types[0]"),
    request_errors.RateLimited(rate=60, retry_after=12),
    errors.InferenceFailed("for the log, not for a client"),
    errors.Overloaded(retry_after=2),
    errors.DeadlineExceeded(seconds=20),
)


def _by_status() -> Mapping[int, Problem]:
    name = PROBLEM.instance.removeprefix(PROBLEM_INSTANCE)
    made = [to_problem(error, request_id=name) for error in _ERRORS]
    return MappingProxyType({problem.status: problem for problem in made})


PROBLEMS = _by_status()
