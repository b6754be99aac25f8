"""All word lists: reporting words with their frames, speakers, names, word classes.

The data are the tables of ``service/lexicon``. The comment at the top of each explains
its columns.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Literal, Self, cast, get_args

import msgspec

from service.attribution.lexicon.lexicon_classes import (
    AdjectiveClasses,
    NameWordClasses,
    NounClasses,
    VerbClasses,
    WordClasses,
)
from service.attribution.lexicon.profile_words import ProfileWords
from service.records import SpeakerType
from service.text.lexicon_table import Table, classes_of, column, read_table
from service.text.media_list import MediaList

Gender = Literal["f", "m"]


class Entry(msgspec.Struct, frozen=True):
    """A reporting word: its frames, and whether it reports thought or speech."""

    frames: frozenset[str] = frozenset()
    thought: bool = False


class CountryNames(msgspec.Struct, frozen=True):
    """What denotes a country; case-folded, each with the country."""

    names: Mapping[str, str]
    """Names of the country ("UK", "Britain")."""
    capitals: Mapping[str, str]
    """Capitals that denote the government ("Lima")."""
    nationals: Mapping[str, str]
    """Adjectives and names of nationals ("Afghan", "Afghans")."""


class Lexicon(msgspec.Struct, frozen=True):
    """All word lists. Keys are lemmas in lower case unless a field says otherwise."""

    reporting_verbs: Mapping[str, Entry]
    reporting_nouns: Mapping[str, Entry]
    reporting_adjectives: Mapping[str, Entry]
    controls: Mapping[str, bool]
    """Verbs that govern a reporting verb; True if negating ("declined to say")."""
    sources: Mapping[str, SpeakerType]
    """Nouns of speakers other than persons, with the type of speaker."""
    persons: Mapping[str, Gender | None]
    """Nouns of persons ("actress"), with the gender that the word implies."""
    synonyms: Mapping[str, frozenset[str]]
    """Nouns for offices and trades, with their synonyms, themselves included."""
    role_nouns: Mapping[str, str]
    """Roles of several words ("chief executive"), each with a noun as a synonym."""
    titles: Mapping[str, Gender | None]
    """Titles before names ("Mrs"), with the gender that the word implies."""
    courtesy_titles: frozenset[str]
    """Titles that stand before surnames only ("Mr")."""
    names: Mapping[str, Gender]
    """Given names in lower case."""
    outlets: MediaList
    """The names of media and platforms."""
    countries: CountryNames
    pronoun_genders: Mapping[str, Gender]
    """Forms of "he" and "she"."""
    numbers: Mapping[str, int]
    """Words that state how many people a group has ("both", "trio")."""
    adjectives: AdjectiveClasses
    nouns: NounClasses
    verbs: VerbClasses
    words: WordClasses
    name_words: NameWordClasses
    profiles: ProfileWords

    def synonyms_of(self, noun: str) -> frozenset[str]:
        """Return the synonyms of a noun for an office or a trade, itself included."""
        return self.synonyms.get(noun, frozenset({noun}))

    def nouns_for_role(self, role: str) -> Iterator[str]:
        """Yield the nouns that have a role of several words as a synonym.

        "ceo" for "chief executive of Selby Bank"; the role is in lower case.
        """
        return (n for known, n in self.role_nouns.items() if known in role)

    @classmethod
    def load(cls) -> Self:
        """Read the lists that are installed with the package."""
        nouns, verbs = read_table("nouns"), read_table("verbs")
        adjectives, words = read_table("adjectives"), read_table("words")
        titles = read_table("titles")
        return cls(
            reporting_verbs=_entries(verbs),
            reporting_nouns=_entries(nouns),
            reporting_adjectives=_entries(adjectives),
            controls={w: c == "negated" for w, c in column(verbs, "control")},
            sources=cast("dict[str, SpeakerType]", dict(column(nouns, "speaker"))),
            persons={w: _gender(g) for w, g in column(nouns, "person")},
            synonyms=_synonyms(nouns),
            role_nouns=dict(column(read_table("roles"), "noun")),
            titles={w: _gender(row["gender"]) for w, row in titles.items()},
            courtesy_titles=frozenset(w for w, _ in column(titles, "courtesy")),
            names=_genders(read_table("names")),
            outlets=MediaList.load(),
            countries=_countries(),
            pronoun_genders=_genders(words),
            numbers={w: int(n) for w, n in column(words, "number")},
            adjectives=classes_of(adjectives, AdjectiveClasses),
            nouns=classes_of(nouns, NounClasses),
            verbs=classes_of(verbs, VerbClasses),
            words=classes_of(words, WordClasses),
            name_words=classes_of(read_table("name_words"), NameWordClasses),
            profiles=ProfileWords.load(),
        )


def _entries(table: Table) -> dict[str, Entry]:
    """Return the words that report, "none" for those that have no frame."""
    return {
        word: Entry(
            frames=frozenset(cell.split()) - {"thought", "none"},
            thought="thought" in cell.split(),
        )
        for word, cell in column(table, "frames")
    }


def _gender(cell: str) -> Gender | None:
    return cast("Gender", cell) if cell in get_args(Gender) else None


def _genders(table: Table) -> dict[str, Gender]:
    return cast("dict[str, Gender]", dict(column(table, "gender")))


def _synonyms(nouns: Table) -> dict[str, frozenset[str]]:
    """Return each noun of a group of synonyms with all nouns of the group."""
    groups: defaultdict[str, set[str]] = defaultdict(set)
    for noun, group in column(nouns, "synonyms"):
        groups[group].add(noun)
    return {n: frozenset(groups[group]) for n, group in column(nouns, "synonyms")}


def _countries() -> CountryNames:
    table = read_table("countries")
    return CountryNames(
        names={
            name.casefold(): country
            for country, row in table.items()
            for name in (country, *row["names"].split(","))
            if name
        },
        capitals=_countries_of(table, "capitals"),
        nationals=_countries_of(table, "nationals"),
    )


def _countries_of(table: Table, name: str) -> dict[str, str]:
    """Return the country of each word in a column, case-folded."""
    return {
        word.casefold(): country
        for country, words in column(table, name)
        for word in words.split(",")
    }
