"""Names of people that are spellings of one name."""

import pytest

from service.attribution.coref.entities import Name
from service.attribution.coref.joining.name_variants import (
    NamesOfPeople,
    find_name_variants,
)
from tests.support.builders import LEXICON
from tests.support.stage_checks import name_of


def variants_of(*names: str) -> dict[str, str]:
    """Return which name is read for each that is another spelling."""
    mentions = [Name(name, tuple(name.lower().split())) for name in names]
    found = find_name_variants(NamesOfPeople.of(mentions, LEXICON.names))
    return {" ".join(words): name.text for words, name in found.items()}


JOINED = [
    pytest.param(["Ann Forson", "Ann Forso"], {"ann forso": "Ann Forson"}, id="first"),
    pytest.param(
        ["Ann Forso", "Ann Forson", "Ann Forson"],
        {"ann forso": "Ann Forson"},
        id="more frequent",
    ),
    pytest.param(
        ["Ann Forso", "Ann Mary Forson"],
        {"ann forso": "Ann Mary Forson"},
        id="fuller",
    ),
    pytest.param(["A Forson", "Ann Forson"], {"a forson": "Ann Forson"}, id="initial"),
    pytest.param(["Ann Forson", "Forso"], {"forso": "Ann Forson"}, id="surname"),
    pytest.param(
        ["Ann Hale-Forson", "Forson"], {"forson": "Ann Hale-Forson"}, id="part of it"
    ),
    pytest.param(["Ann Forson", "Tom Forso"], {}, id="another given name"),
    pytest.param(["Maria Forson", "Mario Forson"], {}, id="another gender"),
    pytest.param(["Ann Forson", "Tom Forsen", "Forsan"], {}, id="two surnames"),
    pytest.param(["Ann Forson", "Tom Forso", "Forso"], {}, id="a surname itself"),
    pytest.param(["Ann Marten", "Martin"], {}, id="a given name"),
    pytest.param(["Ann Forson", "Ann Forson"], {}, id="one name"),
    pytest.param([], {}, id="no names"),
]


@pytest.mark.parametrize(("names", "read"), JOINED)
def test_find_name_variants(names: list[str], read: dict[str, str]) -> None:
    """The fuller, the more frequent or the first spelling is read for the others."""
    assert variants_of(*names) == read


def test_speaker() -> None:
    """A misspelt name and surname refer to the person of the name."""
    text = "Ann Forson left the town. Ann Forso <said> it was safe."
    assert name_of(text) == "Ann Forson"
    text = "Ann Forson left the town. Forso <said> no dam was safe."
    assert name_of(text) == "Ann Forson"
