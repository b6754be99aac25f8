"""Line breaks inside quotations are spaces to the reading of a check."""

import pytest

from service.checking.broken_lines import join_broken_lines
from service.checking.draft_quotations import find_draft_quotations
from tests.support.check_samples import reading_of


@pytest.mark.parametrize(
    ("text", "joined"),
    [
        ("“We\nwon,” he said.\nThen “a\nb”", "“We won,” he said.\nThen “a b”"),
        ("“We\r\nwon”", "“We  won”"),
        ("„We\nwon“ and «they\nlost»", "„We won“ and «they lost»"),
        ('"We\nwon," he said. "They\nlost."', '"We won," he said. "They lost."'),
        ("“One\ntwo\nthree”", "“One two three”"),
    ],
)
def test_a_break_between_the_marks_is_a_space(text: str, joined: str) -> None:
    """The marks open before the break and close after it; offsets stay."""
    assert join_broken_lines(text) == joined
    assert len(text) == len(joined)


@pytest.mark.parametrize(
    "text",
    [
        "“One goes on.\n“Two ends,” he said.",
        '"One goes on.\n"Two ends," he said.',
        "“One goes on.\n\nTwo ends,” he said.",
        "“One goes on.\n \nTwo ends,” he said.",
        "“We won,” he said.\nHe left. “They lost.”",
        '"We won," he said.\nHe left. "They lost."',
        "“We won, he said.\nHe left.",
        'A rod of 5" stood\nby one of 6".',
    ],
)
def test_other_breaks_stay(text: str) -> None:
    """A blank line, or a mark that opens again, is the border of a paragraph."""
    assert join_broken_lines(text) == text


def test_a_broken_quotation_without_a_record_is_checked() -> None:
    """It counts as one closed quotation."""
    line = (
        "A sign beside the gate of the old harbour said in tall letters for everybody"
    )
    text = f"{line} “we are closed\nfor repairs until spring”, and that was all of it."
    (found,) = find_draft_quotations(text, reading_of(text))

    assert found.words.keys == tuple("we are closed for repairs until spring".split())
