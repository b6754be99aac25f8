"""The share of right records in each band of confidence."""

from training.reliability import ScoredRecord, table


def test_reliability_counts_by_band() -> None:
    """Each band of confidence has its number and share of right records."""
    records = [
        ScoredRecord(0.95, right=True),
        ScoredRecord(0.91, right=False),
        ScoredRecord(0.2, right=True),
    ]

    lines = list(table(records))

    assert lines[0].split() == ["0.0", "-", "0.5", "1", "100.0", "%"]
    assert lines[-1].split() == ["0.9", "-", "1.0", "2", "50.0", "%"]
