"""The content of each cue: its clause, with the quotations that it overlaps."""

import pytest

from service.attribution.candidates import Candidate
from service.attribution.content.detect_contents import normalise_spans, with_quotation
from service.records import Span
from tests.support.builders import context_of, texts
from tests.support.stage_checks import check_content, check_row, contents_of
from tests.support.treebank import context

THAT = [
    pytest.param(
        "Spain's El Sur newspaper <reported> on Sunday, citing two officials, "
        "{that the minister had offered to resign}.",
        id="citing officials",
    ),
    pytest.param(
        "Sources close to the talks <told> /Reuters/ on condition of anonymity "
        "{that the deal was dead}.",
        id="on condition of anonymity",
    ),
    pytest.param("Officials <said> {the bridge was safe}.", id="no conjunction"),
    pytest.param("Hale <said> {that the bridge was safe}.", id="that"),
    pytest.param("Hale <asked> {whether the dam would hold}.", id="whether"),
    pytest.param("Hale <asked> {why the dam had failed}.", id="why"),
    pytest.param("Hale <asked> {if the dam would hold}.", id="if"),
    pytest.param("Hale <told> /reporters/ {the dam would hold}.", id="told"),
    pytest.param(
        "Hale <explained> to /the committee/ {that the dam had failed}.", id="to whom"
    ),
    pytest.param("/Reporters/ <were told> {that the dam would hold}.", id="were told"),
    pytest.param(
        "Hale <explained> {what the engineers had found}.", id="free relative"
    ),
    pytest.param("It <was reported> {that the dam had failed}.", id="expletive"),
    pytest.param("Hale <said>: {the dam will hold}.", id="colon"),
    pytest.param(
        "Hale <was quoted as saying> {that the dam was safe}.", id="quoted as"
    ),
]


@pytest.mark.parametrize("marked", THAT)
def test_finite_clauses(marked: str) -> None:
    """A finite clause or question is content, its conjunction included."""
    assert check_content(marked).frame == "that"


INFINITIVES = [
    pytest.param("Hale <promised> {to repair the dam}.", "inf", id="promise"),
    pytest.param("Hale <threatened> {to close the bridge}.", "inf", id="threaten"),
    pytest.param("Hale <wants> {the mayor to resign}.", "inf", id="want"),
    pytest.param("Hale <urged> /residents/ {to leave the town}.", "objinf", id="urge"),
    pytest.param(
        "/Residents/ <were urged> {to leave the town}.", "objinf", id="passive"
    ),
    pytest.param(
        "Hale <appealed> to /residents/ {to stay calm}.", "objinf", id="appeal"
    ),
]


@pytest.mark.parametrize(("marked", "frame"), INFINITIVES)
def test_infinitives(marked: str, frame: str) -> None:
    """An infinitive is content; its agent is the addressee, except after a wish."""
    assert check_content(marked).frame == frame


PHRASES = [
    pytest.param("Hale <called> {the raid a crime}.", "call", id="call"),
    pytest.param("Hale <described> {the raid as a crime}.", "as", id="as"),
    pytest.param(
        "{The raid} <was described> by Hale {as a crime}.", "as", id="as, passive"
    ),
    pytest.param(
        "Hale <accused> {the mayor of theft}.",
        "of",
        id="of",
    ),
    pytest.param("Hale <blamed> {the rain for the flood}.", "of", id="for"),
    pytest.param("Hale <denied> {taking part in the raid}.", "ing", id="gerund"),
    pytest.param("Hale <warned of> {more floods}.", "p", id="warn of"),
    pytest.param("Hale <called for> {an inquiry into the raid}.", "p", id="call for"),
    pytest.param(
        "Hale <called on> /the mayor/ {to resign}.",
        "p",
        id="call on",
        marks=pytest.mark.xfail(
            raises=AssertionError, reason="the parser takes the preposition for a mark"
        ),
    ),
    pytest.param("Hale <condemned> {the raid}.", "np", id="condemn"),
    pytest.param("{The raid} <was condemned> by Hale.", "np", id="condemn, passive"),
]


@pytest.mark.parametrize(("marked", "frame"), PHRASES)
def test_phrases(marked: str, frame: str) -> None:
    """Objects, predicates, gerunds and complements of prepositions are content."""
    assert check_content(marked).frame == frame


BESIDE = [
    pytest.param(
        "{Doctors had warned for years of an outbreak}, the hospital's director, Ivo "
        "Stern, <told> a news conference.",
        id="a director at the end",
        marks=pytest.mark.xfail(
            raises=(AssertionError, LookupError),
            reason="the speaker is read as an apposition",
        ),
    ),
    pytest.param("{The dam is safe}, Hale <said>.", id="after"),
    pytest.param("{The dam}, Hale <said>, {is safe}.", id="inside"),
    pytest.param("As Hale <said>, {the dam is safe}.", id="as she said"),
    pytest.param("<According to> Hale, {the dam is safe}.", id="according to"),
    pytest.param("{The dam is safe}, <according to> Hale.", id="according to, after"),
    pytest.param(
        "{The dam}, <according to> Hale, {is safe}.", id="according to, inside"
    ),
]


@pytest.mark.parametrize("marked", BESIDE)
def test_cues_beside_their_content(marked: str) -> None:
    """A cue before, in or after its content has the rest of the clause."""
    assert check_content(marked).frame in {"beside", "that"}


NOUNS = [
    pytest.param("Hale repeated her <claim> {that the dam was safe}.", id="claim that"),
    pytest.param("Hale repeated her <promise> {to repair the dam}.", id="promise to"),
    pytest.param("Hale joined the <calls for> {an inquiry}.", id="calls for"),
    pytest.param("Hale <is confident> {that the dam will hold}.", id="confident that"),
    pytest.param("Hale <is eager> {to repair the dam}.", id="eager to"),
    pytest.param("Hale <is concerned about> {the dam}.", id="concerned about"),
]


