"""The word lists that only profiles need: gendered words, classes, anonymity."""

from collections.abc import Mapping
from typing import Self, cast

import msgspec

from service.records import SpeakerClass, StatedGender
from service.text.lexicon_table import classes_of, column, read_table


class GenderedEntry(msgspec.Struct, frozen=True):
    """A word of ``gendered_words.tsv``."""

    gender: StatedGender
    uses: frozenset[str]
    """"title", "noun" or "adjective"."""


class ClassEntry(msgspec.Struct, frozen=True):
    """A word of ``speaker_classes.tsv``, whose comment explains the fields."""

    role: SpeakerClass | None
    usual: SpeakerClass | None
    body: SpeakerClass | None
    name: SpeakerClass | None
    rank: int


class ProfileWordClasses(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Classes of ``profile_words.tsv``."""

    affiliating_prepositions: frozenset[str]
    """Between a name and the body of the person ("Hale at the bank")."""
    artworks: frozenset[str]
    """Made by artists ("her album")."""
    becoming_verbs: frozenset[str]
    """With a role as the complement ("became mayor", "was elected president")."""
    campaigning_verbs: frozenset[str]
    """With a politician as the subject ("campaigned in Selby")."""
    capitalised_bodies: frozenset[str]
    """General nouns that are affiliations with a capital ("of the Republic")."""
    circumstance_prepositions: frozenset[str]
    """Of what a person does and when, not of an affiliation ("after a trip to")."""
    collection_nouns: frozenset[str]
    """For several people, before the noun that says who ("a group of judges")."""
    company_nouns: frozenset[str]
    """Of what a company has ("Selby shares", "the customers of Selby")."""
    complement_prepositions: frozenset[str]
    """After which a name says what the body is about ("Bureau of Statistics")."""
    creating_verbs: frozenset[str]
    """With a work or a success as the object ("released an album", "won a medal")."""
    governments: frozenset[str]
    """For the government of a country ("the Norwegian cabinet")."""
    heading_verbs: frozenset[str]
    """With the affiliation as the object ("who heads the bank")."""
    indefinite: frozenset[str]
    """Determiners of a person who is mentioned for the first time."""
    knowing_nouns: frozenset[str]
    """For a source whom a clause says to know something ("people familiar with")."""
    linking_words: frozenset[str]
    """Between the words of a title or of a name ("Minister of the Interior")."""
    nonmember_nouns: frozenset[str]
    """Of people who do not belong to the body beside them ("an Arsenal fan")."""
    office_titles: frozenset[str]
    """Titles that begin names of offices ("Lord Mayor")."""
    past_adjectives: frozenset[str]
    """Before the nouns of offices that are over ("former president")."""
    performing_verbs: frozenset[str]
    """With an artist as the subject ("starred in")."""
    political_nouns: frozenset[str]
    """What politicians have ("her candidacy")."""
    prosecuting_verbs: frozenset[str]
    """With the accused as the passive subject ("was charged")."""
    quantities: frozenset[str]
    """Numbers that show that each of several sources was asked ("two officials")."""
    serving_verbs: frozenset[str]
    """With the affiliation after a preposition ("who works for the bank")."""
    sporting_nouns: frozenset[str]
    """What athletes have and win ("her teammate", "a medal")."""
    state_offices: frozenset[str]
    """Held in the government of a country, heads of state among them."""
    trading_verbs: frozenset[str]
    """With a company as the subject ("Selby manufactures pumps")."""
    unaffiliated: frozenset[str]
    """Tagged as names and no affiliation ("Head of State")."""
    workplaces: frozenset[str]
    """To which people belong, though they seldom speak ("the shop's owner")."""


class ProfileWords(msgspec.Struct, frozen=True):
    """The word lists, keys in lower case."""

    gendered: Mapping[str, GenderedEntry]
    classes: Mapping[str, ClassEntry]
    longest: int
    """Words in the longest entry of ``classes``."""
    anonymous: Mapping[str, frozenset[str]]
    """Words and phrases with their uses in ``anonymity.tsv``."""
    nominatives: Mapping[str, str]
    """Forms of pronouns of the third person with their nominative."""
    words: ProfileWordClasses

    @classmethod
    def load(cls) -> Self:
        """Read the lists that are installed with the package."""
        classes = {
            word: ClassEntry(
                role=_class(row["role"]),
                usual=_class(row["usual"]),
                body=_class(row["body"]),
                name=_class(row["name"]),
                rank=int(row["rank"] or 0),
            )
            for word, row in read_table("speaker_classes").items()
        }
        words = read_table("profile_words")
        return cls(
            gendered={
                word: GenderedEntry(
                    gender=cast("StatedGender", row["gender"]),
                    uses=frozenset(row["use"].split()),
                )
                for word, row in read_table("gendered_words").items()
            },
            classes=classes,
            longest=max(len(word.split()) for word in classes),
            anonymous={
                word: frozenset(row["use"].split())
                for word, row in read_table("anonymity").items()
            },
            nominatives=dict(column(words, "pronoun")),
            words=classes_of(words, ProfileWordClasses),
        )

    def phrases(self, use: str) -> tuple[str, ...]:
        """Return the entries of ``anonymous`` with a use, the longest first."""
        found = (word for word, uses in self.anonymous.items() if use in uses)
        return tuple(sorted(found, key=len, reverse=True))


def _class(cell: str) -> SpeakerClass | None:
    return cast("SpeakerClass", cell) if cell else None
