"""The speaker of a quotation that the sentence before introduces."""

import pytest

from tests.support.builders import Row, texts
from tests.support.builders import context as parsed
from tests.support.stage_checks import continuations
from tests.support.treebank import context

LED_IN = [
    pytest.param("Hale laughs. “I have stopped asking.”", "Hale", id="present"),
    pytest.param("Hale laughed. “The dam leaks again.”", "Hale", id="gesture"),
    pytest.param(
        "Hale is not convinced. “The dam leaks again.”", "Hale", id="an attitude"
    ),
    pytest.param("Hale was blunt. “The dam leaks again.”", "Hale", id="adjective"),
    pytest.param(
        "Its director, Colm Byrne, is blunt. “The dam leaks again.”",
        "Its director, Colm Byrne",
        id="with a description",
    ),
    pytest.param("She laughed. “The dam leaks again.”", "She", id="pronoun"),
    pytest.param(
        "Hale left in May. “I have stopped asking.”", "Hale", id="in the first person"
    ),
]
NOT_LED_IN = [
    pytest.param("Hale left in May. “The dam leaks again.”", id="a fact"),
    pytest.param("Hale laughs. “He has stopped asking.”", id="a third person"),
    pytest.param("Hale laughs.\n\n“I have stopped asking.”", id="paragraph before"),
    pytest.param("Hale was arrested. “I have stopped asking.”", id="passive"),
    pytest.param("It rained. “I have stopped asking.”", id="no person"),
]


@pytest.mark.parametrize(("text", "speaker"), LED_IN)
def test_led_in(text: str, speaker: str) -> None:
    """The subject of a lead-in sentence is the speaker, not the last one."""
    here = context("The council said it had failed. " + text, tagger=False)
    (found,) = continuations(here)
    assert found.continues is None
    assert found.implied is not None
    assert texts(here, [found.implied.span]) == (speaker,)


@pytest.mark.parametrize("text", NOT_LED_IN)
def test_not_led_in(text: str) -> None:
    """Without a lead-in sentence the quotation continues the last attribution."""
    here = context("The council said it had failed. " + text, tagger=False)
    (found,) = continuations(here)
    assert found.continues == 0


def test_the_last_speaker_continues_after_a_gesture() -> None:
    """A lead-in sentence about the last speaker continues the attribution."""
    here = context(
        "“The dam is safe,” Hale said. Hale laughs. “I have stopped asking.”",
        tagger=False,
    )
    assert [candidate.continues for candidate in continuations(here)] == [0]


QUOTING = (
    "Roe/NNP>2:nsubj said=say/VBD>0:root it/PRP>4:nsubj fell=fall/VBD>2:ccomp "
    "./.>2:punct",
    "[Person Hale/NNP>2:nsubj ] laughs=laugh/VBZ>0:root at/IN>5:case {0}/``>5:punct "
    "stones=stone/NNS>2:obl {0}/''>5:punct ./.>2:punct",
    '"/``>3:punct I/PRP>3:nsubj stopped=stop/VBD>0:root asking=ask/VBG>3:xcomp '
    "them=they/PRP>4:obj ./.>3:punct \"/''>3:punct",
)
SIGNS = [
    pytest.param("-", None, id="no quotation"),
    pytest.param('"', 0, id="a quotation"),
]


@pytest.mark.parametrize(("sign", "continues"), SIGNS)
def test_a_sentence_with_a_quotation(sign: str, continues: int | None) -> None:
    """A sentence that contains a quotation is no lead-in."""
    rows = [Row.read(row.format(sign)) for row in QUOTING]
    here = parsed(" ".join(row.text for row in rows), rows)
    (*_, found) = continuations(here)
    assert found.continues == continues
