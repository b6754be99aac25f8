"""The lines of the table of confidence."""

from service.evaluation.calibration import Band
from training.reliability import table


def test_table_has_a_line_for_each_band() -> None:
    """A band without records has a dash."""
    lines = list(table([Band(0.0, 0.5, 1, 100.0), Band(0.9, 1.0, 0, None)]))

    assert lines[0].split() == ["0.0", "-", "0.5", "1", "100.0", "%"]
    assert lines[1].split() == ["0.9", "-", "1.0", "0", "-"]
