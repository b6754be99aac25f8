"""Comparison of two spellings of a word: accents, hyphens, transliteration."""

import re
import unicodedata
from functools import lru_cache

_CACHED = 4096
"""Words whose forms are kept: those of the names of some articles."""
_MIN_LETTERS = 5
"""Letters of the shorter of two words that one letter may tell apart."""
_LETTERS = str.maketrans("łøđ", "lod") | {
    ord("ß"): "ss",
    ord("æ"): "ae",
    ord("œ"): "oe",
}
_TRANSLITERATIONS = (
    (re.compile(r"[^a-z]"), ""),
    (re.compile(r"ck|kh|q|c(?![hiey])"), "k"),
    (re.compile(r"ph"), "f"),
    (re.compile(r"ou|oo|w|v"), "u"),
    (re.compile(r"ee|ie|yi|iy|ij|j|y"), "i"),
    (re.compile(r"e"), "i"),
    (re.compile(r"o"), "u"),
    (re.compile(r"z"), "s"),
    (re.compile(r"(?<=[a-z])h(?![aiu])|(?<=[^aiu])h"), ""),
    (re.compile(r"(.)\1+"), r"\1"),
    (re.compile(r"i$"), ""),
)
"""Letters and what they become where alphabets and conventions differ, in order."""
_MIN_KEY = 4
"""Letters of a key that are enough to compare by it."""


@lru_cache(_CACHED)
def folded(word: str) -> str:
    """Return a word in lower case without accents, hyphens and apostrophes."""
    plain = unicodedata.normalize("NFKD", word.lower().translate(_LETTERS))
    return re.sub(r"[^a-z0-9]", "", plain)


def first_letter(word: str) -> str:
    """Return the letter that spellings of one word begin with, "" for no letters."""
    return _transliteration_key(word[:2])[:1]


def is_same_spelling(one: str, other: str) -> bool:
    """Whether two words differ in accents, hyphens or transliteration only.

    True of "Zelensky" and "Zelenskiy", not of "Mohammed" and "Muhammad".
    """
    if folded(one) == folded(other):
        return bool(folded(one))
    key = _transliteration_key(one)
    return len(key) >= _MIN_KEY and key == _transliteration_key(other)


def is_initial_of(one: str, other: str) -> bool:
    """Whether one of two words is the first letter of the other ("j", "john")."""
    short, long = sorted((folded(one), folded(other)), key=len)
    return len(short) == 1 < len(long) and long.startswith(short)


def is_one_letter_apart(one: str, other: str) -> bool:
    """Whether a letter is added, left out, replaced or exchanged with its neighbour.

    Both words have five letters at least and begin alike ("Forson" and "Forso").
    """
    short, long = sorted((folded(one), folded(other)), key=len)
    if len(short) < _MIN_LETTERS or len(long) - len(short) > 1 or short[0] != long[0]:
        return False
    start = next((i for i, c in enumerate(short) if c != long[i]), len(short))
    if len(short) < len(long):
        return short[start:] == long[start + 1 :]
    swapped = short[start + 1 : start + 2] + short[start : start + 1]
    replaced = short[start + 1 :] == long[start + 1 :]
    return replaced or swapped + short[start + 2 :] == long[start:]


@lru_cache(_CACHED)
def _transliteration_key(word: str) -> str:
    """Return a key that spellings of one foreign name share ("Zelensky")."""
    key = folded(word)
    for pattern, letters in _TRANSLITERATIONS:
        key = pattern.sub(letters, key)
    return key
