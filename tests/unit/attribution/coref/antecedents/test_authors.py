"""Authors of statements, letters and posts."""

import pytest

from tests.support.stage_checks import name_of, speaker

AUTHORS = [
    pytest.param(
        "The Selby Water Board issued a statement on Monday. The statement <said> it "
        "was safe.",
        "Selby Water Board",
        id="issued before",
    ),
    pytest.param(
        "A press release from the Selby Water Board <said> it was safe.",
        "Selby Water Board",
        id="from",
    ),
    pytest.param(
        "A letter signed by Ann Hale <said> it was safe.", "Ann Hale", id="signed by"
    ),
    pytest.param(
        "The Selby Water Board issued a statement on Monday. The board statement "
        "<said> it was safe.",
        "Selby Water Board",
        id="a body before the noun",
    ),
    pytest.param("The statement <said> it was safe.", "statement", id="nobody's"),
    pytest.param(
        "A statement issued by Ann Hale arrived."
        + " It rained." * 8
        + " The statement <said> it was safe.",
        "Ann Hale",
        id="far before",
    ),
    pytest.param(
        "A statement issued by Ann Hale arrived. The statement said it was safe. It "
        "<said> the bridge was old.",
        "Ann Hale",
        id="it after the statement",
    ),
    pytest.param(
        "A Twitter post <said> it was safe.", "Twitter post", id="a medium's name"
    ),
]


@pytest.mark.parametrize(("marked", "name"), AUTHORS)
def test_authors(marked: str, name: str) -> None:
    """A statement, letter or post is its author's where the article names him."""
    assert name_of(marked) == name


def test_type() -> None:
    """The type is the author's too."""
    entity = speaker("A press release from the Selby Water Board <said> it was safe.")
    assert entity is not None
    assert entity.type == "organization"
