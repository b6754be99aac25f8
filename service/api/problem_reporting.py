"""Problem documents for clients, with the details of server errors in the log."""

import logging

from service.api.problems import SERVER_FAULT, to_problem
from service.errors import InferenceFailed
from service.logs import log_event
from service.wire.problem_schemas import Problem

logger = logging.getLogger("whosaid.http")


def report_problem(error: Exception, *, request_id: str) -> Problem:
    """Return the problem of an error; an error of status 500 is logged as well."""
    problem = to_problem(error, request_id=request_id)
    if problem.status == SERVER_FAULT:
        log_event(
            logger,
            "request failed",
            level=logging.ERROR,
            error=error,
            request_id=request_id,
            code=problem.code,
            trace=error.trace if isinstance(error, InferenceFailed) else (),
        )
    return problem
