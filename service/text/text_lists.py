"""The word lists of the reader: function words, agencies, boilerplate, credits."""

import re
from functools import cache

import msgspec

from service.text.lexicon_table import classes_of, read_table
from service.text.media_list import agency_names

_AFTER_ENTRY = r"(?:\s*[:|>-].*|\s*\.)?"
_INITIALS = 3
"""Letters up to which a name in capitals is written in no other way ("AFP")."""
_CONJUNCTION = r"(?:\s*(?:[/,&|+-]|and)\s*)"


class FunctionWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Classes of ``function_words.tsv``, in lower case."""

    english: frozenset[str]
    """Frequent in English and rare in other languages of Latin script."""
    name_particles: frozenset[str]
    """In small letters inside names and offices ("Speaker of the House")."""
    no_place: frozenset[str]
    """Begin a sentence and no place in a dateline."""


@cache
def function_words() -> FunctionWords:
    """Return the words that tell the language, datelines and labels."""
    return classes_of(read_table("function_words"), FunctionWords)


@cache
def agencies() -> str:
    """Return a pattern for one or more agencies ("AFP", "AP/Reuters", "Agencies")."""
    names = {"Agencies"}
    for name in agency_names():
        short = name.isupper() and len(name) > _INITIALS
        names |= {name, name.upper(), name.capitalize() if short else name}
    ordered = sorted(names, key=lambda name: (-len(name), name))
    one = rf"(?:[Tt]he )?(?:{'|'.join(map(re.escape, ordered))})\b"
    return rf"(?:{one}(?:{_CONJUNCTION}(?=\w))?)+"


@cache
def boilerplate_line() -> re.Pattern[str]:
    """Return the pattern of a boilerplate line; match it with ``fullmatch``.

    An entry that ends in "..." matches any continuation.
    """
    alternatives = (
        re.escape(entry.removesuffix("...")) + ".*"
        if entry.endswith("...")
        else re.escape(entry) + _AFTER_ENTRY
        for entry in read_table("boilerplate")
    )
    return re.compile("(?i:" + "|".join(alternatives) + ")", re.DOTALL)


@cache
def credit_line() -> re.Pattern[str]:
    """Return the pattern of a credit line without parentheses, for ``fullmatch``.

    "..." at either end of an entry matches any text there; the entry ``AGENCY``
    matches one or more agencies.
    """
    return re.compile("|".join(map(_credit, read_table("credits"))), re.DOTALL)


def _credit(entry: str) -> str:
    if entry == "AGENCY":
        return agencies()
    before = ".{1,200}" if entry.startswith("...") else ""
    after = ".{1,300}" if entry.endswith("...") else ""
    return f"(?i:{before}{re.escape(entry.strip('.'))}{after})"
