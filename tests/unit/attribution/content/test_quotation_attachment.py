"""Quotations that no clause of a cue contains, and the cues next to them."""

import pytest

from service.attribution.candidates import Candidate
from service.attribution.content.candidate_table import CandidateTable
from service.attribution.content.quotation_attachment import is_attached
from service.records import Span
from tests.support.builders import context_of, texts
from tests.support.stage_checks import attached, check_attached
from tests.support.treebank import context

AROUND = [
    pytest.param(
        '{"Perhaps,"} she <went on>, {"we were too slow."}',
        id="went on",
        marks=pytest.mark.xfail(
            raises=(AssertionError, LookupError),
            reason="the lexicon has no verb with a particle",
        ),
    ),
    pytest.param(
        '{"The dam is safe,"} Hale <said> after Roe had warned of rain. '
        '{"We have checked it twice."}',
        id="another cue below it",
        marks=pytest.mark.xfail(
            raises=AssertionError, reason="the quotation is attached to the other cue"
        ),
    ),
    pytest.param('{"The dam,"} Hale <said>, {"is safe."}', id="inside a clause"),
    pytest.param(
        '{"The dam is safe,"} Hale <said>. {"We have checked it twice."}',
        id="a sentence more",
    ),
    pytest.param(
        '{"Why?"} he <asked>. {"Nobody has told us anything."}', id="after a question"
    ),
    pytest.param(
        '{"The dam is safe,"} Hale <said>. {"We have checked it. It will hold."}',
        id="two sentences more",
    ),
]


@pytest.mark.parametrize("marked", AROUND)
def test_around_the_cue(marked: str) -> None:
    """Quotations on both sides of a cue are one content in two spans."""
    check_attached(marked)


def test_a_short_sentence_more() -> None:
    """A quoted sentence after the cue is attached, however short it is."""
    check_attached('{"The dam is safe,"} Hale <said>. {"It will hold."}')


NESTED = [
    pytest.param("“He <asked>: {‘Why?’} and left,” Hale said.", id="inner"),
    pytest.param("{“He asked: ‘Why?’ and left,”} Hale <said>.", id="outer"),
]


@pytest.mark.parametrize("marked", NESTED)
def test_a_quotation_in_a_quotation(marked: str) -> None:
    """An inner quotation belongs to a cue in the same outer quotation."""
    check_attached(marked)


def test_a_quotation_after_an_object_and_a_colon() -> None:
    """After a colon the quotation is the content, not the object before it."""
    check_attached('Hale <condemned> the plan: {"It is a gift to the rich."}')


def test_a_quotation_takes_the_place_of_an_object() -> None:
    """After a colon the quotation replaces the object as the content."""
    here = context_of(
        "Hale/NNP>2:nsubj condemned=condemn/VBD>0:root the/DT>4:det plan/NN>2:obj "
        'in/IN>7:case the/DT>7:det town/NN>2:obl :/:>2:punct "/``>2:punct No/UH>2:dep '
        "!/.>2:punct \"/''>2:punct"
    )
    (found,) = attached(here)
    assert texts(here, found.content) == ('"No!"',)
    assert found.frame == "quote"


def test_attached_to_a_candidate_without_a_cue() -> None:
    """A quotation in the content of a candidate without a cue is attached."""
    here = context_of("\"/``>2:punct No/UH>0:root !/.>2:punct \"/''>2:punct")
    quotation = here.quotations[0]
    whole = Candidate(content=(Span(quotation.start, quotation.end),))
    part = Candidate(content=(Span(1, 3),))
    both, one = CandidateTable(here, [part, whole]), CandidateTable(here, [part])
    assert is_attached(here, both.covering(quotation), quotation)
    assert not is_attached(here, one.covering(quotation), quotation)


NOT_ATTACHED = [
    pytest.param("Hale said the dam was safe.\n\n“Why?”", id="another paragraph"),
    pytest.param(
        "Hale said no. The town liked “The Long Rain”.", id="another sentence"
    ),
    pytest.param("“No deal”. Roe said the dam was safe.", id="a full stop outside"),
    pytest.param("Hale said no. She left the “so-called” safe dam.", id="scare quotes"),
]


@pytest.mark.parametrize("text", NOT_ATTACHED)
def test_quotations_without_an_adjacent_cue(text: str) -> None:
    """A quotation with no adjacent cue is not attached."""
    here = context(text, tagger=False)
    quotations = {text[q.start : q.end] for q in here.quotations}
    assert quotations
    assert not quotations & {
        words
        for candidate in attached(here)
        for words in texts(here, candidate.content)
    }


def test_text_order() -> None:
    """Candidates come in the order of their contents."""
    here = context('"The dam is safe," Hale said. "Why?" Roe asked.', tagger=False)
    starts = [candidate.start for candidate in attached(here)]
    assert starts == sorted(starts)
    assert len(starts) == 2
