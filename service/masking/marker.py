"""The form of placeholders, and patterns that recognise them after editing.

A placeholder is ``[[QUOTE-1-KXTRWD]]``: a word that a language model understands, the
number of the quotation, and a code that the article does not contain. The brackets are
not part of the id, so that it is recognised without them.
"""

import itertools
import re
from hashlib import blake2b

ALPHABET = "BCDFGHJKLMNPQRTVWXYZ"
"""Without vowels, so that no code is a word, and without S, the plural ending."""
CODE_LENGTH = 6
ID_PATTERN = rf"^QUOTE-[1-9][0-9]{{0,5}}-[{ALPHABET}]{{{CODE_LENGTH}}}$"


def choose_code(text: str) -> str:
    """Return a code that does not occur in ``text`` in any case; deterministic."""
    data = text.encode("utf-8", "surrogatepass")
    folded = text.casefold()
    codes = (_code(data, attempt) for attempt in itertools.count())
    return next(code for code in codes if code.casefold() not in folded)


def _code(data: bytes, attempt: int) -> str:
    """Return a hash of ``data`` and ``attempt`` in letters of ``ALPHABET``."""
    digest = blake2b(data, salt=attempt.to_bytes(8, "big"), digest_size=CODE_LENGTH)
    return "".join(ALPHABET[byte % len(ALPHABET)] for byte in digest.digest())


def placeholder_id(number: int, code: str) -> str:
    """Return the id of the ``number``-th placeholder of a text."""
    return f"QUOTE-{number}-{code}"


def placeholder_token(identifier: str) -> str:
    """Return the placeholder with its brackets, as it is written into the text."""
    return f"[[{identifier}]]"


def canonical_id(number: str, code: str) -> str:
    """Return the casefolded id for a number and a code in any case."""
    return f"quote-{number}-{code}".casefold()


TOKEN = re.compile(rf"\[\[(QUOTE-[1-9][0-9]{{0,5}}-[{ALPHABET}]{{{CODE_LENGTH}}})\]\]")
"""An unaltered placeholder; the group is its id."""

_SEPARATOR = r"[\s_\\\-\u2010-\u2015]{0,3}"
REMNANT = re.compile(
    r"(?:\\?[\[{<\u27e6\u3010]\s?){0,3}"
    rf"(?<!\w)QUOTE{_SEPARATOR}([1-9][0-9]{{0,5}}){_SEPARATOR}([A-Z]{{{CODE_LENGTH}}})(?!\w)"
    r"(?:\s?\\?[\]}>\u27e7\u3011]){0,3}",
    re.IGNORECASE,
)
"""An altered placeholder: brackets missing, changed or escaped, hyphens replaced with
spaces or underscores, other case. The groups are the number and the code. Round
brackets are not part of it, since they usually belong to the article."""
