"""The names of people that are spellings of one name: "Ann Forson" and "Ann Forso"."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

import msgspec

from service.attribution.coref.entities import Name
from service.attribution.coref.joining.spelling import (
    folded,
    is_initial_of,
    is_one_letter_apart,
    is_same_spelling,
)
from service.attribution.lexicon import Gender

_Words = tuple[str, ...]


class NamesOfPeople(msgspec.Struct, frozen=True):
    """The names of people in an article, in text order, with their numbers."""

    names: tuple[Name, ...]
    counts: Mapping[_Words, int]
    word_counts: Mapping[str, int]
    genders: Mapping[str, Gender]
    """The genders of given names."""

    @classmethod
    def of(
        cls, mentions: Iterable[Name], genders: Mapping[str, Gender]
    ) -> "NamesOfPeople":
        """Return the different names of mentions in text order."""
        mentioned = [name for name in mentions if name.words]
        first = {name.words: name for name in reversed(mentioned)}
        names = tuple(reversed(first.values()))
        counts = Counter(name.words for name in mentioned)
        words = Counter(word for name in mentioned for word in name.words)
        return cls(names, counts, words, genders)


def find_name_variants(people: NamesOfPeople) -> dict[_Words, Name]:
    """Return the name to read for each name that is another spelling of it.

    Of two full names the one with more words stands, else the one whose words occur
    more often, else the first. A single word is read as the surname that it misspells,
    if that is the surname of one person.
    """
    full = [name for name in people.names if len(name.words) > 1]
    found: dict[_Words, Name] = {}
    for index, name in enumerate(full):
        for other in full[:index]:
            if is_spelling_of(name.words, other.words, people.genders):
                better, worse = sorted((other, name), key=lambda n: _rank(people, n))
                found.setdefault(worse.words, better)
    surnames = {name.words[-1] for name in full}
    for name in people.names:
        if len(name.words) == 1 and name.words[0] not in surnames:
            owners = _owners_of_misspelt(people, full, name.words[0])
            if owners:
                found[name.words] = owners
    return {words: _last(found, name) for words, name in found.items()}


def is_spelling_of(one: _Words, other: _Words, genders: Mapping[str, Gender]) -> bool:
    """Whether two full names may be spellings of one person's name.

    The first words and the last words agree, and all words of the shorter name are in
    the longer one in their order. One word at most is a letter apart.
    """
    short, long = sorted((one, other), key=len)
    if short == long or _differ_in_gender(short[0], long[0], genders):
        return False
    letters = 0
    rest = list(long)
    for position, word in enumerate(short):
        last = position == len(short) - 1
        place = _place_of(word, rest, last=last)
        if place is None or (position == 0 and place != 0):
            return False
        letters += not _agree(word, rest[place])
        rest = rest[place + 1 :]
    return letters <= 1 and not rest


def _place_of(word: str, words: Sequence[str], *, last: bool) -> int | None:
    """Return the place of the first of the words that a word may be, None for none."""
    places = [len(words) - 1] if last and words else range(len(words))
    for place in places:
        if _agree(word, words[place]) or is_one_letter_apart(word, words[place]):
            return place
    return None


def _agree(one: str, other: str) -> bool:
    return is_same_spelling(one, other) or is_initial_of(one, other)


def _differ_in_gender(one: str, other: str, genders: Mapping[str, Gender]) -> bool:
    known = {genders[name] for name in (one, other) if name in genders}
    return len(known) > 1


def _owners_of_misspelt(
    people: NamesOfPeople, full: Sequence[Name], word: str
) -> Name | None:
    """Return the only person whose surname a word misspells or has as a part."""
    if word in people.genders:
        return None
    owners = [
        name
        for name in full
        if is_same_spelling(word, name.words[-1])
        or is_one_letter_apart(word, name.words[-1])
        or folded(word) in {folded(part) for part in name.words[-1].split("-")[1:]}
    ]
    surnames = {name.words[-1] for name in owners}
    return max(owners, key=lambda n: len(n.words)) if len(surnames) == 1 else None


def _rank(people: NamesOfPeople, name: Name) -> tuple[int, int, int]:
    """Return what sorts the name that stands before its other spellings."""
    spelled_out = sum(len(word) > 1 for word in name.words)
    written = sum(people.word_counts[word] for word in name.words)
    return -spelled_out, -written, people.names.index(name)


def _last(found: Mapping[_Words, Name], name: Name) -> Name:
    """Return the name at the end of a chain of spellings."""
    seen: set[_Words] = set()
    while name.words in found and name.words not in seen:
        seen.add(name.words)
        name = found[name.words]
    return name
