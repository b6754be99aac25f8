"""Whom acronyms, descriptions, labels and shared surnames mean."""

import pytest

from tests.support.stage_checks import name_of, speaker

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
    pytest.param(
        "The Dawn newspaper <said> it was safe.", "Dawn", id="a name and what it is"
    ),
    pytest.param(
        "Selby Police met. Police <said> it was safe.", "Selby Police", id="police"
    ),
    pytest.param("Police <said> it was safe.", "Police", id="no police with a name"),
    pytest.param(
        "India and Pakistan met. The Indian side <said> it was safe.",
        "India",
        id="the side of a country",
    ),
    pytest.param(
        "Airlines paid. The airline <said> it was safe.", "airline", id="one of several"
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
        "US Secretary of State Ann Hale left. The US politician <said> it was safe.",
        "Ann Hale",
        id="of the country in her role",
    ),
    pytest.param(
        "US Secretary of State Ann Hale left. The French politician <said> it was "
        "safe.",
        "French politician",
        id="of another country",
    ),
    pytest.param(
        "Ann Hale left. Hale said it was safe. The 24-year-old <said> it was safe.",
        "Ann Hale",
        id="by her age",
    ),
    pytest.param(
        "Ann Hale left. Hale said it was safe. The Briton <said> it was safe.",
        "Ann Hale",
        id="by her country",
    ),
    pytest.param(
        "Ann Hale left. Hale said it was safe. The Ohio Republican <said> it was safe.",
        "Ohio Republican",
        id="by a party of nobody's",
    ),
    pytest.param(
        "Ann Hale, the investigating officer of the case, left. The IO <said> it was "
        "safe.",
        "Ann Hale",
        id="by initials",
    ),
    pytest.param("The IO <said> it was safe.", "IO", id="initials of nobody"),
    pytest.param(
        "Aquafirm paid. Aquafirm said it was safe. The pump maker <said> it was safe.",
        "Aquafirm",
        id="by what it makes",
    ),
    pytest.param(
        "The Selby Association met. The Selby Association met. The group <said> it was "
        "safe.",
        "Selby Association",
        id="an association is a group",
    ),
    pytest.param(
        "The Selby Association met. The Selby Association met. The automaker <said> it "
        "was safe.",
        "automaker",
        id="an association makes nothing",
    ),
    pytest.param(
        "The Wall Street Journal said it was safe. The agency <said> no dam was safe.",
        "Wall Street Journal",
        id="the medium that spoke last",
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
    pytest.param(
        "Ann Hale smiled.\n\nQ. Is the dam safe?\n\nA<.> It will hold.",
        "Ann Hale",
        id="A and a full stop",
    ),
    pytest.param(
        "Ann Hale smiled.\n\nQ<.> Is the dam safe?\n\nA. It will hold.",
        None,
        id="who asks is not named",
    ),
]


@pytest.mark.parametrize(("marked", "name"), LABELS)
def test_labels(marked: str, name: str | None) -> None:
    """A label is the person whose name it has; who answers is the one talked about."""
    assert name_of(marked) == name


ONE_OR_TWO = [
    pytest.param(
        "Ann Hale, a nurse and mother of two who lives in Selby, <said> it was safe.",
        ("Ann Hale", "person"),
        id="two descriptions",
    ),
    pytest.param(
        "Harland & Voss, the town's biggest employer, <said> it was safe.",
        ("Harland & Voss", "organization"),
        id="an ampersand",
    ),
    pytest.param(
        "Ann Hale and Tom Roe <said> it was safe.",
        ("Ann Hale and Tom Roe", "group"),
        id="two people",
    ),
]


@pytest.mark.parametrize(("marked", "wanted"), ONE_OR_TWO)
def test_what_and_joins(marked: str, wanted: tuple[str, str]) -> None:
    """Two names are a group; two descriptions of one, or one name with "&", are not."""
    entity = speaker(marked)
    assert entity is not None
    assert (entity.name, entity.type) == wanted


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


MET_BEFORE = [
    pytest.param(
        "Ministerial sources left the town. Sources <said> it was safe.",
        "Ministerial sources",
        id="bare plural",
    ),
    pytest.param(
        "Many experts left the town. Experts <said> it was safe.",
        "Experts",
        id="of many others",
    ),
    pytest.param(
        "The Indian Institute of Science paid. IISc <said> it was safe.",
        "Indian Institute of Science",
        id="two letters of a word",
    ),
    pytest.param(
        "The Peruvian army left the town. The military <said> it was safe.",
        "Peruvian army",
        id="another noun",
    ),
    pytest.param(
        "The World Bank paid. A World Bank statement <said> it was safe.",
        "World Bank",
        id="its statement",
    ),
    pytest.param(
        "A spokesman left. Ann Hale smiled. A spokesman <said> it was safe.",
        "A spokesman",
        id="a spokesman is nobody met",
    ),
    pytest.param(
        "Ann Hale smiled. The Prime Minister <said> it was safe.",
        "Ann Hale",
        id="an office with capitals",
    ),
]


@pytest.mark.parametrize(("marked", "name"), MET_BEFORE)
def test_met_before(marked: str, name: str) -> None:
    """A short form means who was met before, as far as it can."""
    assert name_of(marked) == name


REPORTS = [
    pytest.param(
        "The World Bank said in a report that the dam was safe. The report <said> it "
        "was safe.",
        "World Bank report",
        id="said in it",
    ),
    pytest.param(
        "The World Bank released a report. The report <said> it was safe.",
        "World Bank report",
        id="released it",
    ),
    pytest.param("The report <said> it was safe.", "report", id="nobody's"),
]


@pytest.mark.parametrize(("marked", "name"), REPORTS)
def test_reports(marked: str, name: str) -> None:
    """A report that speaks for itself is named after the body that wrote it."""
    assert name_of(marked) == name


INTRODUCED = [
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
        "A source",
        id="a source stays unnamed",
    ),
    pytest.param(
        "Peru's trade minister <said> it was safe. "
        "Peru's Trade Minister Ben Roe left the town.",
        "Ben Roe",
        id="the whole role",
    ),
    pytest.param(
        "Togbe Ben Roe, a farmer and chairman of the council, left. "
        "The chairman <said> it was safe.",
        "Ben Roe",
        id="the second role",
    ),
]


@pytest.mark.parametrize(("marked", "name"), INTRODUCED)
def test_introduced_before_the_name(marked: str, name: str) -> None:
    """A description may come before the name, or be one of several roles."""
    assert name_of(marked) == name


TWO_SUBJECTS = [
    pytest.param(
        "Former president of Peru and current United Nations High Commissioner for "
        "Human Rights Wafa Mustafa <said> it was safe.",
        "Wafa Mustafa",
        id="a long office before a name",
    ),
    pytest.param(
        "Judges Ann Hale and Ben Roe <said> it was safe.",
        "Ann Hale and Ben Roe",
        id="several people after their role",
    ),
]


@pytest.mark.parametrize(("marked", "name"), TWO_SUBJECTS)
def test_role_before_names(marked: str, name: str) -> None:
    """A role and the names after it are one phrase, whatever the parser makes of it."""
    assert name_of(marked) == name
