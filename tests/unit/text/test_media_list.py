"""The list of the world's news media."""

from collections import Counter

import pytest

from service.text.lexicon_table import read_table
from service.text.media_list import MediaList, agency_names, fold_name

MEDIA = MediaList.load()
KINDS = {
    *("agency", "broadcaster", "magazine", "newspaper", "platform"),
    *("programme", "publication", "site", "station"),
}
LEAST = 5_000
"""Media that the list has at least."""

FOUND = [
    pytest.param("AFP", "AFP", False, id="an agency"),
    pytest.param("Agence France-Presse", "Agence France-Presse", False, id="its name"),
    pytest.param("the New York Times", "New York Times", False, id="an article"),
    pytest.param("Guardian", "The Guardian", False, id="an article of one word"),
    pytest.param("El Pais", "El País", False, id="no accents"),
    pytest.param("NEWSWEEK", "Newsweek", False, id="in capitals"),
    pytest.param("Time", "Time", True, id="another meaning"),
    pytest.param("Time magazine", "Time", False, id="a noun for media"),
    pytest.param("WHO", "WHO", True, id="a call sign"),
]


@pytest.mark.parametrize(("name", "reported", "ambiguous"), FOUND)
def test_found(name: str, reported: str, ambiguous: bool) -> None:  # noqa: FBT001
    """A medium is found by each name, and told whether the name has other meanings."""
    medium = MEDIA.find(name)
    assert medium is not None
    assert (medium.name, medium.ambiguous) == (reported, ambiguous)


@pytest.mark.parametrize("name", ["Selby Dial", "time", "Who", "", "the"])
def test_not_found(name: str) -> None:
    """Other names, common nouns and words in other capitals are no media."""
    assert MEDIA.find(name) is None


def test_one_medium() -> None:
    """All names of a medium lead to one main name, with its kind and country."""
    names = ("AP", "Associated Press")
    found = [MEDIA.find(name) for name in names]
    assert {(m and m.medium, m and m.kind, m and m.country) for m in found} == {
        ("AP", "agency", "US")
    }


def test_table() -> None:
    """The list has thousands of media, known kinds, and codes of countries."""
    rows = read_table("outlets").values()
    assert len(rows) > LEAST
    assert {row["kind"] for row in rows} == KINDS
    assert {len(row["country"]) for row in rows} == {0, 2}


def test_each_name_once() -> None:
    """No name stands for two media."""
    seen: Counter[str] = Counter()
    for name, row in read_table("outlets").items():
        others = [n for n in row["others"].split("; ") if n]
        ambiguous = [n for n in row["ambiguous"].split("; ") if n and n != name]
        seen.update(fold_name(n) for n in (name, *others, *ambiguous))
    assert [name for name, number in seen.items() if number > 1] == []


def test_agencies() -> None:
    """Datelines name agencies and initials of other media, but no call signs."""
    names = set(agency_names())
    assert {"AFP", "PA", "BBC", "CNN", "Kyodo News"} <= names
    assert names.isdisjoint({"WABC", "Time", "The Guardian"})
