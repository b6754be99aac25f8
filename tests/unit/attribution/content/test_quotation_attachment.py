"""Quotations that no clause reaches, and the cues that stand beside them."""

import pytest

from service.attribution.candidates import Candidate
from service.attribution.content.detect_contents import find_contents
from service.attribution.content.quotation_attachment import (
    attach_quotations,
    is_attached,
)
from service.attribution.context import Context
from service.attribution.cues.detect_cues import find_cues
from service.records import Span
from tests.support.builders import Marked, candidate_at, context_of, texts
from tests.support.treebank import context, cue_of


def candidates(here: Context) -> tuple[Candidate, ...]:
    """Run the stages up to this one; the parse alone speaks."""
    cues = find_cues(here)
    return attach_quotations(here, cues, find_contents(here, cues))


def check(marked: str) -> Candidate:
    """Compare cue and content with the marks; return the candidate."""
    wanted = Marked.read(marked)
    here = context(wanted.text, tagger=False)
    candidate = candidate_at(candidates(here), cue_of(wanted))
    assert texts(here, candidate.content) == texts(here, wanted.content)
    assert texts(here, [candidate.cue_span]) == texts(here, wanted.cue)
    return candidate


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
    check(marked)


BEFORE = [
    pytest.param('Hale <said>: {"The dam is safe."}', id="colon"),
    pytest.param('Hale <said>, {"The dam is safe."}', id="comma"),
    pytest.param('Hale <said>: {"The dam is safe. It will hold."}', id="two sentences"),
    pytest.param('<According to> Hale: {"The dam is safe."}', id="according to"),
]


@pytest.mark.parametrize("marked", BEFORE)
def test_after_the_cue(marked: str) -> None:
    """A quotation after its cue is the content, whole."""
    check(marked)


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
            raises=AssertionError, reason="the other cue is held to speak last"
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
    check(marked)


def test_a_short_sentence_more() -> None:
    """A whole sentence after the cue goes on, however short it is."""
    check('{"The dam is safe,"} Hale <said>. {"It will hold."}')


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
    """Between two cues the marks decide which one a quotation belongs to."""
    check(marked)


NESTED = [
    pytest.param("“He <asked>: {‘Why?’} and left,” Hale said.", id="inner"),
    pytest.param("{“He asked: ‘Why?’ and left,”} Hale <said>.", id="outer"),
]


@pytest.mark.parametrize("marked", NESTED)
def test_a_quotation_in_a_quotation(marked: str) -> None:
    """An inner quotation belongs to a cue in the same outer quotation."""
    check(marked)


def test_a_noun_phrase_gives_way() -> None:
    """After a colon the quotation is what was said, not the object before it."""
    check('Hale <condemned> the plan: {"It is a gift to the rich."}')


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
    """A comma in the marks leads on to the next cue, any other mark does not."""
    here = context_of(BETWEEN.format(mark=mark))
    quotation = here.quotations[0]
    cues = [
        d.cue.lemma for d in candidates(here) if d.cue and d.start == quotation.start
    ]
    assert cues == [lemma]


def test_a_quotation_takes_the_place_of_an_object() -> None:
    """What follows a colon is said; the object before it is what it is about."""
    here = context_of(
        "Hale/NNP>2:nsubj condemned=condemn/VBD>0:root the/DT>4:det plan/NN>2:obj "
        'in/IN>7:case the/DT>7:det town/NN>2:obl :/:>2:punct "/``>2:punct No/UH>2:dep '
        "!/.>2:punct \"/''>2:punct"
    )
    (found,) = candidates(here)
    assert texts(here, found.content) == ('"No!"',)
    assert found.frame == "quote"


def test_a_quotation_without_a_cue_is_taken() -> None:
    """What another candidate without a cue has is nobody else's."""
    here = context_of("\"/``>2:punct No/UH>0:root !/.>2:punct \"/''>2:punct")
    quotation = here.quotations[0]
    whole = Candidate(content=(Span(quotation.start, quotation.end),))
    part = Candidate(content=(Span(1, 3),))
    assert is_attached(here, [part, whole], quotation)
    assert not is_attached(here, [part], quotation)


NOT_GIVEN = [
    pytest.param("Hale said the dam was safe.\n\n“Why?”", id="another paragraph"),
    pytest.param(
        "Hale said no. The town liked “The Long Rain”.", id="another sentence"
    ),
    pytest.param("“No deal”. Roe said the dam was safe.", id="a full stop outside"),
    pytest.param("Hale said no. She left the “so-called” safe dam.", id="scare quotes"),
]


@pytest.mark.parametrize("text", NOT_GIVEN)
def test_quotations_of_nobody(text: str) -> None:
    """A quotation that nothing binds to a cue stays without one."""
    here = context(text, tagger=False)
    quotations = {text[q.start : q.end] for q in here.quotations}
    assert quotations
    assert not quotations & {
        t for d in candidates(here) for t in texts(here, d.content)
    }


def test_text_order() -> None:
    """Candidates come in the order of their contents."""
    here = context('"The dam is safe," Hale said. "Why?" Roe asked.', tagger=False)
    starts = [candidate.start for candidate in candidates(here)]
    assert starts == sorted(starts)
    assert len(starts) == 2
