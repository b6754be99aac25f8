"""Paragraph borders."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.text.layout.paragraphs import find_paragraphs
from service.text.normalise import normalise

LONG = (
    "The harbour board will raise its fees next spring, said its chair, Ada Moreno, "
    "who has led it for nine years."
)
LONGER = LONG + " Nobody objected, which surprised her."

WRAPPED = """\
The harbour board will raise its fees
next spring, said its chair, Ada
Moreno, who has led it for nine years.
Nobody objected.
The vote was close in the year before
that, when two members stayed away
from it."""

INDENTED = """\
The harbour board will raise its fees
next spring, and nobody on the quay was
surprised by it, as Ada Moreno had said.
   The vote was close in the year before
that, when two members stayed away from."""

CASES = [
    ("blank lines", "One.\n\nTwo.\n \t\nThree.", ["One.", "Two.", "Three."]),
    ("margins", "\n\n  One. \n\n\n Two.  \n", ["One.", "Two."]),
    ("windows", "One.\r\n\r\nTwo.\r\nThree.", ["One.", "Two.", "Three."]),
    ("single newlines", f"{LONG}\n{LONGER}\nShort.", [LONG, LONGER, "Short."]),
    ("short sentences", "He said it.\nShe left.", ["He said it.", "She left."]),
    ("wrapped in mid-sentence", "We met and\nthen left.", ["We met and\nthen left."]),
    ("list", "Prices:\nTea 2\nMilk 1.20", ["Prices:", "Tea 2", "Milk 1.20"]),
    (
        "wrapped, with a paragraph that ends early",
        WRAPPED,
        [WRAPPED[: WRAPPED.index("\nThe vote")], WRAPPED[WRAPPED.index("The vote") :]],
    ),
    (
        "wrapped, with an indented paragraph",
        INDENTED,
        [
            INDENTED[: INDENTED.index("\n   The")],
            INDENTED[INDENTED.index("The vote") :],
        ],
    ),
    (
        "wrapped, with blank lines too",
        f"{WRAPPED}\n\n{WRAPPED}",
        [
            *(WRAPPED[: WRAPPED.index("\nThe v")], WRAPPED[WRAPPED.index("The v") :]),
            *(WRAPPED[: WRAPPED.index("\nThe v")], WRAPPED[WRAPPED.index("The v") :]),
        ],
    ),
    ("one long line shows that nothing is wrapped", f"a b\nc d\n{LONG}", None),
    ("nothing", "", []),
    ("only space", " \n \n\t", []),
]


@pytest.mark.parametrize(("name", "text", "expected"), CASES, ids=lambda row: row)
def test_find_paragraphs(name: str, text: str, expected: list[str] | None) -> None:
    """The paragraph boundaries of each kind of text are found."""
    normalised = normalise(text)
    found = [normalised[start:end] for start, end in find_paragraphs(normalised)]
    if expected is None:
        expected = text.split("\n")
    assert [part.replace(" \n", "\n") for part in found] == expected, name


@given(st.text(alphabet="ab. \n\"'é", max_size=300))
def test_paragraphs_tile(text: str) -> None:
    """Paragraphs are in order and disjoint, and only space is outside of them."""
    bounds = find_paragraphs(text)
    rest = list(text)
    last = 0
    for start, end in bounds:
        assert last <= start < end
        assert not text[start].isspace()
        assert not text[end - 1].isspace()
        rest[start:end] = [" "] * (end - start)
        last = end
    assert not "".join(rest).strip()
