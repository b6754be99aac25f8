"""Whom pronouns and short forms mean while a story goes on."""

import pytest

from tests.support.stage_checks import name_of

WENT_ON = [
    pytest.param(
        "Tom Roe said it was safe. Enoch Kaya left the town. He <said> it was safe.",
        "Enoch Kaya",
        id="with another subject",
    ),
    pytest.param(
        "Tom Roe said it was safe. Enoch Kaya left the town. He and his family met. "
        "He <said> it was safe.",
        "Enoch Kaya",
        id="with another subject, by pronoun",
    ),
    pytest.param(
        "Tom Roe said it was safe. The town met Enoch Kaya. He <said> it was safe.",
        "Tom Roe",
        id="with another object",
    ),
    pytest.param(
        "Prosecutors said it was safe. Police searched the town, they <said>.",
        "Prosecutors",
        id="with what they report",
    ),
    pytest.param(
        "Ayo Kaya rejected the claim by Tom Roe that it was safe. "
        "He <said> it was safe.",
        "Ayo Kaya",
        id="past somebody's claim",
    ),
    pytest.param(
        'Tom Roe left. "It rained.' + " It rained." * 8 + ' It must go." '
        "He <said> it was safe.",
        "Tom Roe",
        id="past a long quotation",
    ),
    pytest.param(
        "A source left the town. They <said> it was safe.",
        "A source",
        id="they, of one source",
    ),
    pytest.param(
        "Jon Bell said the dam was safe. It rained. Tom Roe built half of it, he "
        "<said>.",
        "Jon Bell",
        id="past who is named in what he says",
    ),
    pytest.param(
        "Tom Roe built half of it, he <said>.", "Tom Roe", id="with nobody else there"
    ),
    pytest.param(
        "The web site said it was safe. It <said> no dam was safe.",
        "web site",
        id="it, of what nobody knows the kind",
    ),
]


@pytest.mark.parametrize(("marked", "name"), WENT_ON)
def test_last_speaker(marked: str, name: str) -> None:
    """A pronoun means the last speaker until the story goes on with another."""
    assert name_of(marked) == name


WHOSE = [
    pytest.param(
        "Tom Roe left the town. His family <said> it was safe.",
        "Tom Roe's family",
        id="his",
    ),
    pytest.param(
        "Ann Hale left the town. Her ministry <said> it was safe.",
        "Ann Hale's ministry",
        id="her",
    ),
    pytest.param("His family <said> it was safe.", "His family", id="nobody's"),
    pytest.param(
        "Tom Roe left the town. His Highness <said> it was safe.",
        "His Highness",
        id="a title",
    ),
]


@pytest.mark.parametrize(("marked", "name"), WHOSE)
def test_whose(marked: str, name: str) -> None:
    """A description that begins with a pronoun is named after whom that means."""
    assert name_of(marked) == name


SHORT = [
    pytest.param(
        "Charlie King left the town. Mr. King <said> it was safe.",
        "Charlie King",
        id="a surname that is a title too",
    ),
    pytest.param(
        "Speaker You Si-kun left the town. You <said> it was safe.",
        "You Si-kun",
        id="a surname that is a pronoun too",
    ),
    pytest.param(
        "Yusuf Gilani, the leader of PPP, left. Veteran PPP leader <said> it was safe.",
        "Yusuf Gilani",
        id="a role without an article",
    ),
    pytest.param(
        "Three parties, Al Jama, AIC and PAC, <said> it was safe.",
        "Al Jama, AIC and PAC",
        id="several organisations",
    ),
    pytest.param(
        "The Selby District Prosecutors' Office met. Prosecutors <said> it was safe.",
        "Selby District Prosecutors' Office",
        id="an office's prosecutors",
    ),
    pytest.param(
        "The chief <said> it was safe. Chief Ayo Kaya met Ann Hale, the regional chief "
        "of the council.",
        "Ayo Kaya",
        id="whose role is just that",
    ),
    pytest.param(
        "The Department of Conservation met. DOC <said> it was safe.",
        "Department of Conservation",
        id="an acronym",
    ),
]


@pytest.mark.parametrize(("marked", "name"), SHORT)
def test_short_forms(marked: str, name: str) -> None:
    """Surnames, roles, acronyms and lists mean whom a reader takes them for."""
    assert name_of(marked) == name


IT = [
    pytest.param(
        "The regulator, Finanstilsynet, said it was safe. It <declined> to comment. "
        "The town met. Marland Lines left.",
        "Finanstilsynet",
        id="the organisation before",
    ),
    pytest.param(
        "Finanstilsynet said it was safe. It <declined> to comment. "
        "Marland Lines left.",
        "Finanstilsynet",
        id="a name of unknown kind",
    ),
    pytest.param(
        "It rained. It <declined> to comment. Marland Lines left.",
        None,
        id="nobody before",
    ),
    pytest.param(
        "Tom Roe said it was safe. It <declined> to comment. Marland Lines left.",
        None,
        id="a person before",
    ),
]


@pytest.mark.parametrize(("marked", "name"), IT)
def test_it(marked: str, name: str | None) -> None:
    """The pronoun "it" refers to an organisation that was named before."""
    assert name_of(marked) == name
