"""The gender that words and pronouns tell."""

import pytest

from service.attribution.coref.entities import Entity
from service.attribution.coref.profiles.gendered_words import StatedWord
from service.attribution.coref.profiles.stated_gender import (
    mixed_gender,
    stated_gender,
)
from service.records import GenderedWord, PronounUse, Span, SpeakerGender, StatedGender


def pronouns(**counts: int) -> list[PronounUse]:
    """Return uses of pronouns with so many places."""
    span = Span(0, 1)
    return [PronounUse(form, (span,) * number) for form, number in counts.items()]


def word(gender: StatedGender, *, firm: bool) -> StatedWord:
    """Return a gendered word."""
    return StatedWord(GenderedWord(Span(0, 1), gender), is_firm=firm)


FIRM, USUAL = word("female", firm=True), word("male", firm=False)
GENDERS = [
    pytest.param([], [], None, id="nothing"),
    pytest.param(pronouns(she=1), [], "female", id="a pronoun"),
    pytest.param(pronouns(she=1, he=3), [], "male", id="three times as often"),
    pytest.param(pronouns(she=2, he=3), [], None, id="both"),
    pytest.param(pronouns(he=5), [FIRM], "female", id="a firm word"),
    pytest.param(
        pronouns(she=1), [USUAL], "female", id="a pronoun beside a usual word"
    ),
    pytest.param([], [USUAL], "male", id="a usual word"),
    pytest.param(pronouns(she=1, he=1), [USUAL], None, id="both beside a usual word"),
    pytest.param([], [FIRM, word("male", firm=True)], None, id="firm words differ"),
    pytest.param(pronouns(they=4), [], None, id="they"),
    pytest.param(
        pronouns(she=4), [FIRM, word("nonbinary", firm=True)], "nonbinary", id="stated"
    ),
]


@pytest.mark.parametrize(("uses", "words", "expected"), GENDERS)
def test_stated_gender(
    uses: list[PronounUse], words: list[StatedWord], expected: SpeakerGender | None
) -> None:
    """Firm words outweigh pronouns, pronouns the other words."""
    assert stated_gender(Entity("Roe", "person"), uses, words) == expected


def test_no_gender_of_organisations() -> None:
    """An organisation has no gender."""
    assert stated_gender(Entity("Ondo", "organization"), pronouns(she=3), []) is None


@pytest.mark.parametrize(
    ("genders", "expected"),
    [
        (["female", "female"], "female"),
        (["female", "male"], "mixed"),
        (["female", None], None),
        ([], None),
    ],
)
def test_mixed_gender(
    genders: list[SpeakerGender | None], expected: SpeakerGender | None
) -> None:
    """A group has the gender that all its members have, or mixed."""
    assert mixed_gender(genders) == expected
