"""The word lists: reporting words with their frames, speaker nouns, names, media.

The data are the files of ``service/lexicon``: one entry a line, ``#`` comments. The
comment at the top of each file explains its columns.
"""

from collections.abc import Iterator, Mapping
from importlib.resources import files
from typing import Literal, Self, cast

import msgspec

from service.records import SpeakerType

Gender = Literal["f", "m"]


class Entry(msgspec.Struct, frozen=True):
    """A reporting word: its frames, and whether it reports thought or speech."""

    frames: frozenset[str] = frozenset()
    thought: bool = False


class Lexicon(msgspec.Struct, frozen=True):
    """All word lists. Keys are lemmas in lower case unless a field says otherwise."""

    verbs: Mapping[str, Entry]
    nouns: Mapping[str, Entry]
    adjectives: Mapping[str, Entry]
    controls: Mapping[str, bool]
    """Verbs that govern a reporting verb; True if negating ("declined to say")."""
    sources: Mapping[str, SpeakerType]
    """Nouns of speakers other than persons, with the type of speaker."""
    persons: Mapping[str, Gender | None]
    """Nouns of persons ("actress"), with the gender that the word implies."""
    titles: Mapping[str, Gender | None]
    """Titles before names ("Mrs"), with the gender that the word implies."""
    names: Mapping[str, Gender]
    """Given names in lower case."""
    media: frozenset[str]
    """Words that occur in names of media ("gazette"), in lower case."""
    outlets: Mapping[str, str]
    """Case-folded names of media, each with the name that records give."""

    @classmethod
    def load(cls) -> Self:
        """Read the lists that are installed with the package."""
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
    """Yield the lines of ``lexicon/NAME.txt`` without comments and blank lines."""
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
