"""Quotations without a cue: whose words they continue, and which are no speech."""

import pytest

from tests.support.builders import candidates_of, context_of, texts
from tests.support.stage_checks import continuations
from tests.support.treebank import context

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
    """A quotation that stands as a sentence continues the last attribution."""
    here = context(text, tagger=False)
    (found,) = continuations(here)
    assert texts(here, found.content) == (quotation,)
    assert (found.continues, found.cue, found.source) == (0, None, None)


def test_a_chain_of_paragraphs() -> None:
    """A third paragraph continues the second."""
    here = context(
        "“The dam is safe,” Hale said.\n\n“We have checked it twice.”\n\n"
        "“We have checked it. It will hold.”",
        tagger=False,
    )
    assert [candidate.continues for candidate in continuations(here)] == [0, 1]


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
    """Titles, scare quotes and quotations far from any attribution are left out."""
    assert continuations(context(text, tagger=False)) == []


def test_the_sentence_before_names_the_speaker() -> None:
    """Without an attribution before it, the subject of the sentence before speaks."""
    here = context("Ann Hale smiled.\n\n“We have checked it twice.”", tagger=False)
    (found,) = continuations(here)
    assert found.continues is None
    assert found.implied is not None
    assert texts(here, [found.implied.span]) == ("Ann Hale",)


def test_the_outermost_attribution_is_continued() -> None:
    """A quotation continues the outermost attribution, not a nested one."""
    here = context(
        "Hale said Roe claimed it was safe.\n\n“We have checked it twice.”",
        tagger=False,
    )
    candidates = candidates_of(here)
    assert len(candidates) == 2
    outer = max(range(2), key=lambda i: candidates[i].end - candidates[i].start)
    assert [candidate.continues for candidate in continuations(here)] == [outer]


def test_nouns_are_not_continued() -> None:
    """An attribution whose cue is a noun is not continued."""
    here = context_of(
        "Roe/NNP>2:nsubj said=say/VBD>0:root it/PRP>4:nsubj fell=fall/VBD>2:ccomp",
        "The/DT>2:det claim/NN>6:nsubj that/IN>5:mark it/PRP>5:nsubj "
        "leaked=leak/VBD>2:acl grew=grow/VBD>0:root",
        '"/``>3:punct We/PRP>3:nsubj checked=check/VBD>0:root it/PRP>3:obj '
        "twice/RB>3:advmod ./.>3:punct \"/''>3:punct",
    )
    lemmas = [c.cue.lemma for c in candidates_of(here) if c.cue]
    (found,) = continuations(here)
    assert lemmas == ["say", "claim"]
    assert found.continues == 0
