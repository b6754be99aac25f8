"""The noun beside a name says what the name is."""

import pytest

from tests.support.stage_checks import name_of, speaker

KINDS = [
    pytest.param(
        "The regulator, Finanstilsynet, <said> it was safe.",
        "organization",
        id="apposition",
    ),
    pytest.param(
        "Finanstilsynet, the regulator, <said> it was safe.", "organization", id="after"
    ),
    pytest.param(
        "The grid operator Vestkraft <said> it was safe.",
        "organization",
        id="two subjects in the parse",
    ),
    pytest.param(
        "The lender Bankora <said> it was safe.", "organization", id="compound"
    ),
    pytest.param(
        "The lender Bankora failed. Bankora <said> it was safe.",
        "organization",
        id="in another sentence",
    ),
    pytest.param(
        "The operator, Ann Hale, <said> it was safe.", "person", id="a first name"
    ),
    pytest.param(
        "The head of the league, Jens Toft, <said> it was safe.",
        "person",
        id="its head",
    ),
    pytest.param(
        "The company Olsen failed. Nils Olsen left the town. Olsen <said> it was safe.",
        "person",
        id="the full name elsewhere",
    ),
    pytest.param(
        "The company Olsen failed. Director Olsen <said> it was safe.",
        "person",
        id="a person's noun elsewhere",
    ),
    pytest.param(
        "Superintendent of Police Mukta Roe <said> it was safe.",
        "person",
        id="a part of the person's title",
    ),
    pytest.param(
        "At the bank, Olsen <said> it was safe.", "person", id="a place before"
    ),
]


@pytest.mark.parametrize(("marked", "kind"), KINDS)
def test_kinds(marked: str, kind: str) -> None:
    """An organisation's noun overrules the tagger, unless a person has the name."""
    entity = speaker(marked)
    assert entity is not None
    assert entity.type == kind


IT = [
    pytest.param(
        "The regulator, Finanstilsynet, said it was safe. It <declined> to comment. "
        "The town met. Marland Lines left.",
        "Finanstilsynet",
        id="the body before",
    ),
    pytest.param(
        "Finanstilsynet said it was safe. It <declined> to comment. "
        "Marland Lines left.",
        "Finanstilsynet",
        id="a name of unknown kind",
    ),
    pytest.param(
        "It rained. It <declined> to comment. Marland Lines left.",
        None,
        id="nobody before",
    ),
    pytest.param(
        "Tom Roe said it was safe. It <declined> to comment. Marland Lines left.",
        None,
        id="no person",
    ),
]


@pytest.mark.parametrize(("marked", "name"), IT)
def test_it(marked: str, name: str | None) -> None:
    """A body is meant by "it" only once it is named."""
    assert name_of(marked) == name
