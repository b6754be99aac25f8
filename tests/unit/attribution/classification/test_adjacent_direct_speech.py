"""Direct speech right next to its cue and its source."""

import pytest
from msgspec.structs import replace

from service.attribution.classification.adjacent_direct_speech import (
    is_adjacent_direct_speech,
)
from service.attribution.linking.continuation import continue_quotations
from tests.support.builders import candidates_of, context_of
from tests.support.treebank import context, staged

ADJACENT = [
    pytest.param('"The dam is safe," Hale <said>.', True, id="source, then cue"),
    pytest.param('"The dam is safe," <said> Hale.', True, id="cue, then source"),
    pytest.param('"Leave now!" Hale <shouted>.', True, id="exclamation mark"),
    pytest.param('"The dam," Hale <said>, "is safe."', True, id="on both sides"),
    pytest.param('Hale <said>: "The dam is safe."', True, id="after a colon"),
    pytest.param('Hale <said>, "The dam is safe."', False, id="after a comma"),
    pytest.param("Officials <said> the bridge was safe.", False, id="not quoted"),
    pytest.param('Hale <said> the dam was "perfectly safe".', False, id="mixed"),
    pytest.param('"The dam is safe," <according to> Hale.', False, id="a phrase"),
]
QUOTED = (
    "\"/``>2:punct No/UH>{cue}:ccomp ,/,>2:punct \"/''>2:punct {between}"
    "Hale/NNP>{cue}:nsubj said=say/VBD>0:root"
)
BETWEEN = [
    pytest.param(QUOTED.format(cue=6, between=""), True, id="nothing between"),
    pytest.param(
        QUOTED.format(cue=7, between="then/RB>7:advmod "), False, id="a word between"
    ),
    pytest.param(
        QUOTED.format(cue=6, between="").replace(",/,", ";/:"),
        False,
        id="a semicolon in the marks",
    ),
]


@pytest.mark.parametrize(("marked", "expected"), ADJACENT)
def test_known_verbs(marked: str, *, expected: bool) -> None:
    """Cue and source follow the quotation, or a colon precedes it."""
    _, here, candidate = staged(marked, tagger=False)
    assert is_adjacent_direct_speech(here, candidate) is expected


@pytest.mark.parametrize(("row", "expected"), BETWEEN)
def test_words_between(row: str, *, expected: bool) -> None:
    """Nothing stands between the quotation and its cue or source."""
    here = context_of(row)
    (candidate,) = candidates_of(here)
    assert is_adjacent_direct_speech(here, candidate) is expected


def test_no_cue() -> None:
    """A quotation without a cue has nothing next to it."""
    here = context(
        "“The dam is safe,” Hale said.\n\n“We have checked it twice.”", tagger=False
    )
    *_, continuation = continue_quotations(here, candidates_of(here))
    assert continuation.cue is None
    assert not is_adjacent_direct_speech(here, continuation)


def test_a_second_quotation() -> None:
    """With a second quotation in the content, words may precede cue and source."""
    here = context_of(QUOTED.format(cue=7, between="then/RB>7:advmod "))
    (candidate,) = candidates_of(here)
    both = replace(candidate, content=(*candidate.content, candidate.content[0]))
    assert is_adjacent_direct_speech(here, both)
