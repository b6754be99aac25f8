"""What the answers under a load amount to, and whether that is good enough."""

import math
import statistics
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import ClassVar

import msgspec

OK = 200
REFUSED = 503
HELD = 0.75
"""Up to this share of what the service can carry nothing may fail."""
MOST_P95 = 5.0
"""Seconds for an article of up to 1,000 words, up to that share."""
MOST_REFUSAL = 0.25
"""Seconds of the 95th percentile of refusals, beyond what the service can carry."""


class Answer(msgspec.Struct, frozen=True, kw_only=True):
    """What came of one request; a status of 0 is none."""

    kind: str
    status: int
    right: bool
    """Whether this is the status that the request must get."""
    begun: float
    seconds: float
    words: int
    queue: float
    inference: float


class Measured(msgspec.Struct, frozen=True, kw_only=True):
    """What the answers of one step amount to; seconds."""

    SHORT: ClassVar[int] = 1_000

    requests: int
    rate: float
    """Requests a second."""
    failed: float
    words_per_second: float
    p50: float
    p95: float
    """Of articles of up to ``SHORT`` words that were answered."""
    queue: float
    inference: float
    refused: int
    refusal: float
    """95th percentile of the seconds that refusals took."""
    errors: dict[str, int]
    """Kinds and statuses of what failed, and how often."""


class Step(msgspec.Struct, frozen=True, kw_only=True):
    """One rate of arrival, as a share of what the service can carry."""

    processes: int
    share: float
    memory: float
    measured: Measured


def measure(answers: Sequence[Answer]) -> Measured:
    """Sum up the answers of a step."""
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
    """Return the least value that is not below that share of the values."""
    if not values:
        return 0.0
    return sorted(values)[max(0, math.ceil(share * len(values)) - 1)]


def faults(step: Step) -> Iterator[str]:
    """Yield what is not good enough.

    Below ``HELD`` everything must be answered, and in time. What is more than the
    service can carry must be refused, quickly, and by nothing but a 503.
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
