"""The words of a text as a check compares them: positions and normal forms.

A normal form is the same for one word in either case, with any apostrophe, in composed
or decomposed letters; a number has no separators of thousands ("1,000", "1 000").
Hyphens and dashes part words. Currency signs and "%" are words of their own, since a
changed unit is a changed quotation.
"""

import re
import unicodedata
from collections.abc import Sequence

import msgspec

_INVISIBLE = "\u00ad\u200b-\u200d\u2060\ufeff"
_LETTER = rf"(?:[^\W_]|[\u0300-\u036f{_INVISIBLE}])"
_SEPARATOR = "[,'\u2019 \u00a0\u2009\u202f]"
_APOSTROPHE = "['\u2019\u2018\u02bc`\u00b4]"
_INNER = rf"(?:[\[\]]{_APOSTROPHE}?|{_APOSTROPHE}[\[\]]?)"
_WORD = re.compile(
    rf"(?<!\d)\d{{1,3}}(?:{_SEPARATOR}\d{{3}}(?!\d))+(?:\.\d+)?"
    r"|\d+(?:\.\d+)?"
    r"|[$€£¥%°]"
    rf"|[^\W\d_]{_LETTER}*(?:{_INNER}{_LETTER}+)*"
)
_DROPPED = re.compile(rf"[\[\]{_INVISIBLE}]")
_ANY_SEPARATOR = re.compile(_SEPARATOR)
_ANY_APOSTROPHE = re.compile(_APOSTROPHE)
_SENTENCE_END = re.compile(
    r"[.?!…:]|[\"“”„«»\u201f]|\n\s*\n|(?:^|\s)['‘’‹›`]|['‘’‹›´](?=\W|$)"
)


class Words(msgspec.Struct, frozen=True):
    """The words of ``text`` in order: offsets and normal forms, one entry each."""

    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    keys: tuple[str, ...]

    def __len__(self) -> int:
        return len(self.keys)

    def between(self, position: int) -> str:
        """Return what stands before the word at ``position``, back to the word before.

        ``position`` may be the number of words: then it is the rest of the text.
        """
        start = self.ends[position - 1] if position else 0
        end = self.starts[position] if position < len(self) else len(self.text)
        return self.text[start:end]

    def written(self, position: int) -> str:
        """Return the word at ``position`` as the text has it."""
        return self.text[self.starts[position] : self.ends[position]]


def read_words(text: str) -> Words:
    """Return the words of a text."""
    found = list(_WORD.finditer(text))
    return Words(
        text=text,
        starts=tuple(match.start() for match in found),
        ends=tuple(match.end() for match in found),
        keys=tuple(normal_form(match[0]) for match in found),
    )


def join_words(text: str, parts: Sequence[tuple[int, int]]) -> Words:
    """Return the words of some stretches of a text, as one sequence."""
    starts: list[int] = []
    ends: list[int] = []
    keys: list[str] = []
    for start, end in parts:
        words = read_words(text[start:end])
        starts.extend(start + at for at in words.starts)
        ends.extend(start + at for at in words.ends)
        keys.extend(words.keys)
    return Words(text, tuple(starts), tuple(ends), tuple(keys))


def normal_form(word: str) -> str:
    """Return what two spellings of one word have in common: "Don't" and "don't"."""
    if word.isascii() and word.isalpha():
        return word.lower()
    if word[0].isdigit():
        return _ANY_SEPARATOR.sub("", word)
    plain = _ANY_APOSTROPHE.sub("'", _DROPPED.sub("", word))
    return unicodedata.normalize("NFKC", plain).casefold()


def ends_sentence(gap: str) -> bool:
    """Whether what stands between two words is a border of sentences or quotations."""
    return _SENTENCE_END.search(gap) is not None
