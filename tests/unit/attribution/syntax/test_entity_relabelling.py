"""Labels of names that the noun beside the name corrects."""

import pytest

from tests.support.stage_checks import speaker

LABELS = [
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


@pytest.mark.parametrize(("marked", "kind"), LABELS)
def test_labels(marked: str, kind: str) -> None:
    """A noun of organisations corrects the label, unless a person has the name."""
    entity = speaker(marked)
    assert entity is not None
    assert entity.type == kind
