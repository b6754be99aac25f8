"""Speech without marks and labels."""

import pytest

from service.text.reader import read_article

INTERVIEW = "Ann Lee bakes.\n\nWhy?\n\nI like it.\n\nSince when?\n\nWe began in May."

MONOLOGUES = [
    pytest.param(INTERVIEW, [["I like it."], ["We began in May."]], id="interview"),
    pytest.param(
        INTERVIEW.replace("I like", "They like").replace("We began", "It began"),
        [],
        id="no first person",
    ),
    pytest.param(INTERVIEW.replace("Since when?", "Since May."), [], id="one question"),
    pytest.param(
        "Ann Lee spoke. The full text of her speech:\n\nI am here.\n\nWe will stay.",
        [["I am here.", "We will stay."]],
        id="speech",
    ),
    pytest.param(
        'The full text of her speech:\n\n"I am here."\n\n"We will stay."',
        [],
        id="speech with marks",
    ),
]


@pytest.mark.parametrize(("text", "expected"), MONOLOGUES)
def test_monologues(text: str, expected: list[list[str]]) -> None:
    """Answers stand between questions, a speech after its introduction."""
    found = read_article(text).monologues
    assert [[text[slice(*bounds)] for bounds in one] for one in found] == expected
