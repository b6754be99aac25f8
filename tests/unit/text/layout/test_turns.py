"""Labelled turns, and paragraphs that are cut into several."""

import pytest

from service.text.reader import read_article

TURNS = [
    pytest.param(
        "ANN: No.\n\nBEN: Yes.", [("ANN", ["No."]), ("BEN", ["Yes."])], id="capitals"
    ),
    pytest.param(
        "[00:10] Host: No.\n[00:12] Dr. Ann Lee: Yes.",
        [("Host", ["No."]), ("Dr. Ann Lee", ["Yes."])],
        id="time codes",
    ),
    pytest.param(
        "Mr. Roe (Selby) (Lab): No.\n\nMs. Lee: Yes.",
        [("Mr. Roe (Selby) (Lab)", ["No."]), ("Ms. Lee", ["Yes."])],
        id="brackets",
    ),
    pytest.param(
        "Q   Why?\n\nA. Because.", [("Q", ["Why?"]), ("A", ["Because."])], id="letters"
    ),
    pytest.param(
        "Q: Why? A: Because.\n\nQ: When?",
        [("Q", ["Why?"]), ("A", ["Because."]), ("Q", ["When?"])],
        id="two labels a line",
    ),
    pytest.param(
        ">> ANN: No. >> BEN: Yes.", [("ANN", ["No."]), ("BEN", ["Yes."])], id="captions"
    ),
    pytest.param(
        "ANN: No.\n\nIt fell.\n\n[Crosstalk]\n\nBEN: Yes.",
        [("ANN", ["No.", "It fell."]), ("BEN", ["Yes."])],
        id="later paragraphs",
    ),
    pytest.param("Host\n00:10\nIt rains.", [], id="no labels"),
    pytest.param("LONDON: It rained all day.", [], id="one label is a dateline"),
    pytest.param(
        "A Mill Burns\n\nA Torvik crew came.\n\nA Second Fire", [], id="articles"
    ),
    pytest.param(
        "Q Who came?\n\nA The crew came.",
        [("Q", ["Who came?"]), ("A", ["The crew came."])],
        id="letters without marks",
    ),
    pytest.param("Note: it rains.\n\nSource: a map.", [], id="no speakers"),
]


@pytest.mark.parametrize(("text", "expected"), TURNS)
def test_turns(text: str, expected: list[tuple[str, list[str]]]) -> None:
    """A transcript has turns with a label and one or more paragraphs."""
    turns = read_article(text).turns
    found = [
        (text[slice(*turn.label)], [text[slice(*part)] for part in turn.contents])
        for turn in turns
    ]
    assert found == expected
