"""What the measurement of overload prints, and when it fails."""

import time

import pytest

from load_tests.overload import Phase, TimedAnswer, is_kept, report, used_share


def phase(*, words: int, refusals: tuple[float, ...] = (), status: int = 200) -> Phase:
    """Return a phase of a second with one article and some refusals."""
    answers = [TimedAnswer(status, 0.5, 0.3, words, 0.0)]
    answers += [TimedAnswer(503, 0.5, seconds, 250, 1.0) for seconds in refusals]
    return Phase(answers, 0.0, 1.0, 0.125)


QUICK = (0.01,) * 100


@pytest.mark.parametrize(
    ("over", "kept"),
    [
        (phase(words=900, refusals=QUICK), True),
        (phase(words=900), True),
        (phase(words=899, refusals=QUICK), False),
        (phase(words=900, refusals=(0.06,) * 9), False),
        (phase(words=900, refusals=(*QUICK, 0.3, 0.3)), False),
        (phase(words=900, refusals=QUICK, status=500), False),
    ],
    ids=["kept", "no refusal", "words", "median", "last percent", "status"],
)
def test_what_is_guaranteed(over: Phase, *, kept: bool) -> None:
    """Throughput is compared with the better of the phases before and after."""
    assert is_kept(phase(words=1_000), over, phase(words=800)) == kept


def test_share_of_the_clients_is_printed() -> None:
    """The figures tell how much of the cores the clients took in each phase."""
    text = report(phase(words=1_000), phase(words=950), phase(words=800), 4)

    assert "950 words/s (95%)" in text
    assert "before, during and after: 12.5%, 12.5%, 12.5%" in text
    assert text.endswith("no refusals")


def test_used_share(monkeypatch: pytest.MonkeyPatch) -> None:
    """A second of computing in four on two cores is an eighth."""
    monkeypatch.setattr(time, "monotonic", lambda: 14.0)
    monkeypatch.setattr(time, "process_time", lambda: 3.0)
    monkeypatch.setattr("os.sched_getaffinity", lambda _: {0, 1})

    assert used_share(10.0, 2.0) == 0.125
