"""What is known of words: which verbs report, with which frames, who speaks.

The data are the files of ``service/lexicon``: one entry a line, ``#`` comments. Each
file's head says what its columns mean.
"""

from collections.abc import Iterator, Mapping
from importlib.resources import files
from typing import Literal, Self, cast

import msgspec

from service.records import SpeakerType

Gender = Literal["f", "m"]


class Entry(msgspec.Struct, frozen=True):
    """The frames of a reporting word, and whether it reports thought."""

    frames: frozenset[str] = frozenset()
    thought: bool = False

    def prepositions(self) -> frozenset[str]:
        """Return the X of its ``p:X`` frames."""
        return frozenset(f[2:] for f in self.frames if f.startswith("p:"))

    def object_prepositions(self) -> frozenset[str]:
        """Return the X of its ``of:X`` frames."""
        return frozenset(f[3:] for f in self.frames if f.startswith("of:"))


class Lexicon(msgspec.Struct, frozen=True):
    """All word lists, by lemma unless said otherwise."""

    verbs: Mapping[str, Entry]
    nouns: Mapping[str, Entry]
    adjectives: Mapping[str, Entry]
    controls: Mapping[str, bool]
    """Verbs that carry a reporting verb; True where they negate it."""
    sources: Mapping[str, SpeakerType]
    persons: Mapping[str, Gender | None]
    titles: Mapping[str, Gender | None]
    names: Mapping[str, Gender]
    """Given names, lower case."""
    media: frozenset[str]
    """Words in names of media, lower case."""
    outlets: Mapping[str, str]
    """Names of media, case-folded, to the name that is reported."""

    @classmethod
    def load(cls) -> Self:
        """Read the lists that come with the package."""
        return cls(
            verbs=_entries("verbs"),
            nouns=_entries("nouns"),
            adjectives=_entries("adjectives"),
            controls={w: "negated" in rest for w, rest in _rows("controls")},
            sources={w: cast("SpeakerType", rest[0]) for w, rest in _rows("sources")},
            persons=_genders("persons"),
            titles=_genders("titles"),
            names=cast("dict[str, Gender]", _genders("names")),
            media=frozenset(word for word, _ in _rows("media")),
            outlets=_outlets(),
        )


def lines(name: str) -> Iterator[str]:
    """Yield the entries of a word list, comments and blank lines aside."""
    text = files("service").joinpath(f"lexicon/{name}.txt").read_text("utf-8")
    for line in text.splitlines():
        if line.strip() and not line.startswith("#"):
            yield line.strip()


def _rows(name: str) -> Iterator[tuple[str, list[str]]]:
    for line in lines(name):
        word, *rest = line.split()
        yield word, rest


def _entries(name: str) -> dict[str, Entry]:
    return {
        word: Entry(
            frames=frozenset(rest) - {"thought", "-"}, thought="thought" in rest
        )
        for word, rest in _rows(name)
    }


def _genders(name: str) -> dict[str, Gender | None]:
    return {w: cast("Gender", rest[0]) if rest else None for w, rest in _rows(name)}


def _outlets() -> dict[str, str]:
    pairs = (line.partition("=") for line in lines("outlets"))
    return {name.strip().casefold(): (to or name).strip() for name, _, to in pairs}
