"""Labels of speakers before a colon: "HALE:", "Mr. Weil (Eastmoor):", "Q", ">> ANN:".

Offsets count the characters of the paragraph that a function takes.
"""

import re
from functools import cache

import msgspec

from service.text.lexicon_table import column, read_table
from service.text.text_lists import function_words

_TIME = r"\d{1,2}:\d{2}(?::\d{2})?(?:[.,]\d{1,3})?"
_TIME_CODE = rf"(?:[\[(]\s?{_TIME}(?:\s?-+>?\s?{_TIME})?\s?[\])]|{_TIME}(?=\s))"
_CAPTION = r">{2,3}"
_PREFIX = rf"(?:(?:{_TIME_CODE}|{_CAPTION})\s*(?:[-|]\s+)?){{1,3}}"
_WORD = r"[^\W\d_][\w.'&/-]*"
_BRACKETS = r"[(\[][^()\[\]:\n]{1,60}[)\]]"
_NAME = rf"{_WORD}(?:,? (?:{_WORD}|\d{{1,3}}|{_BRACKETS})){{0,11}}"
_LABEL = re.compile(
    rf"\s*(?P<prefix>{_PREFIX})?[\"']?"
    rf"(?:(?P<letter>[QA])(?:[.:]|(?=\s+[A-Z\"'(]))"
    rf"|(?P<name>{_NAME})\s?(?:{_TIME_CODE})?\s?:(?!\d|//))(?:\s+|\Z)"
)
_ALONE = re.compile(rf"(?P<name>{_NAME})(?:\s*:|\s{{1,4}}{_TIME_CODE})\s*\Z")
_PREFIX_ONLY = re.compile(rf"\s*{_PREFIX}(?=\S)")
_LOWER = re.compile(r"(?<![\w'.-])[a-z][\w'-]*")
_CAPITALS = re.compile(r"[^a-z]*[A-Z][A-Z.'-]+[^a-z]*")
_QUESTION_OR_ANSWER = re.compile("[QA]|Question|Answer")
_MOST_WORDS = 8


class Label(msgspec.Struct, frozen=True):
    """A label at the start of a paragraph, at half-open offsets of the paragraph."""

    start: int
    end: int
    content: int
    """Where the words of the speaker begin."""
    text: str
    prefixed: bool
    """Whether a time code or the mark of a caption stands before it."""

    @property
    def key(self) -> str:
        """The label without brackets and letter case, for counts."""
        return re.sub(rf"\s*{_BRACKETS}", "", self.text).strip(" ,.").casefold()

    @property
    def is_letter(self) -> bool:
        """Whether it is "Q" or "A" (or the word for it)."""
        return _QUESTION_OR_ANSWER.fullmatch(self.text) is not None

    @property
    def is_capitalised(self) -> bool:
        """Whether each word outside brackets is capitalised ("Ann Lee (Lab)")."""
        bare = re.sub(_BRACKETS, "", self.text)
        lower = set(_LOWER.findall(bare))
        return (
            lower <= function_words().name_particles
            and len(bare.split()) <= _MOST_WORDS
        )

    @property
    def is_strong(self) -> bool:
        """Whether the label shows by itself that it names a speaker.

        It is in capitals, begins with a title, has a party in brackets after a
        name or stands after a time code.
        """
        if self.is_letter:
            return True
        if not self.is_capitalised:
            return self.is_person
        bare = re.sub(_BRACKETS, "", self.text).strip()
        first = bare.split(" ", 1)[0].rstrip(".").lower()
        titled = first in _titles() and " " in bare
        party = bare != self.text and " " in bare
        return self.prefixed or titled or party or bool(_CAPITALS.fullmatch(bare))

    @property
    def is_person(self) -> bool:
        """Whether it is a noun for a person ("Interviewer", "The host")."""
        return self.key.removeprefix("the ") in _persons()


@cache
def _titles() -> frozenset[str]:
    return frozenset(read_table("titles"))


@cache
def _persons() -> frozenset[str]:
    return frozenset(noun for noun, _ in column(read_table("nouns"), "person"))


def find_label(paragraph: str) -> Label | None:
    """Return the label at the start of a normalised paragraph, or None."""
    match = _LABEL.match(paragraph)
    if match is None:
        return None
    group = "letter" if match["letter"] else "name"
    return Label(
        start=match.start(group),
        end=match.end(group),
        content=match.end(),
        text=match[group],
        prefixed=match["prefix"] is not None,
    )


def find_label_alone(paragraph: str) -> Label | None:
    """Return the label that is all of a paragraph, with a colon or a time code."""
    match = _ALONE.match(paragraph)
    if match is None or len(paragraph) > _LONGEST_ALONE:
        return None
    timed = not paragraph.rstrip().endswith(":")
    return Label(0, match.end("name"), len(paragraph), match["name"], timed)


_LONGEST_ALONE = 80
"""Characters of a paragraph that is only a label."""


def prefix_end(paragraph: str) -> int:
    """Return the end of the time codes and caption marks that begin a paragraph."""
    match = _PREFIX_ONLY.match(paragraph)
    return 0 if match is None else match.end()
