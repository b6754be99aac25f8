"""Antecedents of noun phrases without a name."""

import pytest

from tests.support.stage_checks import name_of

DEFINITE = [
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
    pytest.param("The mayor <said> it was safe.", "mayor", id="no entity of that role"),
    pytest.param(
        "Ann Hale left. A witness <said> it was safe.", "witness", id="indefinite"
    ),
    pytest.param(
        "A witness left the town. The witness <said> it was safe.",
        "witness",
        id="described before",
    ),
    pytest.param(
        "Police in Selby <said> it was safe.", "Police in Selby", id="with a place"
    ),
    pytest.param(
        "The World Health Organization (WHO) met. The WHO <said> it was safe.",
        "World Health Organization",
        id="acronym in brackets",
    ),
    pytest.param(
        "The World Bank paid. The bank <said> it was safe.", "World Bank", id="the bank"
    ),
    pytest.param(
        "The Selby Archives opened. The archives <said> it was safe.",
        "Selby Archives",
        id="the plural that ends a name",
    ),
    pytest.param(
        "The Ministry of Health paid. The ministry <said> it was safe.",
        "Ministry of Health",
        id="the ministry",
    ),
    pytest.param(
        "Airlines paid. The airline <said> it was safe.",
        "airline",
        id="a singular of a plural",
    ),
    pytest.param(
        "Ann Hale smiled. The Prime Minister <said> it was safe.",
        "Ann Hale",
        id="an office with capitals",
    ),
    pytest.param(
        "The Peruvian army left the town. The military <said> it was safe.",
        "Peruvian army",
        id="a synonym",
    ),
    pytest.param(
        "The Indian Institute of Science paid. IISc <said> it was safe.",
        "Indian Institute of Science",
        id="an acronym with two letters of a word",
    ),
    pytest.param(
        "Togbe Ben Roe, a farmer and chairman of the council, left. "
        "The chairman <said> it was safe.",
        "Ben Roe",
        id="the second role",
    ),
    pytest.param(
        "Two judges, Ann Hale and Tom Roe, said the dam was old. The judges <said> it "
        "was safe.",
        "Ann Hale and Tom Roe",
        id="a plural of a group",
    ),
    pytest.param(
        "Prime Minister Ann Hale met her Irish counterpart Tom Roe. The Irish prime "
        "minister <said> it was safe.",
        "Tom Roe",
        id="a counterpart",
    ),
]


@pytest.mark.parametrize(("marked", "name"), DEFINITE)
def test_definite(marked: str, name: str) -> None:
    """A definite NP is the entity that its noun has referred to, else a new one."""
    assert name_of(marked) == name


BARE = [
    pytest.param(
        "Selby Police met. Police <said> it was safe.", "Selby Police", id="police"
    ),
    pytest.param("Police <said> it was safe.", "Police", id="police without a name"),
    pytest.param(
        "The Peruvian police arrested a man. Police <said> it was safe.",
        "Peruvian police",
        id="police that a name describes",
    ),
    pytest.param(
        "Ministerial sources left the town. Sources <said> it was safe.",
        "Ministerial sources",
        id="bare plural",
    ),
    pytest.param(
        "Many experts left the town. Experts <said> it was safe.",
        "Experts",
        id="not of a quantified group",
    ),
    pytest.param(
        "A spokesman left. Ann Hale smiled. A spokesman <said> it was safe.",
        "spokesman",
        id="an indefinite spokesman",
    ),
    pytest.param(
        "Yusuf Gilani, the leader of PPP, left. Veteran PPP leader <said> it was safe.",
        "Yusuf Gilani",
        id="a role without an article",
    ),
]


@pytest.mark.parametrize(("marked", "name"), BARE)
def test_without_determiner(marked: str, name: str) -> None:
    """A noun without a determiner may refer to an entity, an indefinite NP does not."""
    assert name_of(marked) == name


NAMED_LATER = [
    pytest.param(
        "A father of three <said> it was safe. Ben Roe left the town.",
        "Ben Roe",
        id="the name begins the next sentence",
    ),
    pytest.param(
        "One resident <said> it was safe. It rained. Tom Roe, a resident of Selby, "
        "left.",
        "Tom Roe",
        id="the only one of that role later",
    ),
    pytest.param(
        "A source <said> it was safe. Ben Roe left the town.",
        "source",
        id="a source stays unnamed",
    ),
    pytest.param(
        "The chief <said> it was safe. Chief Ayo Kaya met Ann Hale, the regional chief "
        "of the council.",
        "Ayo Kaya",
        id="the only one with exactly that role",
    ),
]


@pytest.mark.parametrize(("marked", "name"), NAMED_LATER)
def test_named_later(marked: str, name: str) -> None:
    """A description may come before the name of its entity."""
    assert name_of(marked) == name


SYNONYMS = [
    pytest.param(
        "Prime Minister Ann Hale left. Tom Roe said it was safe. The premier <said> it "
        "was safe.",
        "Ann Hale",
        id="the premier",
    ),
    pytest.param(
        "Chief executive Tom Roe left. Ann Hale said it was safe. The CEO <said> it "
        "was safe.",
        "Tom Roe",
        id="the CEO",
    ),
    pytest.param(
        "Senator Ann Hale left. Tom Roe said it was safe. The Selby lawmaker <said> it "
        "was safe.",
        "Ann Hale",
        id="the lawmaker",
    ),
]


@pytest.mark.parametrize(("marked", "name"), SYNONYMS)
def test_synonyms(marked: str, name: str) -> None:
    """A definite NP refers to a person with a synonymous role."""
    assert name_of(marked) == name
