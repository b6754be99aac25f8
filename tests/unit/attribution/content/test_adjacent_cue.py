"""The cue next to a quotation, by punctuation and distance."""

import pytest

from tests.support.builders import context_of
from tests.support.stage_checks import attached, check_attached

AFTER = [
    pytest.param('{"Why?"} he <asked>.', id="question"),
    pytest.param('{"Leave now!"} Hale <shouted>.', id="exclamation"),
    pytest.param('{"The dam is safe,"} Hale <said>.', id="comma"),
    pytest.param('{"The dam is safe,"} <said> Hale.', id="inverted"),
    pytest.param('{"The dam is safe"}, Hale <said>.', id="comma outside"),
    pytest.param('{"The dam is safe,"} <according to> Hale.', id="according to"),
    pytest.param('{"The dam is safe. It will hold,"} Hale <said>.', id="two sentences"),
    pytest.param(
        '{"The dam is safe,"} the mayor of the town, Ann Hale, <said>.',
        id="long subject",
    ),
    pytest.param("{“The dam is safe,”} Hale <said>.", id="curly"),
    pytest.param("{'The dam is safe,'} Hale <said>.", id="single"),
]


@pytest.mark.parametrize("marked", AFTER)
def test_before_the_cue(marked: str) -> None:
    """A quotation before its cue is the content, whole."""
    check_attached(marked)


BEFORE = [
    pytest.param('Hale <said>: {"The dam is safe."}', id="colon"),
    pytest.param('Hale <said>, {"The dam is safe."}', id="comma"),
    pytest.param('Hale <said>: {"The dam is safe. It will hold."}', id="two sentences"),
    pytest.param('<According to> Hale: {"The dam is safe."}', id="according to"),
]


@pytest.mark.parametrize("marked", BEFORE)
def test_after_the_cue(marked: str) -> None:
    """A quotation after its cue is the content, whole."""
    check_attached(marked)


TWO_CUES = [
    pytest.param(
        'Roe asked a question and Hale <replied>: {"The dam is safe."}', id="nearer"
    ),
    pytest.param(
        'Roe <asked>: {"Why?"} Hale said the dam was safe.', id="before, colon"
    ),
    pytest.param(
        '{"The dam is safe,"} Hale <said>. "Why?" Roe asked.', id="first of two"
    ),
    pytest.param(
        '"The dam is safe," Hale said. {"Why?"} Roe <asked>.', id="second of two"
    ),
]


@pytest.mark.parametrize("marked", TWO_CUES)
def test_two_cues(marked: str) -> None:
    """Between two cues the punctuation decides."""
    check_attached(marked)


BETWEEN = (
    'Hale/NNP>2:nsubj asked=ask/VBD>0:root :/:>2:punct "/``>2:punct No/UH>2:discourse '
    "{mark}>2:punct \"/''>2:punct Roe/NNP>9:nsubj said=say/VBD>2:dep ./.>2:punct"
)
MARKS = [
    pytest.param("?/.", "ask", id="question"),
    pytest.param(",/,", "say", id="comma"),
]


@pytest.mark.parametrize(("mark", "lemma"), MARKS)
def test_the_mark_inside_decides(mark: str, lemma: str) -> None:
    """A comma in the marks links the quotation to the next cue, no other mark does."""
    here = context_of(BETWEEN.format(mark=mark))
    quotation = here.quotations[0]
    cues = [
        candidate.cue.lemma
        for candidate in attached(here)
        if candidate.cue and candidate.start == quotation.start
    ]
    assert cues == [lemma]
