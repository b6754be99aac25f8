"""The patterns of agencies and boilerplate."""

from service.text.lexicon_table import read_table


def test_credits_are_in_small_letters() -> None:
    """Credit lines are matched without case, but for the stand-in for agencies."""
    lines = [line.replace("AGENCY", "") for line in read_table("credits")]
    assert lines == [line.lower() for line in lines]
