"""The names of people that are spellings of one name: "Ann Forson" and "Ann Forso"."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Self

import msgspec

from service.attribution.coref.entities import Name
from service.attribution.coref.joining.spelling import (
    first_letter,
    folded,
    is_initial_of,
    is_one_letter_apart,
    is_same_spelling,
)
from service.attribution.lexicon import Gender

_Words = tuple[str, ...]
_MOST_COMPARED = 30
"""Names of the same first letters with which a name is compared."""


class NamesOfPeople(msgspec.Struct, frozen=True):
    """The names of people in an article, in text order, and their words."""

    names: tuple[Name, ...]
    word_counts: Mapping[str, int]
    genders: Mapping[str, Gender]
    """The genders of given names."""

    @classmethod
    def of(cls, mentions: Iterable[Name], genders: Mapping[str, Gender]) -> Self:
        """Return the different names of mentions in text order."""
        mentioned = [name for name in mentions if name.words]
        first = {name.words: name for name in reversed(mentioned)}
        words = Counter(word for name in mentioned for word in name.words)
        return cls(tuple(reversed(first.values())), words, genders)

    @property
    def surnames(self) -> frozenset[str]:
        """The last words of the names of several words."""
        return frozenset(n.words[-1] for n in self.names if len(n.words) > 1)

    def rank(self, name: Name) -> tuple[int, int]:
        """Return what sorts the name that stands before its other spellings."""
        spelled_out = sum(len(word) > 1 for word in name.words)
        return -spelled_out, -sum(self.word_counts[word] for word in name.words)


def find_name_variants(people: NamesOfPeople) -> dict[_Words, Name]:
    """Return the name to read for each name that is another spelling of it.

    Of two full names the one with more words stands, else the one whose words occur
    more often, else the first. A single word is read as the surname that it misspells,
    if that is the surname of one person. A name is compared with the first
    ``_MOST_COMPARED`` of the same first letters, so that the work grows with the text.
    """
    full = [name for name in people.names if len(name.words) > 1]
    found: dict[_Words, Name] = {}
    alike: defaultdict[tuple[str, str], list[Name]] = defaultdict(list)
    for name in full:
        others = alike[first_letter(name.words[0]), first_letter(name.words[-1])]
        for other in others[:_MOST_COMPARED]:
            if is_spelling_of(name.words, other.words, people.genders):
                better, worse = sorted((other, name), key=people.rank)
                found.setdefault(worse.words, better)
        others.append(name)
    found |= _misspelt_surnames(people, full)
    return {words: _last(found, name) for words, name in found.items()}


def _misspelt_surnames(
    people: NamesOfPeople, full: Sequence[Name]
) -> dict[_Words, Name]:
    """Return the full name for each single word that misspells a surname."""
    surnames = people.surnames
    alike: defaultdict[str, list[Name]] = defaultdict(list)
    for name in full:
        for letter in {first_letter(part) for part in name.words[-1].split("-")}:
            alike[letter].append(name)
    found: dict[_Words, Name] = {}
    for name in people.names:
        word = name.words[0]
        if len(name.words) == 1 and word not in surnames | people.genders.keys():
            owner = _owner_of(word, alike[first_letter(word)][:_MOST_COMPARED])
            if owner is not None:
                found[name.words] = owner
    return found


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


def _owner_of(word: str, names: Sequence[Name]) -> Name | None:
    """Return the only one whose surname a word misspells or has as a part."""
    owners = [
        name
        for name in names
        if is_same_spelling(word, name.words[-1])
        or is_one_letter_apart(word, name.words[-1])
        or folded(word) in {folded(part) for part in name.words[-1].split("-")[1:]}
    ]
    surnames = {name.words[-1] for name in owners}
    return max(owners, key=lambda n: len(n.words)) if len(surnames) == 1 else None


def _last(found: Mapping[_Words, Name], name: Name) -> Name:
    """Return the name at the end of a chain of spellings."""
    seen: set[_Words] = set()
    while name.words in found and name.words not in seen:
        seen.add(name.words)
        name = found[name.words]
    return name
