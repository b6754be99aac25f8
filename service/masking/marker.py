"""How a placeholder looks, and what is left of it after careless editing.

A placeholder is ``[[QUOTE-1-KXTRWD]]``: a word that tells a language model what it
stands for, a number that keeps the order, and a code that the article does not
contain. Brackets are not part of the id, so that an id in prose is still recognised.
"""

import itertools
import re
from hashlib import blake2b

ALPHABET = "BCDFGHJKLMNPQRTVWXYZ"
"""No vowels, so that no code is a word; no S, so that no plural looks like one."""
CODE_LENGTH = 6
ID_PATTERN = rf"^QUOTE-[1-9][0-9]{{0,5}}-[{ALPHABET}]{{{CODE_LENGTH}}}$"


def choose_code(text: str) -> str:
    """Return a code that ``text`` does not hold in any case, the same every time."""
    data = text.encode("utf-8", "surrogatepass")
    folded = text.casefold()
    codes = (_code(data, attempt) for attempt in itertools.count())
    return next(code for code in codes if code.casefold() not in folded)


def _code(data: bytes, attempt: int) -> str:
    """Spell the hash of ``data`` in the alphabet; another one for each attempt."""
    digest = blake2b(data, salt=attempt.to_bytes(8, "big"), digest_size=CODE_LENGTH)
    return "".join(ALPHABET[byte % len(ALPHABET)] for byte in digest.digest())


def placeholder_id(number: int, code: str) -> str:
    """Return the id of the ``number``-th placeholder of a text."""
    return f"QUOTE-{number}-{code}"


def placeholder_token(identifier: str) -> str:
    """Return what stands in the text for the placeholder."""
    return f"[[{identifier}]]"


def canonical_id(number: str, code: str) -> str:
    """Return the id that a number and a code in any case stand for."""
    return f"quote-{number}-{code}".casefold()


TOKEN = re.compile(rf"\[\[(QUOTE-[1-9][0-9]{{0,5}}-[{ALPHABET}]{{{CODE_LENGTH}}})\]\]")
"""A placeholder as it was handed out; the group is its id."""

_SEPARATOR = r"[\s_\\\-\u2010-\u2015]{0,3}"
REMNANT = re.compile(
    r"(?:\\?[\[{<\u27e6\u3010]\s?){0,3}"
    rf"(?<!\w)QUOTE{_SEPARATOR}([1-9][0-9]{{0,5}}){_SEPARATOR}([A-Z]{{{CODE_LENGTH}}})(?!\w)"
    r"(?:\s?\\?[\]}>\u27e7\u3011]){0,3}",
    re.IGNORECASE,
)
"""What may be left of one: brackets gone, changed or escaped, hyphens turned into
spaces or underscores, another case. The groups are the number and the code. Round
brackets are not eaten: they are more often the article's own."""
