"""Attributions without a reporting word: labels, signatures, summaries."""

import pytest

from service.attribution.content.verbless import find_verbless
from tests.support.builders import Marked, texts
from tests.support.treebank import context


def check(marked: str) -> None:
    """Compare sources, cues and contents with the marks."""
    wanted = Marked.read(marked)
    here = context(wanted.text)
    candidates = find_verbless(here)
    sources = [candidate.source.span for candidate in candidates if candidate.source]
    assert texts(here, sources) == texts(here, wanted.source)
    assert texts(here, [candidate.cue_span for candidate in candidates]) == texts(
        here, wanted.cue
    )
    contents = [span for candidate in candidates for span in candidate.content]
    assert texts(here, contents) == texts(here, wanted.content)


LABELS = [
    pytest.param(
        "[HALE]<:> {The dam is safe.}\n\n[ROE]<:> {It was not safe.}", id="transcript"
    ),
    pytest.param("[Q]<:> {Is the dam safe?}\n\n[A]<:> {It will hold.}", id="interview"),
    pytest.param('[Ann Hale]<:> {"The dam is safe."}', id="name and quotation"),
    pytest.param('[Mayor Ann Hale]<:> {"The dam is safe."}', id="title"),
    pytest.param(
        "From the desk of [Mayor Ann Hale]<:> {“The dam is safe.”}", id="desk"
    ),
    pytest.param(
        "[The Post]<:> {When was it built?}\n\n[Ann Hale]<:> {It was built in May.}\n\n"
        "[The Post]<:> {Will it hold?}",
        id="a name that comes again",
    ),
    pytest.param(
        "[Question]<:> {Is the dam safe?}\n\n[Answer]<:> {It will hold.}", id="words"
    ),
    pytest.param(
        "It rained.\n\n[Ann Hale]<:> {The dam is safe.}", id="name and sentence"
    ),
]


@pytest.mark.parametrize("marked", LABELS)
def test_labels(marked: str) -> None:
    """A label and a colon name the source of their paragraph."""
    check(marked)


SIGNED = [
    pytest.param('{"The dam is safe."} <-> [Ann Hale]', id="name"),
    pytest.param('{"The dam is safe."} <-> [Ann Hale, mayor of Selby]', id="role"),
    pytest.param("{“The dam is safe.”} <—> [Ann Hale]", id="long dash"),
    pytest.param(
        "{“The dam will never fail.”}\n\n<-> [Ann Hale, engineer, Selby]",
        id="next paragraph",
    ),
    pytest.param("{“The dam is safe”} <-> [Ann Hale] on her report.", id="occasion"),
    pytest.param(
        "{“The dam is safe”} <-> that was the message of [Ann Hale] on Monday.",
        id="summary",
    ),
]


@pytest.mark.parametrize("marked", SIGNED)
def test_signatures(marked: str) -> None:
    """A name after a quotation and a dash is its source."""
    check(marked)


NONE = [
    pytest.param("NOTE: The dam is safe.", id="one label alone"),
    pytest.param("HALE: ...\n\nROE: ...", id="nothing said"),
    pytest.param("“The dam is safe” - ...", id="nothing after the dash"),
    pytest.param("“The dam is safe” - Ann Hale. It rained.", id="another sentence"),
    pytest.param("Ann Hale: The dam is safe.", id="a headline"),
    pytest.param("The plan: It rained.", id="no name"),
    pytest.param("Ann Hale said: “The dam is safe.”", id="with a verb"),
    pytest.param("“The dam is safe” - a lie.", id="no name after the dash"),
    pytest.param("“The dam is safe” - Ann Hale said so.", id="a verb after the dash"),
    pytest.param("“The dam is safe,” Hale said.", id="no dash"),
    pytest.param("“He asked: ‘Why?’ - and left,” Hale said.", id="inside"),
]


@pytest.mark.parametrize("text", NONE)
def test_none(text: str) -> None:
    """Headlines, notes and clauses are neither labels nor signatures."""
    assert find_verbless(context(text)) == ()
