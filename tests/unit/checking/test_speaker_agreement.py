"""Whether draft and source name one speaker."""

import pytest

from service.attribution.lexicon import Lexicon
from service.checking.check_records import Credit
from service.checking.speaker_agreement import compare_speakers

LEXICON = Lexicon.load()
HOLM = Credit("Ida Holm", "person", "mayor of Elmhaven")


@pytest.mark.parametrize(
    ("draft", "source", "verdict"),
    [
        (Credit("Holm", "person"), HOLM, "same"),
        (Credit("Mayor Ida Holm", "person"), HOLM, "same"),
        (Credit("Tom Berg", "person"), HOLM, "different"),
        (Credit("Tom Holm", "person"), HOLM, "different"),
        (Credit("the mayor", "person"), HOLM, "same"),
        (Credit("a witness", "person"), HOLM, "unknown"),
        (Credit("a witness", "person"), Credit("the witness", "person"), "same"),
        (Credit("a witness", "person"), Credit("the mayor", "person"), "unknown"),
        (HOLM, Credit("the mayor", "person"), "same"),
        (Credit("Ida Holm", "person"), Credit("the mayor", "person"), "unknown"),
        (
            Credit("WHO", "organization"),
            Credit("World Health Organization", "organization"),
            "same",
        ),
        (
            Credit("Acme", "organization"),
            Credit("Jane Roe", "person", "Acme spokeswoman"),
            "same",
        ),
        (Credit("Acme", "organization"), HOLM, "unknown"),
        (Credit("Acme", "organization"), Credit("Tide", "organization"), "different"),
        (None, HOLM, "unknown"),
        (HOLM, None, "unknown"),
    ],
)
def test_speakers(draft: Credit | None, source: Credit | None, verdict: str) -> None:
    """Names agree as within one article, descriptions with the role of the other."""
    assert compare_speakers(draft, source, LEXICON) == verdict