@pytest.mark.parametrize("marked", NOUNS)
def test_nouns_and_adjectives(marked: str) -> None:
    """Nouns and adjectives take clauses and complements as their content."""
    check_content(marked)


QUOTED = [
    pytest.param(
        '{"Is this the end?"} <asked> a banner outside the stadium.',
        id="asked a banner",
        marks=pytest.mark.xfail(
            raises=(AssertionError, LookupError),
            reason="the parser takes the speaker for the object",
        ),
    ),
    pytest.param(
        '{"We had no warning at all,"} baker Lena Orth <said>, wiping flour from '
        "her hands.",
        id="what she did",
    ),
    pytest.param('{"The dam is safe,"} Hale <said>.', id="whole marks"),
    pytest.param('{"The dam,"} Hale <said>, {"is safe."}', id="split"),
    pytest.param('Hale <said> {the dam was "perfectly safe"}.', id="partly quoted"),
    pytest.param(
        'Hale <called> the plan {"a gift to the rich. It must go."}',
        id="a quoted predicate",
    ),
    pytest.param(
        '"They <told> /me/ {that the dam is safe}," Hale said.', id="cut at the marks"
    ),
    pytest.param("Hale <said> {the dam was “perfectly safe”}.", id="curly marks"),
]


@pytest.mark.parametrize("marked", QUOTED)
def test_quotations(marked: str) -> None:
    """A quotation that the clause touches is taken whole; one round the cue cuts it."""
    check_content(marked)


@pytest.mark.xfail(raises=AssertionError, reason="the adjacent clause is taken")
def test_other_clauses_are_no_content() -> None:
    """A clause after a semicolon reports its own object, not the clause before."""
    here = context("Tokyo has accused Seoul of dumping steel; Seoul denies it.")
    cues = [candidate.cue.lemma for candidate in contents_of(here) if candidate.cue]
    assert cues == ["accuse"]


def test_conditions_are_no_content() -> None:
    """The condition on which a source speaks is not part of the content."""
    here = context("Lund, speaking on condition that he not be named, said they lied.")
    cues = [candidate.cue.lemma for candidate in contents_of(here) if candidate.cue]
    assert cues == ["say"]


NEXT_CUE = [
    pytest.param(
        "Officials <said> {the dam was safe}, adding that more rain was coming.",
        id="adding, outer",
    ),
    pytest.param(
        "Officials said the dam was safe, <adding> {that more rain was coming}.",
        id="adding, inner",
    ),
    pytest.param(
        "Officials <said> {the dam was safe} and warned that more rain was coming.",
        id="and warned, outer",
    ),
    pytest.param(
        "Officials said the dam was safe and <warned> {that more rain was coming}.",
        id="and warned, inner",
    ),
]


@pytest.mark.parametrize("marked", NEXT_CUE)
def test_the_next_cue_ends_a_content(marked: str) -> None:
    """The content of "adding that" and "and warned that" is not the first cue's."""
    check_content(marked)


NOTHING = [
    pytest.param("Hale spoke.", id="no complement"),
    pytest.param("Hale promised.", id="promise alone"),
    pytest.param("The report was long.", id="noun alone"),
]


@pytest.mark.parametrize("text", NOTHING)
def test_a_cue_without_content_is_dropped(text: str) -> None:
    """A cue that no frame matches has no candidate."""
    assert contents_of(context(text)) == ()


def test_normalised_spans() -> None:
    """Spans are sorted, trimmed, and merged where no word stands between them."""
    here = context("Officials said the bridge was safe.")
    spans = [Span(22, 25), Span(15, 22), Span(34, 35), Span(0, 10)]
    assert texts(here, normalise_spans(here, spans)) == ("Officials", "the bridge")


def test_spans_without_a_letter_or_digit() -> None:
    """A span without a letter or digit is no content."""
    here = context_of(
        "It/PRP>2:nsubj cost=cost/VBD>0:root $/$>2:obj $/$>2:obj ./.>2:punct"
    )
    at = here.text.index("$")
    assert normalise_spans(here, [Span(at, at + 1)]) == ()


def test_one_more_quotation() -> None:
    """A quotation added to a candidate is a span of its own, marks included."""
    here = context('"The dam is safe," Hale said. "We have checked it twice."')
    candidate = Candidate(content=(Span(0, 18),))
    more = with_quotation(here, candidate, here.quotations[1])
    assert texts(here, more.content) == (
        '"The dam is safe,"',
        '"We have checked it twice."',
    )


AFTER_QUOTATION = [
    pytest.param(
        'Hale/NNP>2:nsubj said=say/VBD>0:root ,/,>5:punct "/``>5:punct Go/VB>2:ccomp '
        ",/,>5:punct \"/''>5:punct and/CC>10:cc he/PRP>10:nsubj left=leave/VBD>5:conj "
        "./.>2:punct",
        'Hale <said>, {"Go,"} and he left.',
        id="a comma in the marks ends the content",
    ),
    pytest.param(
        'Hale/NNP>2:nsubj said=say/VBD>0:root "/``>4:punct '
        "go/VB>2:ccomp \"/''>4:punct and/CC>7:cc leave/VB>4:conj ./.>2:punct",
        'Hale <said> {"go" and leave}.',
        id="without a comma the content continues",
    ),
]


@pytest.mark.parametrize(("row", "marked"), AFTER_QUOTATION)
def test_conjunctions_after_a_quotation(row: str, marked: str) -> None:
    """A comma in the marks and a conjunction end the content at the quotation."""
    check_row(row, marked)
