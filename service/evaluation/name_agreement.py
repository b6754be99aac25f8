"""Compare names by the convention of the gold annotation."""

import re
import unicodedata
from typing import Literal

NameKind = Literal["person", "outlet", "other"]
TITLES = frozenset(
    """mr mrs ms miss dr prof professor sir dame lord lady president vice prime minister
    secretary senator sen gov governor rep representative gen general col colonel lt
    capt captain sgt hon judge chief spokesman spokeswoman spokesperson mayor king queen
    prince princess sheikh emir ambassador the a an of st""".split()
)
MEDIUM = frozenset(
    "the news agency newspaper daily tv television radio magazine website channel"
    "".split()
)
ARTICLES = frozenset({"the", "a", "an"})
DROPPED = {"person": TITLES, "outlet": MEDIUM, "other": ARTICLES}
PLAIN_LATIN = str.maketrans(
    {
        "ł": "l",
        "Ł": "L",
        "ø": "o",
        "Ø": "O",
        "đ": "d",
        "Đ": "D",
        "ß": "ss",
        "æ": "ae",
        "ı": "i",  # noqa: RUF001 - the Turkish letter
    }
)
POSSESSIVE = re.compile(r"'s\b")
MIN_SHARED_TOKENS = 2
"""Shared tokens with which a shorter form is the same name."""


def same_name(first: str | None, second: str | None, *, kind: NameKind) -> bool:
    """Whether both names denote the same, or both are absent.

    Letter case, accents, titles and "the" are ignored. A person is the same by the
    surname alone ("Holm", "Ida Holm"), an outlet without words such as "news agency".
    Otherwise the tokens must be equal, or the shorter name must have at least two
    tokens, all of which are in the longer.
    """
    if first is None or second is None:
        return first is second
    left, right = name_tokens(first), name_tokens(second)
    if not left or not right:
        return first.strip().casefold() == second.strip().casefold()
    return left == right or _same_core(_core(left, kind), _core(right, kind), kind)


def name_tokens(name: str) -> list[str]:
    """Return the words of a name in lower-case ASCII, without a possessive ("'s")."""
    decomposed = unicodedata.normalize("NFKD", name.translate(PLAIN_LATIN))
    plain = decomposed.encode("ascii", "ignore").decode().lower()
    return re.findall(r"[a-z0-9]+", POSSESSIVE.sub("", plain))


def _core(tokens: list[str], kind: NameKind) -> list[str]:
    return [token for token in tokens if token not in DROPPED[kind]] or tokens


def _same_core(left: list[str], right: list[str], kind: NameKind) -> bool:
    if left == right:
        return True
    short, long = sorted((left, right), key=len)
    if not set(short) <= set(long):
        return False
    return len(short) >= MIN_SHARED_TOKENS or (
        kind == "person" and short[-1] == long[-1]
    )
