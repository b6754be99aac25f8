"""Who answers is not who asked."""

import pytest

from tests.support.stage_checks import name_of

ANSWERS = [
    pytest.param(
        "Tom Roe left the town. Asked by a reporter if the dam would hold, he <said> "
        "it was safe.",
        "Tom Roe",
        id="asked by",
    ),
    pytest.param(
        "Tom Roe left the town. When a host asked him about the dam, he <said> it was "
        "safe.",
        "Tom Roe",
        id="when somebody asked him",
    ),
    pytest.param(
        "Tom Roe left the town. When Jon Bell, a host, asked, he <replied> that it was "
        "safe.",
        "Tom Roe",
        id="when somebody asked",
    ),
    pytest.param(
        "Tom Roe left the town. “Why?” Jon Bell asked. He <replied> that it was safe.",
        "Tom Roe",
        id="the sentence before",
    ),
    pytest.param(
        "“Why?” Ann Hale asked. The detective <replied> that it was safe.",
        "detective",
        id="a description",
    ),
    pytest.param(
        "“Why?” Ann Hale asked. The detective <said> it was safe.",
        "detective",
        id="a description after a question in marks",
    ),
    pytest.param(
        "Tom Roe left the town. When Jon Bell asked for the report, he <said> it was "
        "safe.",
        "Jon Bell",
        id="a wish is no question",
    ),
    pytest.param(
        "Tom Roe left the town. “Why?” Jon Bell asked. He <said> it was safe.",
        "Jon Bell",
        id="goes on without a verb of answering",
    ),
]


@pytest.mark.parametrize(("marked", "name"), ANSWERS)
def test_answers(marked: str, name: str) -> None:
    """A pronoun or description that answers means nobody who asked."""
    assert name_of(marked) == name
