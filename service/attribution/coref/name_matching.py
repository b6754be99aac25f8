"""Names as text: what is title, what is name, and which two mean the same."""

import re

from service.attribution.lexicon import Gender, Lexicon

_WORD = re.compile(r"[^\W_]+(?:['.-][^\W_]+)*")
_MINOR = frozenset({"of", "for", "and", "the", "in", "on", "to", "a", "de", "&"})
_ENOUGH = 2
"""Words that a short form of a name has at least."""
_HONOURS = frozenset(
    "AM AO CBE DBE KBE KC MBE MEP MLA MP MSP OBE PC PhD QC SAN SC TD".split()
)
"""Letters that stand after a name and are not of it."""
_LETTERS = 3
"""Letters of a word that an acronym takes at most."""


def name_words(text: str, lexicon: Lexicon) -> tuple[str, ...]:
    """Return the words of a person's name, titles and the possessive aside."""
    return tuple(w.lower() for w in _WORD.findall(bare_name(text, lexicon)))


def bare_name(text: str, lexicon: Lexicon) -> str:
    """Return a person's name without titles and possessive."""
    words = re.sub(r"'s?$", "", text.strip()).split()
    while len(words) > _ENOUGH and words[-1].strip(",.") in _HONOURS:
        words = [*words[:-2], words[-2].rstrip(",")]
    while len(words) > 1 and words[0].lower().rstrip(".") in lexicon.titles:
        words = words[1:]
    return " ".join(words)


def title_gender(text: str, lexicon: Lexicon) -> Gender | None:
    """Return the gender that a title before the name tells."""
    words = text.split()
    return lexicon.titles.get(words[0].lower().rstrip(".")) if words else None


def bare_organization(text: str) -> str:
    """Return an organisation's name without article and possessive."""
    name = re.sub(r"'s?$", "", text.strip())
    return re.sub(r"^(the|The|THE)\s+(?=\S)", "", name)


def split_acronym(name: str) -> tuple[str, str]:
    """Return an organisation's name and the acronym in brackets after it."""
    match = re.fullmatch(r"(\S.*?)\s*\(([A-Z][A-Za-z.&-]*[A-Z.])\)", name)
    return (match[1], match[2]) if match else (name, "")


def one_person(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Tell whether the words of two names may mean one person."""
    if not one or not other:
        return False
    short, long = sorted((one, other), key=len)
    if short == long:
        return True
    if not set(short) <= set(long):
        return False
    return short[-1] == long[-1] or short[0] == long[0] or len(short) > 1


def organization_words(name: str) -> tuple[str, ...]:
    """Return the words of an organisation's name, lower case."""
    return tuple(w.lower() for w in _WORD.findall(name))


def one_organization(
    one: tuple[str, tuple[str, ...]], other: tuple[str, tuple[str, ...]]
) -> bool:
    """Tell whether two names with their words mean one organisation.

    The same words, an acronym of the other, or the beginning of the other.
    """
    (name, words), (other_name, other_words) = one, other
    if not words or words == other_words:
        return bool(words)
    if _is_acronym(name, words):
        return shortens(words[0], other_words)
    if _is_acronym(other_name, other_words):
        return shortens(other_words[0], words)
    short, long = sorted((words, other_words), key=len)
    return len(short) >= _ENOUGH and long[: len(short)] == short


def _is_acronym(name: str, words: tuple[str, ...]) -> bool:
    """Tell "WHO", "IISc" and "MoD" from a word with a capital."""
    capitals = sum(c.isupper() for c in name)
    return len(words) == 1 and name[:1].isupper() and capitals * 2 >= len(name) > 1


def shortens(acronym: str, words: tuple[str, ...]) -> bool:
    """Tell whether an acronym is made of the beginnings of the words, in order.

    One letter each, or up to three where it says more ("PPRP", "IISc"); small words
    may be left out.
    """
    if not words:
        return not acronym
    first, rest = words[0], words[1:]
    if first in _MINOR and shortens(acronym, rest):
        return True
    return any(
        acronym[:size] == first[:size] and shortens(acronym[size:], rest)
        for size in range(1, min(_LETTERS, len(first), len(acronym)) + 1)
    )
