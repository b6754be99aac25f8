"""Comparison of names as text: titles and possessives removed, acronyms matched."""

import re
from collections.abc import Sequence
from itertools import takewhile

from service.attribution.lexicon import Gender, Lexicon

_WORD = re.compile(r"[^\W_]+(?:['.-][^\W_]+)*")
_POSSESSIVE = re.compile(r"'s?$")
_SURNAME_FIRST = re.compile(r" [A-Z][a-z]+-[a-z]+$")
"""The end of a name in which a given name of two syllables follows the surname."""
_ARTICLE = re.compile(r"^(the|The|THE)\s+(?=\S)")
_MIN_SHORT_FORM = 2
"""Least number of words in a short form of a name."""
_MAX_LETTERS = 3
"""Most letters that an acronym takes from one word."""


def person_words(text: str, lexicon: Lexicon) -> tuple[str, ...]:
    """Return the words of a person's name, lower case, without title and possessive."""
    return tuple(w.lower() for w in _WORD.findall(bare_person_name(text, lexicon)))


def bare_person_name(text: str, lexicon: Lexicon) -> str:
    """Return a person's name without titles, post-nominal letters and possessive."""
    words = _POSSESSIVE.sub("", text.strip()).split()
    letters = lexicon.name_words.post_nominals
    while len(words) > _MIN_SHORT_FORM and words[-1].strip(",.") in letters:
        words = [*words[:-2], words[-2].rstrip(",")]
    while len(words) > 1 and words[0].lower().rstrip(".") in lexicon.titles:
        words = words[1:]
    return " ".join(words)


def title_gender(text: str, lexicon: Lexicon) -> Gender | None:
    """Return the gender of the title that begins a name ("Dame"), None for others."""
    words = text.split()
    return lexicon.titles.get(words[0].lower().rstrip(".")) if words else None


def given_name_gender(name: str, lexicon: Lexicon) -> Gender | None:
    """Return the gender of the given name in a person's name without titles.

    None where the surname comes first ("Kim Dae-jung").
    """
    if _SURNAME_FIRST.search(name):
        return None
    words = person_words(name, lexicon)
    return lexicon.names.get(words[0]) if words else None


def bare_organization_name(text: str) -> str:
    """Return an organisation's name without article and possessive."""
    return _ARTICLE.sub("", _POSSESSIVE.sub("", text.strip()))


def split_acronym(name: str) -> tuple[str, str]:
    """Return an organisation's name and the acronym in brackets after it, else ""."""
    match = re.fullmatch(r"(\S.*?)\s*\(([A-Z][A-Za-z.&-]*[A-Z.])\)", name)
    return (match[1], match[2]) if match else (name, "")


def may_be_same_person(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether the words of two names may belong to one person.

    All words of the shorter name are in the longer one, and they are several or the
    first or the last word of it: "ann hale" and "hale".
    """
    if not one or not other:
        return False
    short, long = sorted((one, other), key=len)
    if short == long:
        return True
    if not set(short) <= set(long):
        return False
    return short[-1] == long[-1] or short[0] == long[0] or len(short) > 1


def organization_words(name: str) -> tuple[str, ...]:
    """Return the words of an organisation's name, lower case."""
    return tuple(w.lower() for w in _WORD.findall(name))


def head_words(words: tuple[str, ...], lexicon: Lexicon) -> tuple[str, ...]:
    """Return the words of a name up to its first preposition ("Bank of Selby")."""
    prepositions = lexicon.words.name_prepositions
    return tuple(takewhile(lambda word: word not in prepositions, words))


def may_be_same_organization(
    one: tuple[str, tuple[str, ...]],
    other: tuple[str, tuple[str, ...]],
    lexicon: Lexicon,
) -> bool:
    """Whether two names, each with its words, may belong to one organisation.

    One has the same words as the other, or is its acronym or its beginning.
    """
    (name, words), (other_name, other_words) = one, other
    if not words or words == other_words:
        return bool(words)
    if looks_like_acronym(name, words):
        return is_acronym_of(words[0], other_words, lexicon)
    if looks_like_acronym(other_name, other_words):
        return is_acronym_of(other_words[0], words, lexicon)
    short, long = sorted((words, other_words), key=len)
    return len(short) >= _MIN_SHORT_FORM and long[: len(short)] == short


def looks_like_acronym(name: str, words: tuple[str, ...]) -> bool:
    """Whether at least half of a single word is capitals ("WHO", "IISc", "MoD")."""
    capitals = sum(c.isupper() for c in name)
    return len(words) == 1 and name[:1].isupper() and capitals * 2 >= len(name) > 1


def initials_of(words: Sequence[str], lexicon: Lexicon) -> tuple[str, ...]:
    """Return the letters that an acronym of the words can begin with."""
    minor = list(takewhile(lexicon.words.skipped_in_acronyms.__contains__, words))
    return tuple(word[0] for word in words[: len(minor) + 1])


def is_acronym_of(acronym: str, words: Sequence[str], lexicon: Lexicon) -> bool:
    """Whether an acronym (lower case) consists of beginnings of the words, in order.

    Each word gives one to three letters ("PPRP", "IISc"); words like "of" may give
    none.
    """
    ends, skipped = {0}, lexicon.words.skipped_in_acronyms
    for word in words:
        longer = {
            end + size
            for end in ends
            for size in range(1, min(_MAX_LETTERS, len(word)) + 1)
            if acronym[end : end + size] == word[:size]
        }
        ends = longer | ends if word in skipped else longer
    return len(acronym) in ends
