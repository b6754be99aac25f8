"""Detection of credit lines, credits at the end of a paragraph, and datelines.

Offsets count the characters of the paragraph that a function takes.
"""

import re
from functools import cache

import msgspec

from service.text.text_lists import agencies, credit_line, function_words

LONGEST_LINE = 160
"""Characters; a longer line is a credit only in parentheses."""

MOST_PLACE_WORDS = 7
"""Words of the longest place in a dateline ("KYOTO, Japan")."""

LEAST_CAPITALS = 3
"""Letters of the shortest place in capitals that is a dateline by itself."""

_MONTH = (
    r"(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)"
    r"(?:uary|ruary|ch|il|e|y|ust|tember|ober|ember)?\.?"
)
_DATE = rf"(?:{_MONTH} \d{{1,2}}|\d{{1,2}} {_MONTH})(?:,? \d{{4}})?"
_PARENTHESES = re.compile(r"\(([^()]{2,400})\)[.\s]*\Z")


class Dateline(msgspec.Struct, frozen=True):
    """The dateline of a paragraph: "KYOTO, July 25 (AFP) - "."""

    end: int
    """Offset at which the body of the paragraph begins."""
    agency: tuple[int, int] | None
    certain: bool
    """Whether it has a date or an agency, not only capitals and a mark."""
    mark: str
    """The separator after it: "-", "--" or ":"; empty where there is none."""


def is_credit_line(line: str) -> bool:
    """Whether a paragraph is only a credit ("Reporting by Ida Kahn")."""
    if match := _PARENTHESES.match(line):
        return _is_credit(match[1])
    return len(line) <= LONGEST_LINE and _is_credit(line)


def _is_credit(text: str) -> bool:
    return bool(credit_line().fullmatch(text.strip(" -.*\n")))


def find_credit_tail(paragraph: str) -> int | None:
    """Return the offset of the credit at the end of a paragraph, or None.

    A credit is in parentheses ("(With inputs from AFP)") or is the name of an agency
    after the last sentence ("... he said. - AFP").
    """
    if match := _PARENTHESES.search(paragraph):
        return match.start() if _is_credit(match[1]) else None
    match = _agency_tail().search(paragraph)
    return match.start("credit") if match else None


@cache
def _agency_tail() -> re.Pattern[str]:
    return re.compile(
        r"(?:[.!?]['\")]*|['\"])\s*"
        rf"(?P<credit>(?:-+\s*|(?<=\s))(?:{agencies()})[.\s]*)\Z"
    )


def find_dateline(paragraph: str) -> Dateline | None:
    """Return the dateline at the start of a normalised paragraph, or None."""
    match = _dateline().match(paragraph)
    if not match:
        return None
    agency = match.span("agency") if match["agency"] else None
    certain = bool(agency or match["date"])
    place = match["place"] or ""
    if not (_is_place(place) if certain else _is_in_capitals(place)):
        return None
    if not match["mark"] and not (agency and match["date"]):
        return None
    return Dateline(match.end(), agency, certain, match["mark"] or "")


@cache
def _dateline() -> re.Pattern[str]:
    return re.compile(
        r"(?P<place>[A-Za-z][^:()\"\n;!?]{1,60}?)??"
        rf"(?:,?\s{{0,4}}(?P<date>{_DATE}))?"
        rf"(?:\s{{0,4}}[(/,]\s{{0,4}}(?P<agency>{agencies()})\s{{0,4}}[)/]?)?"
        r"\s{0,4}(?P<mark>(?<=\s)-{1,2}(?=\s)|(?<=\))-{1,2}|:(?=\s)|(?<=\)))\s{0,4}(?=\S)"
    )


def _is_place(place: str) -> bool:
    words = re.findall(r"[\w.'-]+", place)
    if len(words) > MOST_PLACE_WORDS:
        return False
    if words and words[0].lower() in function_words().no_place:
        return False
    return sum(not word[0].isupper() for word in words) <= len(words) // 2


def _is_in_capitals(place: str) -> bool:
    city = place.partition(",")[0]
    letters = sum(char.isalpha() for char in city)
    return letters >= LEAST_CAPITALS and city.isupper() and _is_place(place)
