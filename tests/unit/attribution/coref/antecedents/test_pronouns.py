"""Antecedents of pronouns."""

import pytest

from service.attribution.coref.antecedents.pronouns import (
    is_pronoun,
    narrative_pronouns,
    resolve_narrative_pronoun,
)
from tests.support.builders import context_of
from tests.support.stage_checks import coref_state, name_of
from tests.support.treebank import context

PRONOUNS = [
    pytest.param(
        "“It was cold,” she <said> at the shelter. Ann Hale lost her house.",
        "Ann Hale",
        id="a name in the next sentence",
    ),
    pytest.param(
        "Ann Hale opened the dam. She <said> it was safe.", "Ann Hale", id="she"
    ),
    pytest.param("Tom Roe left. He <said> it was safe.", "Tom Roe", id="he"),
    pytest.param(
        "Ann Hale met Tom Roe. She <said> it was safe.", "Ann Hale", id="her, not him"
    ),
    pytest.param(
        "Ann Hale met Tom Roe. He <said> it was safe.", "Tom Roe", id="him, not her"
    ),
    pytest.param(
        "The World Bank paid. It <said> the dam was safe.", "World Bank", id="it"
    ),
    pytest.param(
        "The World Bank paid. They <said> the dam was safe.", "World Bank", id="they"
    ),
    pytest.param(
        "Residents left the town. They <said> the dam was safe.",
        "Residents",
        id="group",
    ),
    pytest.param(
        "Ann Hale and Tom Roe left. They <said> the dam was safe.",
        "Ann Hale and Tom Roe",
        id="a couple",
    ),
    pytest.param(
        "When she <said> it was safe, Ann Hale smiled.",
        "Ann Hale",
        id="before the name",
    ),
    pytest.param("She <said> it was safe.", None, id="no antecedent"),
    pytest.param("I <said> it was safe.", "author", id="the writer"),
    pytest.param(
        "Ann Hale spoke of Tom Roe. She met Roe. He <said> it was safe.",
        "Tom Roe",
        id="the nearest that agrees",
    ),
    pytest.param(
        "A source left the town. They <said> it was safe.",
        "source",
        id="they, of one source",
    ),
    pytest.param(
        "Jon Bell said the dam was safe. It rained. Tom Roe built half of it, he "
        "<said>.",
        "Jon Bell",
        id="not the person named in the content",
    ),
    pytest.param(
        "Tom Roe built half of it, he <said>.",
        "Tom Roe",
        id="the person named in the content if alone",
    ),
    pytest.param(
        "The web site said it was safe. It <said> no dam was safe.",
        "web site",
        id="it, of an unknown type",
    ),
    pytest.param(
        "Speaker You Si-kun left the town. You <said> it was safe.",
        "You Si-kun",
        id="a surname that is a pronoun too",
    ),
]


@pytest.mark.parametrize(("marked", "name"), PRONOUNS)
def test_pronouns(marked: str, name: str | None) -> None:
    """The antecedent is the most salient entity that agrees in gender and number."""
    assert name_of(marked) == name


IT = [
    pytest.param(
        "The regulator, Finanstilsynet, said it was safe. It <declined> to comment. "
        "The town met. Marland Lines left.",
        "Finanstilsynet",
        id="the organisation before",
    ),
    pytest.param(
        "Finanstilsynet said it was safe. It <declined> to comment. "
        "Marland Lines left.",
        "Finanstilsynet",
        id="a name of unknown type",
    ),
    pytest.param(
        "It rained. It <declined> to comment. Marland Lines left.",
        None,
        id="no entity before",
    ),
    pytest.param(
        "Tom Roe said it was safe. It <declined> to comment. Marland Lines left.",
        None,
        id="a person before",
    ),
]


@pytest.mark.parametrize(("marked", "name"), IT)
def test_it(marked: str, name: str | None) -> None:
    """The pronoun "it" refers to an organisation that was named before."""
    assert name_of(marked) == name


WORDS = [
    pytest.param("he/PRP>2:nsubj left=leave/VBD>0:root", True, id="tagged as one"),
    pytest.param("He/NNP>2:nsubj left=leave/VBD>0:root", True, id="tagged as a name"),
    pytest.param(
        "He/NNP>3:nsubj Qinghua/NNP>1:flat left=leave/VBD>0:root",
        False,
        id="a surname",
    ),
    pytest.param("men=man/NNS>2:nsubj left=leave/VBD>0:root", False, id="a noun"),
]


@pytest.mark.parametrize(("row", "expected"), WORDS)
def test_is_pronoun(row: str, expected: bool) -> None:  # noqa: FBT001
    """A word is a pronoun by its tag or its form, unless it begins a name."""
    (tree,) = context_of(row).trees
    assert is_pronoun(tree, 0) is expected


def test_narrative_pronouns() -> None:
    """Pronouns with a gender are found outside quotations only."""
    here = context(
        "Tom Roe left. “He told me that the dam is safe,” Ann Hale said. He said it "
        "was safe."
    )
    found = [(tree.index, position) for tree, position in narrative_pronouns(here)]
    assert found == [(2, 0)]


def test_resolve_narrative_pronoun() -> None:
    """A pronoun of the narrative is a mention of its antecedent."""
    state = coref_state("Ann Hale met Tom Roe. She met Roe.")
    ann, *_ = state.entity_index.entities
    found = resolve_narrative_pronoun(state, state.context.trees[1], 0)
    assert found is not None
    assert found.entity is ann
    assert [mention.offset for mention in found.mentions] == [22]
