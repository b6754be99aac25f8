"""The author of the article as a speaker."""

import pytest

from tests.support.stage_checks import name_of

AUTHOR = [
    pytest.param("We <had reported> that it was safe.", "author", id="we"),
    pytest.param(
        "This reporter <asked> whether it was safe.", "author", id="this reporter"
    ),
    pytest.param(
        "We <had reported> that it was safe. Ann Hale is the editor of a magazine.",
        "Ann Hale",
        id="tagline",
    ),
    pytest.param(
        "Ann Hale left. We <had reported> that it was safe. Ann Hale is the editor of "
        "a magazine.",
        "author",
        id="a person of the article",
    ),
]


@pytest.mark.parametrize(("marked", "name"), AUTHOR)
def test_first_person(marked: str, name: str) -> None:
    """The author is who the last sentence introduces, else "author"."""
    assert name_of(marked) == name
