"""A questioner is not the speaker of the answer."""

import pytest

from service.attribution.coref.antecedents.questioners import find_questioners
from tests.support.builders import candidates_of, texts
from tests.support.stage_checks import name_of
from tests.support.treebank import context

ANSWERS = [
    pytest.param(
        "Tom Roe left the town. Asked by a reporter if the dam would hold, he <said> "
        "it was safe.",
        "Tom Roe",
        id="asked by",
    ),
    pytest.param(
        "Tom Roe left the town. When a host asked him about the dam, he <said> it was "
        "safe.",
        "Tom Roe",
        id="when somebody asked him",
    ),
    pytest.param(
        "Tom Roe left the town. When Jon Bell, a host, asked, he <replied> that it was "
        "safe.",
        "Tom Roe",
        id="when somebody asked",
    ),
    pytest.param(
        "Tom Roe left the town. “Why?” Jon Bell asked. He <replied> that it was safe.",
        "Tom Roe",
        id="the sentence before",
    ),
    pytest.param(
        "“Why?” Ann Hale asked. The detective <replied> that it was safe.",
        "detective",
        id="a description",
    ),
    pytest.param(
        "“Why?” Ann Hale asked. The detective <said> it was safe.",
        "detective",
        id="a description after a question in quotation marks",
    ),
    pytest.param(
        "Tom Roe left the town. When Jon Bell asked for the report, he <said> it was "
        "safe.",
        "Jon Bell",
        id="a request is no question",
    ),
    pytest.param(
        "Tom Roe left the town. “Why?” Jon Bell asked. He <said> it was safe.",
        "Jon Bell",
        id="a pronoun without a verb of answering",
    ),
]


@pytest.mark.parametrize(("marked", "name"), ANSWERS)
def test_answers(marked: str, name: str) -> None:
    """A pronoun or description of an answer does not refer to the questioner."""
    assert name_of(marked) == name


QUESTIONERS = [
    pytest.param(
        "Asked by a reporter if the dam would hold, he said it was safe.",
        ("a reporter",),
        id="agent",
    ),
    pytest.param(
        "When Jon Bell, a host, asked, he replied that it was safe.",
        ("Jon", "Bell", ", a host"),
        id="subject with apposition",
    ),
    pytest.param("Ann Hale said it was safe.", (), id="no question"),
]


@pytest.mark.parametrize(("text", "spans"), QUESTIONERS)
def test_spans(text: str, spans: tuple[str, ...]) -> None:
    """The head of a questioner, the rest of the name and appositions are found."""
    here = context(text, tagger=False)
    candidate = candidates_of(here)[-1]
    assert texts(here, find_questioners(here, candidate, None)) == spans
