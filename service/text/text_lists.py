"""The lists of ``service/lexicon`` that this stage reads, as regular expressions."""

import re
from functools import cache
from importlib import resources

_MARK = r"(?:\s*[:|>-].*|\s*\.)?"
_JOINT = r"(?:\s*(?:[/,&|+-]|and)\s*)"


def read_list(name: str) -> tuple[str, ...]:
    """Return the entries of a list without its comments."""
    path = resources.files("service") / "lexicon" / f"{name}.txt"
    lines = path.read_text(encoding="utf-8").splitlines()
    return tuple(line for line in lines if line and not line.startswith("#"))


@cache
def agencies() -> str:
    """Return an expression for one or more agencies: "AFP", "AP/Reuters"."""
    names = sorted(read_list("agencies"), key=len, reverse=True)
    one = rf"(?:[Tt]he )?(?:{'|'.join(map(re.escape, names))})\b"
    return rf"{one}(?:{_JOINT}{one})*"


@cache
def boilerplate_line() -> re.Pattern[str]:
    """Return an expression for whole lines of boilerplate."""
    alternatives = (
        re.escape(entry.removesuffix("...")) + ".*"
        if entry.endswith("...")
        else re.escape(entry) + _MARK
        for entry in read_list("boilerplate")
    )
    return re.compile("(?i:" + "|".join(alternatives) + ")", re.DOTALL)


@cache
def credit_line() -> re.Pattern[str]:
    """Return an expression for whole credit lines, without their parentheses."""
    return re.compile("|".join(map(_credit, read_list("credits"))), re.DOTALL)


def _credit(entry: str) -> str:
    if entry == "AGENCY":
        return agencies()
    before = ".{1,200}" if entry.startswith("...") else ""
    after = ".{1,300}" if entry.endswith("...") else ""
    return f"(?i:{before}{re.escape(entry.strip('.'))}{after})"
