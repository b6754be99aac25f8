"""The list of the world's news media and platforms (``lexicon/outlets.tsv``)."""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import Literal, Self, cast

import msgspec

from service.text.lexicon_table import EMPTY

MediumKind = Literal[
    "agency",
    "broadcaster",
    "magazine",
    "newspaper",
    "platform",
    "programme",
    "publication",
    "site",
    "station",
]
"""What a medium is; "publication" is a newspaper, a magazine or a site."""
_COLUMNS = 4
_MEDIA_NOUN = re.compile(
    r" (?:news agency|agency|newspaper|daily|magazine|television|tv|radio|website)$",
    re.IGNORECASE,
)
_AMBIGUOUS = "*"
_LONGEST_INITIALS = 5
_MOST_WORDS = 3
"""Words of the longest name of an agency in a dateline."""


class ListedMedium(msgspec.Struct, frozen=True):
    """One name of a medium of the list."""

    name: str
    """The name that records give: without "The" if it has several words."""
    medium: str
    """The main name of the medium, the same for all of its names."""
    kind: MediumKind
    country: str
    """ISO 3166-1 alpha-2, empty if unknown."""
    ambiguous: bool
    """Whether the name has another meaning ("Time", "The Star")."""


class MediaList(msgspec.Struct, frozen=True):
    """The media of the list by their folded names."""

    rows: Mapping[str, str]
    """The row of each name, which is split when it is looked up."""

    @classmethod
    def load(cls) -> Self:
        """Read the list that is installed with the package."""
        return cls({fold_name(name): row for row in _rows() for name in _names(row)})

    def find(self, name: str) -> ListedMedium | None:
        """Return the medium of a name as it stands in a text, None if it has none.

        Letter case, accents and a leading "the" are ignored, but the name must begin
        with a capital or digit, and ambiguous initials must be in capitals ("WHO").
        """
        folded = fold_name(name)
        row = self.rows.get(folded)
        if row is None:
            return None
        medium, kind, country, _, ambiguous = row.split("\t")
        form = next(form for form in _names(row) if fold_name(form) == folded)
        is_ambiguous = form in ambiguous.split("; ")
        if not _is_written_as(name, form, ambiguous=is_ambiguous):
            return None
        return ListedMedium(
            name=_reported_name(form, medium),
            medium=medium,
            kind=cast("MediumKind", kind),
            country="" if country == EMPTY else country,
            ambiguous=is_ambiguous,
        )


def fold_name(name: str) -> str:
    """Return a name in lower case without accents and a leading "the"."""
    folded = name.casefold().replace("\N{RIGHT SINGLE QUOTATION MARK}", "'")
    if not folded.isascii():
        decomposed = unicodedata.normalize("NFKD", folded)
        folded = "".join(c for c in decomposed if not unicodedata.combining(c))
    return folded.removeprefix("the ").strip()


@cache
def agency_names() -> tuple[str, ...]:
    """Return the names of the agencies and the initials of other media.

    They stand in datelines and credit lines ("KYOTO (AFP) -", "- BBC").
    """
    found: dict[str, None] = {}
    for row in _rows():
        _, kind, _, _, ambiguous = row.split("\t")
        for name in _names(row):
            initials = name.isupper() and len(name) <= _LONGEST_INITIALS
            clear = kind != "station" and name not in ambiguous.split("; ")
            agency = kind == "agency" and name.count(" ") < _MOST_WORDS
            if agency or (initials and clear):
                found[name] = None
    return tuple(found)


def _rows() -> Iterator[str]:
    """Yield the rows of the table, which is too long to be kept as dictionaries."""
    path = files("service") / "lexicon" / "outlets.tsv"
    lines = iter(path.read_text(encoding="utf-8").splitlines())
    body = (line for line in lines if not line.startswith("#"))
    next(body)
    yield from body


def _names(row: str) -> Iterator[str]:
    """Yield the names of a row, the main one first."""
    name, _, _, others, ambiguous = row.split("\t")
    yield name
    for cell in (others, ambiguous):
        if cell != EMPTY:
            yield from (other for other in cell.split("; ") if other != name)


def _is_written_as(name: str, form: str, *, ambiguous: bool) -> bool:
    """Whether the capitals of a name in a text fit those of the list."""
    if ambiguous and form.isupper() and len(form) <= _LONGEST_INITIALS:
        return name.isupper()
    first = name.removeprefix("the ")[:1]
    return not first.islower() or form[:1].islower()


def _reported_name(form: str, medium: str) -> str:
    """Return the name that records give for one form of a medium's name.

    A noun for media after the main name is left out ("Time magazine").
    """
    if _MEDIA_NOUN.sub("", form) == medium:
        form = medium
    bare = form.removeprefix("The ")
    return bare if " " in bare else form
