"""Regular expressions of the word lists: agencies, boilerplate, credits."""

import re
from functools import cache

from service.text.lexicon_table import read_table

_AFTER_ENTRY = r"(?:\s*[:|>-].*|\s*\.)?"
_CONJUNCTION = r"(?:\s*(?:[/,&|+-]|and)\s*)"


@cache
def agencies() -> str:
    """Return a pattern for one or more agencies ("AFP", "AP/Reuters")."""
    names = sorted(read_table("agencies"), key=len, reverse=True)
    one = rf"(?:[Tt]he )?(?:{'|'.join(map(re.escape, names))})\b"
    return rf"{one}(?:{_CONJUNCTION}{one})*"


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
