"""The entities of an article and their mentions."""

import pytest

from service.attribution.coref.entities import Mention
from service.attribution.coref.mention_detection import detect_mentions
from tests.support.builders import Row, context, context_of
from tests.support.stage_checks import name_of
from tests.support.treebank import context as known

ENTITIES = [
    pytest.param(
        "Ann Hale met Tom Hale.",
        ["Ann Hale", "Tom Hale", "Ann Hale and Tom Hale"],
        id="people who met",
    ),
    pytest.param("A witness left the town.", ["A witness"], id="description"),
    pytest.param(
        "The ministry said it was safe.", [], id="an organisation without a name"
    ),
    pytest.param("Residents left the town.", ["Residents"], id="group"),
    pytest.param(
        "Ann Hale and Tom Roe left.",
        ["Ann Hale", "Tom Roe", "Ann Hale and Tom Roe"],
        id="two people",
    ),
    pytest.param("It rained.", [], id="nobody"),
    pytest.param("Police said it was safe.", ["Police"], id="without an article"),
]


@pytest.mark.parametrize(("text", "names"), ENTITIES)
def test_entities(text: str, names: list[str]) -> None:
    """Names, nouns for speakers and coordinated people are entities.

    "The ministry" introduces none.
    """
    assert [entity.name for entity in detect_mentions(known(text)).entities] == names


MENTIONS = [
    pytest.param(
        "Ann Hale opened the dam. Hale said it was safe.",
        [Mention(0, 0, is_subject=True), Mention(25, 1, is_subject=True)],
        id="full name and surname",
    ),
    pytest.param(
        "A witness left the town. The witness said it was safe.",
        [Mention(2, 0, is_subject=True), Mention(29, 1, is_subject=True)],
        id="definite NP",
    ),
]


@pytest.mark.parametrize(("text", "mentions"), MENTIONS)
def test_mentions(text: str, mentions: list[Mention]) -> None:
    """An entity has its mentions in text order."""
    assert detect_mentions(known(text)).entities[0].mentions == mentions


OBJECTS = [
    pytest.param(
        "He/PRP>2:nsubj met=meet/VBD>0:root [Person Tom/NNP>2:obj Roe/NNP>3:flat ]",
        id="person",
    ),
    pytest.param(
        "He/PRP>2:nsubj left=leave/VBD>0:root [Organization Aquafirm/NNP>2:obj ]",
        id="organisation",
    ),
    pytest.param(
        "He/PRP>2:nsubj met=meet/VBD>0:root a/DT>4:det witness/NN>2:obj",
        id="description",
    ),
]


@pytest.mark.parametrize("row", OBJECTS)
def test_objects(row: str) -> None:
    """A mention states whether it is a subject."""
    (entity,) = detect_mentions(context_of(row)).entities
    assert [mention.is_subject for mention in entity.mentions] == [False]


INSTITUTIONS = [
    pytest.param("army", ["army"], id="unique"),
    pytest.param("ministry", [], id="needs a name"),
]


@pytest.mark.parametrize(("noun", "names"), INSTITUTIONS)
def test_institutions(noun: str, names: list[str]) -> None:
    """A definite NP introduces an institution only if there is one of a kind."""
    row = f"The/DT>2:det {noun}/NN>3:nsubj left=leave/VBD>0:root"
    assert [e.name for e in detect_mentions(context_of(row)).entities] == names


NOUNS = [
    pytest.param(
        "[Organization Aquafirm/NNP>6:nsubj ] ,/,>4:punct a/DT>4:det "
        "company/NN>1:appos ,/,>1:punct met=meet/VBD>0:root",
        {"company"},
        id="apposition",
    ),
    pytest.param(
        "The/DT>2:det company/NN>4:nsubj [Organization Aquafirm/NNP>2:appos ] "
        "met=meet/VBD>0:root",
        {"company"},
        id="name as apposition",
    ),
    pytest.param(
        "The/DT>3:det [Organization Selby/NNP>3:compound Company/NNP>4:nsubj ] "
        "met=meet/VBD>0:root",
        {"company"},
        id="in the name",
    ),
    pytest.param(
        "[Organization Aquafirm/NNP>6:nsubj ] ,/,>4:punct a/DT>4:det shame/NN>1:appos "
        ",/,>1:punct met=meet/VBD>0:root",
        set[str](),
        id="a noun for no organisation",
    ),
]


@pytest.mark.parametrize(("row", "nouns"), NOUNS)
def test_nouns_of_organizations(row: str, nouns: set[str]) -> None:
    """Nouns in the name of an organisation and beside it can refer to it."""
    read = Row.read(row)
    entity = detect_mentions(context(read.text, [read])).entities[0]
    assert entity.named
    assert entity.nouns == nouns


ACRONYMS = [
    pytest.param("AWB", {"awb"}, id="acronym"),
    pytest.param("founded", set[str](), id="another word"),
]


@pytest.mark.parametrize(("inside", "aliases"), ACRONYMS)
def test_acronyms_in_brackets(inside: str, aliases: set[str]) -> None:
    """Capitals in brackets after a name are another name."""
    row = Row.read(
        "[Organization Aqua/NNP>5:nsubj ] (/-LRB->3:punct "
        f"{inside}/NNP>1:appos )/-RRB->3:punct met=meet/VBD>0:root ./.>5:punct"
    )
    assert detect_mentions(context(row.text, [row])).entities[0].aliases == aliases


EXPANDED = [
    pytest.param(
        "The Selby policing forum (SPF) met. The SPF <said> the dam was safe.",
        "Selby policing forum",
        id="in lower case",
    ),
    pytest.param(
        "The Central Water Board (CWB) met. The CWB <said> it was safe.",
        "Central Water Board",
        id="before its acronym",
    ),
]


@pytest.mark.parametrize(("marked", "name"), EXPANDED)
def test_names_before_acronyms(marked: str, name: str) -> None:
    """Words before an acronym in brackets are its name."""
    assert name_of(marked) == name


REPORTS = [
    pytest.param(
        "The World Bank said in a report that the dam was safe. The report <said> it "
        "was safe.",
        "World Bank report",
        id="speaks in it",
    ),
    pytest.param(
        "The World Bank released a report. The report <said> it was safe.",
        "World Bank report",
        id="released it",
    ),
    pytest.param("The report <said> it was safe.", "report", id="without an author"),
]


@pytest.mark.parametrize(("marked", "name"), REPORTS)
def test_reports(marked: str, name: str) -> None:
    """A report is named after the organisation that speaks in it or issued it."""
    assert name_of(marked) == name
