"""Metrics of the responses under load, and the criteria that they must meet."""

import math
import statistics
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import ClassVar

import msgspec

OK = 200
REFUSED = 503
HELD = 0.75
"""Fraction of the capacity up to which no request may fail."""
MOST_P95 = 5.0
"""Most seconds (p95) of an article of up to 1,000 words, up to that fraction."""
MOST_REFUSAL = 0.25
"""Most seconds (p95) of a refusal above the capacity."""


class Answer(msgspec.Struct, frozen=True, kw_only=True):
    """The outcome of a request; status 0 stands for no response."""

    kind: str
    status: int
    right: bool
    """Whether the status is the expected one."""
    begun: float
    seconds: float
    words: int
    queue: float
    inference: float


class Measured(msgspec.Struct, frozen=True, kw_only=True):
    """Metrics of the responses of a step; times in seconds."""

    SHORT: ClassVar[int] = 1_000

    requests: int
    rate: float
    """Requests per second."""
    failed: float
    words_per_second: float
    p50: float
    p95: float
    """Of answered articles of up to ``SHORT`` words."""
    queue: float
    inference: float
    refused: int
    refusal: float
    """95th percentile of the seconds that refusals took."""
    errors: dict[str, int]
    """Number of failures by kind and status ("article 503")."""


class Step(msgspec.Struct, frozen=True, kw_only=True):
    """The metrics at one rate of arrival, a fraction of the capacity."""

    processes: int
    share: float
    memory: float
    measured: Measured


def measure(answers: Sequence[Answer]) -> Measured:
    """Return the metrics of the responses of a step."""
    wrong = [one for one in answers if not one.right]
    good = [one for one in answers if one.right and one.words]
    quick = [one.seconds for one in good if one.kind == "article"]
    refusals = [one.seconds for one in wrong if one.status == REFUSED]
    timed = [one for one in good if one.inference]
    ends = [one.begun + one.seconds for one in answers]
    span = max(ends) - min(one.begun for one in answers) if answers else math.inf
    return Measured(
        requests=len(answers),
        rate=len(answers) / span,
        failed=len(wrong) / max(1, len(answers)),
        words_per_second=sum(one.words for one in good) / span,
        p50=percentile(quick, 0.5),
        p95=percentile(quick, 0.95),
        queue=statistics.fmean(one.queue for one in timed) if timed else 0.0,
        inference=statistics.fmean(one.inference for one in timed) if timed else 0.0,
        refused=len(refusals),
        refusal=percentile(refusals, 0.95),
        errors=dict(Counter(f"{one.kind} {one.status}" for one in wrong)),
    )


def percentile(values: Sequence[float], share: float) -> float:
    """Return the least value that is not below a share of the values; 0 if none."""
    if not values:
        return 0.0
    return sorted(values)[max(0, math.ceil(share * len(values)) - 1)]


def faults(step: Step) -> Iterator[str]:
    """Yield a line for each criterion that a step misses.

    Up to ``HELD`` all requests must be answered in time. Above the capacity, requests
    may be refused, quickly and only with 503.
    """
    got = step.measured
    where = f"{step.processes} x {step.share:.0%}"
    if not got.requests:
        yield f"{where}: nothing was asked"
    elif step.share <= HELD:
        if got.failed:
            yield f"{where}: {got.failed:.1%} failed: {got.errors}"
        if got.p95 > MOST_P95:
            yield f"{where}: p95 {got.p95:.2f} s is over {MOST_P95:g}"
    else:
        if sum(got.errors.values()) > got.refused:
            yield f"{where}: other failures than refusals: {got.errors}"
        if got.refusal > MOST_REFUSAL:
            yield f"{where}: refusals took {got.refusal:.2f} s, over {MOST_REFUSAL:g}"
