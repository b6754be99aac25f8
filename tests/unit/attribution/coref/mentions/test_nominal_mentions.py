"""Mentions by noun phrases without a name."""

import pytest

from service.attribution.coref.mentions.detect_mentions import detect_mentions
from tests.support.builders import context_of
from tests.support.stage_checks import name_of

INSTITUTIONS = [
    pytest.param("army", ["army"], id="unique"),
    pytest.param("ministry", [], id="needs a name"),
]


@pytest.mark.parametrize(("noun", "names"), INSTITUTIONS)
def test_institutions(noun: str, names: list[str]) -> None:
    """A definite NP introduces an institution only if there is one of a kind."""
    row = f"The/DT>2:det {noun}/NN>3:nsubj left=leave/VBD>0:root"
    assert [e.name for e in detect_mentions(context_of(row)).entities] == names


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


def test_campaigns() -> None:
    """A name before the noun says which body it is: a surname is no organisation."""
    person = "[Person Ann/NNP>3:nsubj Hale/NNP>1:flat ] left=leave/VBD>0:root"
    hale = (
        "The/DT>3:det [Organization Hale/NNP>3:compound ] campaign/NN>4:nsubj "
        "left=leave/VBD>0:root"
    )
    roe = hale.replace("Hale", "Roe")
    found = detect_mentions(context_of(person, hale, roe, hale)).entities
    assert [(entity.name, len(entity.mentions)) for entity in found] == [
        ("Ann Hale", 3),
        ("Roe", 1),
        ("Hale campaign", 2),
        ("Roe campaign", 1),
    ]
