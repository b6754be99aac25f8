"""The clock of ``make stages`` and the stages that it measures."""

import time

import pytest

from load_tests import stages


def test_inner_stages_do_not_count(monkeypatch: pytest.MonkeyPatch) -> None:
    """The time of a stage excludes the stages that it calls."""
    moments = iter([0.0, 1.0, 3.0, 7.0])
    monkeypatch.setattr(time, "process_time", lambda: next(moments))
    clock = stages.Clock()
    inner = clock.watch("inner", lambda: "done")

    assert clock.watch("outer", inner)() == "done"
    assert clock.spent == {"inner": 2.0, "outer": 5.0}


@pytest.mark.model
def test_every_stage_is_there() -> None:
    """Every stage exists and takes time."""
    spent = stages.measure("fp32", ["“We won,” Ida Holm told the BBC on Monday."] * 2)

    assert spent.keys() == {*stages.STAGES, stages.RECORDS, stages.REST}
    assert min(spent.values()) > 0
