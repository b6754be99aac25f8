"""The format of the word lists."""

import pytest

from service.text.text_lists import read_list

LISTS = ["agencies", "boilerplate", "credits"]


@pytest.mark.parametrize("name", LISTS)
def test_list_is_kept(name: str) -> None:
    """Entries are sorted, trimmed and unique."""
    entries = read_list(name)
    assert entries == tuple(sorted(set(entries)))
    assert entries == tuple(entry.strip() for entry in entries)


@pytest.mark.parametrize("name", ["boilerplate", "credits"])
def test_list_is_in_small_letters(name: str) -> None:
    """Lists that are matched without case are written in lower case."""
    entries = (entry.replace("AGENCY", "") for entry in read_list(name))
    assert all(entry == entry.lower() for entry in entries)
