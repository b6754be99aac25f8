"""Whom acronyms, descriptions, labels and shared surnames mean."""

import pytest
from stage_checks import name_of

ORGANIZATIONS = [
    pytest.param(
        "The Central Water Board (CWB) met. The CWB <said> it was safe.",
        "Central Water Board",
        id="CWB",
    ),
    pytest.param(
        "The World Health Organization (WHO) met. The WHO <said> it was safe.",
        "World Health Organization",
        id="acronym in brackets",
        marks=pytest.mark.xfail(
            raises=AssertionError, reason="WHO is taken for a pronoun"
        ),
    ),
    pytest.param(
        "The World Bank paid. The bank <said> it was safe.", "World Bank", id="the bank"
    ),
    pytest.param(
        "The Ministry of Health paid. The ministry <said> it was safe.",
        "Ministry of Health",
        id="the ministry",
    ),
]


@pytest.mark.parametrize(("marked", "name"), ORGANIZATIONS)
def test_organizations(marked: str, name: str) -> None:
    """An organisation is known by its acronym and by the noun in its name."""
    assert name_of(marked) == name


DESCRIPTIONS = [
    pytest.param(
        "Ann Hale, the mayor of Selby, smiled. The mayor <said> it was safe.",
        "Ann Hale",
        id="by role",
    ),
    pytest.param(
        "Kremlin spokesman Tom Roe left. The spokesman <said> it was safe.",
        "Tom Roe",
        id="by title",
    ),
    pytest.param("The mayor <said> it was safe.", "mayor", id="nobody of that role"),
    pytest.param(
        "Ann Hale left. A witness <said> it was safe.", "A witness", id="indefinite"
    ),
    pytest.param(
        "A witness left the town. The witness <said> it was safe.",
        "A witness",
        id="described before",
    ),
    pytest.param(
        "Police in Selby <said> it was safe.", "Police in Selby", id="with a place"
    ),
]


@pytest.mark.parametrize(("marked", "name"), DESCRIPTIONS)
def test_descriptions(marked: str, name: str) -> None:
    """A definite description is who it stood beside, else it names itself."""
    assert name_of(marked) == name


NEAREST = [
    pytest.param(
        "Ann Hale left. Hale said it was safe. The politician <said> no dam was safe.",
        "Ann Hale",
        id="the politician",
    ),
    pytest.param(
        "Ann Hale left. The old and angry politician <said> no dam was safe.",
        "old and angry politician",
        id="a description that tells more",
    ),
    pytest.param(
        "Aquafirm paid. Aquafirm said it was safe. The company <said> no dam was safe.",
        "Aquafirm",
        id="the company",
    ),
    pytest.param(
        "The Ministry of Health paid. The company <said> no dam was safe.",
        "company",
        id="a ministry is no company",
    ),
    pytest.param(
        "Ann Hale left. The politicians <said> no dam was safe.",
        "politicians",
        id="several",
    ),
]


@pytest.mark.parametrize(("marked", "name"), NEAREST)
def test_descriptions_of_the_present(marked: str, name: str) -> None:
    """A short definite description may mean who the article is about."""
    assert name_of(marked) == name


LABELS = [
    pytest.param(
        "“The dam is safe.” <-> Ann Hale, mayor of Selby", "Ann Hale", id="signature"
    ),
    pytest.param("Mayor Ann Hale<:> “The dam is safe.”", "Ann Hale", id="with a title"),
    pytest.param("It rained.\n\nAnn Hale<:> The dam is safe.", "Ann Hale", id="name"),
    pytest.param(
        "Ann Hale smiled.\n\nHALE<:> The dam is safe.\n\nROE: It was not safe.",
        "Ann Hale",
        id="capitals",
        marks=pytest.mark.xfail(
            raises=AssertionError, reason="the tagger takes the label for a company"
        ),
    ),
    pytest.param(
        "Ann Hale smiled.\n\nHALE: The dam is safe.\n\nROE<:> It was not safe.",
        "ROE",
        id="nobody known",
    ),
    pytest.param(
        "Ann Hale smiled.\n\nQ: Is the dam safe?\n\nA<:> It will hold.",
        "Ann Hale",
        id="A for answer",
    ),
]


@pytest.mark.parametrize(("marked", "name"), LABELS)
def test_labels(marked: str, name: str) -> None:
    """A label is the person whose name it has; who answers is the one talked about."""
    assert name_of(marked) == name


SAME_SURNAME = "Ann Hale met Tom Hale. {0} <said> it was safe."
SURNAMES = [
    pytest.param("Ann Hale", "Ann Hale", id="her full name"),
    pytest.param("Tom Hale", "Tom Hale", id="his full name"),
    pytest.param("Ms Hale", "Ann Hale", id="Ms"),
    pytest.param("Mr Hale", "Tom Hale", id="Mr"),
    pytest.param("She", "Ann Hale", id="she"),
]


@pytest.mark.parametrize(("source", "name"), SURNAMES)
def test_two_of_one_surname(source: str, name: str) -> None:
    """Two people of one surname stay two: titles and given names tell them apart."""
    assert name_of(SAME_SURNAME.format(source)) == name


@pytest.mark.xfail(raises=AssertionError, reason="the title is not handed over")
def test_a_couple_of_one_surname() -> None:
    """A title tells husband and wife apart, also where no name is nearer."""
    assert (
        name_of(
            "Mr Pill and his wife, Jane Pill, said they would appeal. Mrs Pill <said> "
            "it was safe."
        )
        == "Jane Pill"
    )
