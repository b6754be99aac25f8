"""Labels before a turn of an interview."""

import pytest

from service.attribution.coref.antecedents.transcript_labels import (
    is_question_label,
    is_transcript_label,
)
from service.attribution.syntax.noun_phrases import noun_phrase
from tests.support.builders import context_of
from tests.support.stage_checks import name_of, state_in

LABELS = [
    pytest.param(
        "“The dam is safe.” <-> Ann Hale, mayor of Selby", "Ann Hale", id="signature"
    ),
    pytest.param("Mayor Ann Hale<:> “The dam is safe.”", "Ann Hale", id="with a title"),
    pytest.param("It rained.\n\nAnn Hale<:> The dam is safe.", "Ann Hale", id="name"),
    pytest.param(
        "Ann Hale smiled.\n\nHALE<:> The dam is safe.\n\nROE: It was not safe.",
        "Ann Hale",
        id="capitals",
    ),
    pytest.param(
        "Ann Hale smiled.\n\nHALE: The dam is safe.\n\nROE<:> It was not safe.",
        "ROE",
        id="no such person",
    ),
    pytest.param(
        "Ann Hale smiled.\n\nQ: Is the dam safe?\n\nA<:> It will hold.",
        "Ann Hale",
        id="A for answer",
    ),
    pytest.param(
        "Ann Hale smiled.\n\nQ. Is the dam safe?\n\nA<.> It will hold.",
        "Ann Hale",
        id="A and a full stop",
    ),
    pytest.param(
        "Ann Hale smiled.\n\nQ<.> Is the dam safe?\n\nA. It will hold.",
        None,
        id="the interviewer has no name",
    ),
]


@pytest.mark.parametrize(("marked", "name"), LABELS)
def test_labels(marked: str, name: str | None) -> None:
    """A label is the person who has that name; "A" is the person mentioned most."""
    assert name_of(marked) == name


KINDS = [
    pytest.param("ROE/NNP>0:root :/:>1:punct", (False, True), id="capitals"),
    pytest.param("Roe/NNP>0:root :/:>1:punct", (False, False), id="a name"),
    pytest.param("ROE/NNP>0:root ,/,>1:punct", (False, False), id="no colon"),
    pytest.param("Q/NN>0:root :/:>1:punct", (True, True), id="Q"),
    pytest.param("Question/NN>0:root :/:>1:punct", (True, False), id="Question"),
]


@pytest.mark.parametrize(("row", "expected"), KINDS)
def test_kinds(row: str, expected: tuple[bool, bool]) -> None:
    """A label is in capitals before a colon; "Q" and "Question" are the interviewer."""
    state = state_in(context_of(row))
    source = noun_phrase(state.context.trees[0], 0)
    assert (
        is_question_label(state, source),
        is_transcript_label(state, source),
    ) == expected
