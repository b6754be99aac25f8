"""Markdown that was left in a text."""

import pytest

from service.text.layout.markdown import blank_markdown
from service.text.reader import read_article

BLANKED = [
    pytest.param("**Rates.** They fell", "  Rates.   They fell", id="bold"),
    pytest.param("a *very* old", "a  very  old", id="italic"),
    pytest.param("> He left", "  He left", id="quoted"),
    pytest.param("## Vote", "   Vote", id="heading"),
    pytest.param("see (https://a.b/c) there", "see                 there", id="link"),
    pytest.param("2 * 3 * 4", "2 * 3 * 4", id="signs"),
    pytest.param(">> ANN: No", ">> ANN: No", id="caption"),
    pytest.param("a_b_c", "a_b_c", id="inside a word"),
]


@pytest.mark.parametrize(("text", "expected"), BLANKED)
def test_blanked(text: str, expected: str) -> None:
    """Marks become blanks; the length stays."""
    assert blank_markdown(text) == expected


def test_block_quotations() -> None:
    """Quoted lines are quotations, but for the signature."""
    text = "> We stay.\n>\n> - Ann Lee\n\nShe left."
    found = read_article(text).block_quotations
    assert [text[slice(*bounds)] for bounds in found] == ["We stay."]


def test_lead_in() -> None:
    """A lead-in in bold type is no part of the sentence after it."""
    text = "**Rates.** They fell.\n\nIt rained."
    kinds = [(p.kind, text[p.start : p.end]) for p in read_article(text).passages]
    assert kinds[1] == ("body", "They fell.")
