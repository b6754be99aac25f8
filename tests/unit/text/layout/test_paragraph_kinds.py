"""The classification of paragraphs."""

import pytest

from service.text.layout.paragraph_kinds import classify_paragraph

BOILERPLATE = [
    "Also read | Ferry strike enters its third week",
    "Read more: Ferry strike enters its third week",
    "READ MORE >> Ferry strike",
    "Read also: Ferry strike",
    "Advertisement",
    "ADVERTISEMENT",
    "Story continues below this ad",
    "More>>",
    "Sign up for our morning newsletter.",
    "Follow us on Telegram",
    "Image: the ferry in dock",
    "The ferry in dock. (Photo: AFP)",
    "The ferry in dock last week. | Photo Credit: Ida Kahn",
    "The ferry in dock (AP Photo/Ida Kahn)",
    "The ferry in dock. Photo by Ida Kahn",
    "Ida Kahn/Getty Images",
    "Ida Kahn / Reuters.",
    "File photo",
    "By Ida Kahn",
    "By IDA KAHN and TOM PRYCE",
    "By Ida Kahn, Associated Press",
    "Copyright 2021 The Harbour Post",
    "* * *",
    "___",
]
BODY = [
    "He said so.",
    "Read the report before you vote, the minister told them.",
    "More than 200 ferries stayed in dock, the board said.",
    "By Monday the ferries were back.",
    "By Monday the strike had ended, Moreno said.",
    "Photographs of the ferry were shown in court on Friday.",
    '"Advertisement is a tax on the unwary," she said.',
    "Follow the money, he said.",
    '"We will not pay"',
    "The board will raise its fees next spring and nobody was surprised by it, though "
    "two members had stayed away from the vote in the year before, as they always do",
]
HEADINGS = [
    "Ferry strike enters its third week",
    "STARPICKS",
    "A LONG WAIT!",
    "Board to raise fees;",
]


@pytest.mark.parametrize("paragraph", BOILERPLATE)
def test_boilerplate(paragraph: str) -> None:
    """Lines of the web page are boilerplate."""
    assert classify_paragraph(paragraph, last=False) == "boilerplate"


@pytest.mark.parametrize("paragraph", BODY)
def test_body(paragraph: str) -> None:
    """A sentence that begins like boilerplate is body."""
    assert classify_paragraph(paragraph, last=False) == "body"


@pytest.mark.parametrize("paragraph", HEADINGS)
def test_heading(paragraph: str) -> None:
    """A short line without a full stop, or in capitals, is a heading."""
    assert classify_paragraph(paragraph, last=False) == "heading"


def test_last_paragraph_is_no_heading() -> None:
    """The last paragraph is never a heading."""
    assert classify_paragraph("He said he would go", last=True) == "body"


def test_credit() -> None:
    """A credit line is a credit even where it would be a heading."""
    assert classify_paragraph("With inputs from agencies", last=False) == "credit"
