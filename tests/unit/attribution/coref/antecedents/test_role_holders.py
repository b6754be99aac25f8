"""The only holder of a role, anywhere in the article."""

import pytest

from tests.support.stage_checks import name_of

HOLDERS = [
    pytest.param(
        "Ann Hale, chief of the Selby Coast Guard, left the town. The Selby Coast "
        "Guard commander <said> it was safe.",
        "Ann Hale",
        id="another noun of leaders",
    ),
    pytest.param(
        "The Selby Coast Guard commander <said> it was safe. Ann Hale, chief of the "
        "Selby Coast Guard, left the town.",
        "Ann Hale",
        id="the name after the role",
    ),
    pytest.param(
        "The Selby Coast Guard commander <said> it was safe.",
        "Selby Coast Guard commander",
        id="nobody",
    ),
    pytest.param(
        "President Ann Hale left the town. The head of state <said> it was safe.",
        "Ann Hale",
        id="head of state",
    ),
]


@pytest.mark.parametrize(("marked", "name"), HOLDERS)
def test_holders(marked: str, name: str) -> None:
    """A role refers to the only person who has it, named before or after."""
    assert name_of(marked) == name
