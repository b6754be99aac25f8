"""Quotations without a cue: who goes on speaking, and what is no speech at all."""

import pytest

from service.attribution.candidates import Candidate
from service.attribution.context import Context
from service.attribution.linking.continuation import continue_quotations
from tests.support.builders import candidates_of, texts
from tests.support.treebank import context


def turns(here: Context) -> list[Candidate]:
    """Return the candidates that this stage adds."""
    candidates = candidates_of(here)
    return list(continue_quotations(here, candidates)[len(candidates) :])


CONTINUED = [
    pytest.param(
        "“The dam is safe,” Hale said.\n\n“We have checked it twice.”",
        "“We have checked it twice.”",
        id="next paragraph",
    ),
    pytest.param(
        "“The dam is safe,” Hale said.\n\n“We have checked it. It will hold.”",
        "“We have checked it. It will hold.”",
        id="two sentences",
    ),
    pytest.param(
        "“The dam is safe,” Hale said.\n\n“We have checked it twice”",
        "“We have checked it twice”",
        id="a whole paragraph without a full stop",
    ),
    pytest.param(
        "Hale said: “The dam is safe.\n\n“We have checked it twice.”",
        "“We have checked it twice.”",
        id="reopened",
    ),
    pytest.param(
        "Hale said: “The dam is safe.\n\n“It will hold.”",
        "“It will hold.”",
        id="reopened for three words",
    ),
    pytest.param(
        "“The dam is safe,” Hale said.\n\nIt rained.\n\n“We have checked it twice.”",
        "“We have checked it twice.”",
        id="a paragraph between",
    ),
    pytest.param(
        "“The dam is safe,” Hale said. It rained. “We have checked it twice.”",
        "“We have checked it twice.”",
        id="a sentence between",
    ),
    pytest.param(
        "“The dam is safe,” Hale said.\n\n“We have checked it twice",
        "“We have checked it twice",
        id="unclosed",
    ),
]


@pytest.mark.parametrize(("text", "quotation"), CONTINUED)
def test_continued(text: str, quotation: str) -> None:
    """A quotation that stands as a sentence goes on from the last attribution."""
    here = context(text, tagger=False)
    (found,) = turns(here)
    assert texts(here, found.content) == (quotation,)
    assert (found.continues, found.cue, found.source) == (0, None, None)


def test_a_chain_of_paragraphs() -> None:
    """A third paragraph goes on from the second."""
    here = context(
        "“The dam is safe,” Hale said.\n\n“We have checked it twice.”\n\n"
        "“We have checked it. It will hold.”",
        tagger=False,
    )
    assert [candidate.continues for candidate in turns(here)] == [0, 1]


REFUSED = [
    pytest.param(
        "“The dam is safe,” Hale said.\n\nThey left the “perfectly safe old dam”.",
        id="scare quotes",
    ),
    pytest.param("“The dam is safe,” Hale said.\n\n“The Dam”", id="title"),
    pytest.param(
        "“The dam is safe,” Hale said.\n\nRoe wrote “The Long and Dark Rain” in 1990.",
        id="title of a work",
    ),
    pytest.param(
        "“The dam is safe,” Hale said."
        + "\n\nIt rained." * 5
        + "\n\n“We have checked it twice.”",
        id="too far away",
    ),
    pytest.param("It rained.\n\n“We have checked it twice.”", id="nobody before"),
    pytest.param(
        "“The dam is safe,” Hale said.\n\n“The long dark rain” is a film.",
        id="a title at the start of a paragraph",
    ),
    pytest.param("“We have checked it twice.”", id="nobody at all"),
    pytest.param("“He asked: ‘Is this dam safe?’,” Hale said.", id="nested"),
]


@pytest.mark.parametrize("text", REFUSED)
def test_refused(text: str) -> None:
    """Titles, scare quotes and quotations far from any speaker are left alone."""
    assert turns(context(text, tagger=False)) == []


def test_the_sentence_before_names_the_speaker() -> None:
    """Without an attribution before it, the person of the sentence before speaks."""
    here = context("Ann Hale smiled.\n\n“We have checked it twice.”", tagger=False)
    (found,) = turns(here)
    assert found.continues is None
    assert found.implied is not None
    assert texts(here, [found.implied.span]) == ("Ann Hale",)


def test_the_outlet_goes_on() -> None:
    """What goes on from a quotation came through the same outlet."""
    here = context(
        "“The dam is safe,” Hale said.\n\n“We have checked it twice.”", tagger=False
    )
    (said,) = candidates_of(here)
    told = Candidate(content=said.content, cue_span=said.cue_span, outlet="CNN")
    assert [d.outlet for d in continue_quotations(here, (told,))] == ["CNN", "CNN"]


def test_the_outermost_attribution_goes_on() -> None:
    """What is nested does not go on; the speaker round it does."""
    here = context(
        "Hale said Roe claimed it was safe.\n\n“We have checked it twice.”",
        tagger=False,
    )
    candidates = candidates_of(here)
    assert len(candidates) == 2
    outer = max(range(2), key=lambda i: candidates[i].end - candidates[i].start)
    assert [d.continues for d in turns(here)] == [outer]


def test_nouns_do_not_go_on() -> None:
    """A claim that was mentioned does not take the floor."""
    here = context(
        "“The dam is safe,” Hale said.\n\nRoe denied Hale's claim that the dam was "
        "safe.\n\n“We have checked it twice.”",
        tagger=False,
    )
    candidates = candidates_of(here)
    (found,) = turns(here)
    last = candidates[found.continues or 0].cue
    assert last is not None
    assert last.form == "verb"


LED_IN = [
    pytest.param("Hale laughs. “I have stopped asking.”", "Hale", id="present"),
    pytest.param("Hale laughed. “The dam leaks again.”", "Hale", id="gesture"),
    pytest.param("Hale is not convinced. “The dam leaks again.”", "Hale", id="felt"),
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
    pytest.param("Hale laughs. “He has stopped asking.”", id="said of the subject"),
    pytest.param("Hale laughs.\n\n“I have stopped asking.”", id="paragraph before"),
    pytest.param("Hale was arrested. “I have stopped asking.”", id="passive"),
    pytest.param("It rained. “I have stopped asking.”", id="nobody"),
]


@pytest.mark.parametrize(("text", "speaker"), LED_IN)
def test_led_in(text: str, speaker: str) -> None:
    """Whom the sentence before shows speaking speaks, not the last speaker."""
    here = context("The council said it had failed. " + text, tagger=False)
    (found,) = turns(here)
    assert found.continues is None
    assert found.implied is not None
    assert texts(here, [found.implied.span]) == (speaker,)


@pytest.mark.parametrize("text", NOT_LED_IN)
def test_not_led_in(text: str) -> None:
    """A sentence that shows nobody speaking leaves the last speaker the word."""
    here = context("The council said it had failed. " + text, tagger=False)
    (found,) = turns(here)
    assert found.continues == 0


def test_the_last_speaker_goes_on_after_a_gesture() -> None:
    """A sentence about the last speaker does not break the chain."""
    here = context(
        "“The dam is safe,” Hale said. Hale laughs. “I have stopped asking.”",
        tagger=False,
    )
    assert [candidate.continues for candidate in turns(here)] == [0]
