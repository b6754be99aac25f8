"""The acceptance criteria and the mix of requests of ``make load``."""

import itertools
from collections import Counter
from typing import Any

import msgspec
import pytest

from load_tests import mix
from load_tests.acceptance import Answer, Step, faults, measure, percentile

GOOD = Answer(
    kind="article",
    status=200,
    right=True,
    begun=0.0,
    seconds=1.0,
    words=600,
    queue=0.1,
    inference=0.4,
)


def answer(**changed: Any) -> Answer:  # noqa: ANN401 - any field
    """Return a good answer with changed fields."""
    return msgspec.structs.replace(GOOD, **changed)


def refused(seconds: float = 0.01) -> Answer:
    """Return a refusal."""
    return answer(status=503, right=False, seconds=seconds, queue=0.0, inference=0.0)


def faults_of(share: float, *answers: Answer) -> list[str]:
    """Return the faults of a step with these answers."""
    measured = measure(answers)
    step = Step(processes=2, share=share, memory=700.0, measured=measured)
    return list(faults(step))


@pytest.mark.parametrize(
    ("share", "answers", "found"),
    [
        (0.75, [GOOD] * 40, ""),
        (0.75, [GOOD] * 400 + [refused()], "0.2% failed: {'article 503': 1}"),
        (0.75, [GOOD, answer(kind="bad", status=200, right=False)], "{'bad 200': 1}"),
        (0.25, [GOOD] * 18 + [answer(seconds=6.0)] * 2, "p95 6.00 s is over 5"),
        (0.25, [GOOD] * 19 + [answer(seconds=6.0)], ""),
        (0.25, [GOOD] * 9 + [answer(kind="long article", seconds=9.0)] * 9, ""),
        (1.5, [GOOD] * 10 + [refused()] * 5, ""),
        (1.5, [GOOD] * 10 + [answer(seconds=9.0)] * 5, ""),
        (1.5, [GOOD] * 10 + [refused()] * 5 + [refused(0.4)], "refusals took 0.40 s"),
        (1.5, [GOOD, answer(status=504, right=False)], "other failures than refusals"),
        (1.5, [GOOD, refused(), answer(status=0, right=False)], "{'article 503': 1, "),
        (0.5, [], "nothing was asked"),
        (1.5, [], "nothing was asked"),
    ],
    ids=str,
)
def test_faults(share: float, answers: list[Answer], found: str) -> None:
    """Up to the stated share no request fails; above the capacity only by refusal."""
    found_faults = faults_of(share, *answers)

    assert len(found_faults) == bool(found)
    assert found in "".join(found_faults)


def test_two_faults() -> None:
    """All faults of a step are reported."""
    late = [answer(seconds=7.0)] * 5

    assert len(faults_of(0.5, refused(), *late)) == 2


def test_measure() -> None:
    """Words are those that were answered, over the time from first to last."""
    batch = answer(kind="batch", words=400, queue=0.0, inference=0.0)
    later = answer(begun=3.0, seconds=2.0, queue=0.3, inference=0.8)
    got = measure([GOOD, later, batch, refused(), answer(kind="bad", words=0)])

    assert got.requests == 5
    assert got.rate == 1.0
    assert got.words_per_second == (600 + 600 + 400) / 5
    assert got.failed == 0.2
    assert got.refused == 1
    assert (got.p50, got.p95, got.refusal) == (1.0, 2.0, 0.01)
    assert got.queue == pytest.approx(0.2)
    assert got.errors == {"article 503": 1}


@pytest.mark.parametrize(
    ("values", "share", "expected"),
    [
        ([], 0.95, 0.0),
        ([3.0], 0.5, 3.0),
        ([2.0, 1.0], 0.5, 1.0),
        (list(range(1, 101)), 0.95, 95),
    ],
    ids=str,
)
def test_percentile(values: list[float], share: float, expected: float) -> None:
    """A percentile is one of the values."""
    assert percentile(values, share) == expected


def size(planned: mix.PlannedRequest) -> int:
    """Return the size of the mix that is nearest to that of a request."""
    if planned.kind in mix.OTHERS:
        return 0
    return min(mix.SIZES, key=lambda words: abs(words - planned.words))


def test_mix() -> None:
    """Every block has the same mix in another order; a seed gives the same requests."""
    requests = tuple(itertools.islice(mix.generate_requests(), 100))
    blocks = [requests[:50], requests[50:]]
    kinds = [Counter(planned.kind for planned in block) for block in blocks]
    sizes = [Counter(map(size, block)) for block in blocks]

    assert kinds[0] == kinds[1] == mix.KINDS | mix.OTHERS
    assert sizes[0] == sizes[1] == mix.SIZES | {0: 8}
    assert [c.kind for c in blocks[0]] != [c.kind for c in blocks[1]]
    assert blocks[0] == tuple(itertools.islice(mix.generate_requests(), 50))
    assert mix.mean_words() == sum(planned.words for planned in blocks[0]) / 50
