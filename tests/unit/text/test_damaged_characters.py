"""Characters that an encoding or an escape has replaced by several."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.text.damaged_characters import (
    ZERO_WIDTH,
    DamagedCharacter,
    find_damaged,
    restore,
)

RESTORED = [
    pytest.param(
        "He said &quot;no&quot; twice", 'He said      "no"      twice', id="named"
    ),
    pytest.param("&#8220;No&#8221;, he", "“      No”      , he", id="decimal"),
    pytest.param("a &#x2014; b", "a  —       b", id="hexadecimal"),
    pytest.param("&amp;quot;No", '"         No', id="escaped twice"),
    pytest.param("Low &amp; Sons", "Low &     Sons", id="ampersand"),
    pytest.param("don&#39;t", f"don'{ZERO_WIDTH * 4}t", id="apostrophe reference"),
    pytest.param("donâ€™t", f"don’{ZERO_WIDTH * 2}t", id="apostrophe, cp1252"),
    pytest.param("so â€œno", "so   “no", id="opening mark"),
    pytest.param("noâ€ so", "no”  so", id="closing mark without its last byte"),
    pytest.param("a â€“ b", "a  –  b", id="dash"),
    pytest.param("don‚Äôt", f"don’{ZERO_WIDTH * 2}t", id="Mac Roman"),
    pytest.param("â\u0080\u009cNo", "“  No", id="Latin-1"),
    pytest.param("JosÃ© Luna", f"José{ZERO_WIDTH} Luna", id="letter"),
    pytest.param("Ã¢â‚¬Å“No", "“      No", id="misread twice"),
    pytest.param("it\ufffds so", "it’s so", id="replacement character in a word"),
    pytest.param("\ufffdSo,\ufffd he", "“So,” he", id="replaced marks"),
]


@pytest.mark.parametrize(("text", "expected"), RESTORED)
def test_restored(text: str, expected: str) -> None:
    """Each damaged character is restored in a range of the same length."""
    assert restore(text) == expected
    assert len(expected) == len(text)


@pytest.mark.parametrize(
    "text", ["AT&T; x", "&foo; bar", "“plain” – text’s", "caf\ufffd au", "a & b; c"]
)
def test_untouched(text: str) -> None:
    """Text that only looks damaged stays as it is."""
    assert restore(text) == text


def test_offsets() -> None:
    """A damaged character has the offsets of its whole sequence."""
    assert list(find_damaged("x &quot;y")) == [DamagedCharacter(2, 8, '"')]


@given(st.text(alphabet="â€œ™Ãé&quot;amp#39 \ufffdab"))
def test_length_stays(text: str) -> None:
    """Any text keeps its length."""
    assert len(restore(text)) == len(text)
