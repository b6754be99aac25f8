"""Credit lines, credits at the end of a paragraph, datelines."""

import pytest

from service.text.credits import find_credit_tail, find_dateline, is_credit_line

CREDIT_LINES = [
    "(With inputs from agencies)",
    "(With inputs from PTI and ANI)",
    "With agency inputs",
    "(Reporting by Ida Kahn in Oslo; Editing by Tom Pryce.)",
    "Reporting by Ida Kahn; editing by Tom Pryce",
    "--additional reporting by Ida Kahn.",
    "Ida Kahn contributed to this report.",
    "Ida Kahn and the Associated Press contributed to this report.",
    "Ida Kahn contributed reporting from Bergen.",
    "- Reuters",
    "Reuters.",
    "AFP",
    "AFP/Reuters",
    "(AP)",
    "Agencies",
    "Source: Xinhua",
]
NO_CREDIT_LINES = [
    "Reuters reported on Monday that the port was closed.",
    "AFP staff left the building.",
    "(The ministry declined to comment.)",
    "Reporting by the ministry was late, the auditor said, and " + "much of it " * 20,
    "The report, edited by two ministers, was released.",
    "Agents",
    "",
]


@pytest.mark.parametrize("line", CREDIT_LINES)
def test_credit_line(line: str) -> None:
    """A line that names agencies or reporters and no more is a credit."""
    assert is_credit_line(line)


@pytest.mark.parametrize("line", NO_CREDIT_LINES)
def test_no_credit_line(line: str) -> None:
    """A sentence about an agency or a report is no credit."""
    assert not is_credit_line(line)


TAILS = [
    ("The port is closed, he said. - Reuters", "- Reuters"),
    ('"It is closed," he said. -AFP', "-AFP"),
    ('He called it "a shame." AFP', "AFP"),
    ("It is closed. (Reporting by Ida Kahn)", "(Reporting by Ida Kahn)"),
    ("It is closed. (AP/Reuters).", "(AP/Reuters)."),
    ("It is closed. --Bernama", "--Bernama"),
    ("It is closed (and will stay so).", None),
    ("It is closed, he told Reuters", None),
    ("It is closed. He told the BBC.", None),
    ("Nothing here", None),
]


@pytest.mark.parametrize(("paragraph", "credit"), TAILS)
def test_credit_tail(paragraph: str, credit: str | None) -> None:
    """An agency after the last full stop is found with its dash or parentheses."""
    start = find_credit_tail(paragraph)
    assert (None if start is None else paragraph[start:]) == credit


DATELINES = [
    ("NEW YORK (AP) - The mayor", "NEW YORK (AP) - ", "AP", True),
    (
        "YANGON, July 25 (Reuters): The junta",
        "YANGON, July 25 (Reuters): ",
        "Reuters",
        True,
    ),
    ("NEWPORT NEWS, Va. - In a year", "NEWPORT NEWS, Va. - ", None, False),
    ("Mexico City (AFP) - It rained", "Mexico City (AFP) - ", "AFP", True),
    ("afrol News, 26 June - Four", "afrol News, 26 June - ", None, True),
    (
        "BEIJING, Sept. 3 (Xinhua) -- China",
        "BEIJING, Sept. 3 (Xinhua) -- ",
        "Xinhua",
        True,
    ),
    (
        "BEIJING, Sept. 3 (Xinhua) China said",
        "BEIJING, Sept. 3 (Xinhua) ",
        "Xinhua",
        True,
    ),
    ("(Reuters) - The bank", "(Reuters) - ", "Reuters", True),
    ("PETALING JAYA: An investor", "PETALING JAYA: ", None, False),
    (
        "Ankara/Istanbul, 3 May (Anadolu Agency) - The",
        "Ankara/Istanbul, 3 May (Anadolu Agency) - ",
        "Anadolu Agency",
        True,
    ),
]
NO_DATELINES = [
    "On Monday, 26 June - the day of the vote - it rained.",
    "The mayor - a lawyer by training - resigned.",
    "Q: What will you do?",
    "Moreno: I never said that.",
    "US: no comment",
    "NEW YORK is large.",
    "The news agency (AFP) said so.",
    '"KYOTO - yes," he said.',
    "",
]


@pytest.mark.parametrize(("paragraph", "head", "agency", "certain"), DATELINES)
def test_dateline(
    paragraph: str, head: str, agency: str | None, *, certain: bool
) -> None:
    """Place, date, agency and mark at the top of a paragraph are its dateline."""
    dateline = find_dateline(paragraph)
    assert dateline is not None
    assert paragraph[: dateline.end] == head
    span = dateline.agency
    assert (paragraph[span[0] : span[1]] if span else None) == agency
    assert dateline.certain is certain


@pytest.mark.parametrize("paragraph", NO_DATELINES)
def test_no_dateline(paragraph: str) -> None:
    """Speaker labels and sentences with a dash have no dateline."""
    assert find_dateline(paragraph) is None
