"""Explaining an error to the client, and to the log what the client must not see."""

import logging

from service.api.problems import SERVER_FAULT, to_problem
from service.errors import InferenceFailed
from service.logs import log_event
from service.wire.schemas import Problem

logger = logging.getLogger("whosaid.http")


def explain(error: Exception, *, request_id: str) -> Problem:
    """Return the problem of an error; only what is our fault is logged."""
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
