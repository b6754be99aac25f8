"""Mentions by name, with the nouns and acronyms beside them."""

import pytest

from service.attribution.coref.mentions.detect_mentions import detect_mentions
from tests.support.builders import Row, context
from tests.support.stage_checks import name_of

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
