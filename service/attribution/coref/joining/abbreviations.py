"""The abbreviations that the article itself defines: "Selby Water Board (SWB)".

After Schwartz & Hearst (2003), "A Simple Algorithm for Identifying Abbreviation
Definitions in Biomedical Text", with whole beginnings of words instead of letters.
"""

import re
from collections.abc import Iterator, Mapping, Sequence

from service.attribution.coref.name_matching import (
    is_acronym_of,
    organization_words,
)
from service.attribution.lexicon import Lexicon
from service.attribution.syntax.sentence import Tree

_ABBREVIATION = re.compile(r"(?=(?:[^A-Z]*[A-Z]){2})[A-Z][A-Za-z0-9&./-]{1,10}")
"""A word that begins with a capital and has two."""
_EXTRA_WORDS = 5
"""Words that a long form has beyond the letters of its abbreviation, at most."""
_BOUNDARIES = frozenset("(),;:\"'")
_QUOTATION_MARKS = frozenset("\"'")
_UNABBREVIATED = frozenset({"Person", "Location", "Date", "Money"})
"""Labels of names that an abbreviation must spell with its letters."""


def find_abbreviations(trees: Sequence[Tree]) -> dict[str, str]:
    """Return the long form of each abbreviation that the article defines.

    The keys are as ``abbreviation_key`` returns them. A definition is in brackets after
    the long form, or the long form in brackets after the abbreviation; of several the
    first counts.
    """
    found: dict[str, str] = {}
    for tree in trees:
        for short, long in _definitions(tree):
            found.setdefault(abbreviation_key(short), long)
    return found


def abbreviation_key(text: str) -> str:
    """Return a name without full stops ("U.N."), as abbreviations are compared."""
    return text.replace(".", "")


def expanded(abbreviations: Mapping[str, str], text: str) -> str:
    """Return the long form of an abbreviation, any other text as it is."""
    return abbreviations.get(abbreviation_key(text), text)


def _definitions(tree: Tree) -> Iterator[tuple[str, str]]:
    """Yield (abbreviation, long form) for each definition in brackets."""
    for opening, token in enumerate(tree.tokens):
        if token.text != "(" or not opening:
            continue
        closing = _closing(tree, opening)
        if closing is None:
            continue
        inside = [
            p
            for p in range(opening + 1, closing)
            if tree.tokens[p].text not in _QUOTATION_MARKS
        ]
        if len(inside) == 1 and _is_abbreviation(tree, inside[0]):
            long = _long_form_before(tree, opening, tree.tokens[inside[0]].text)
            if long is not None:
                yield tree.tokens[inside[0]].text, long
        elif inside and _is_abbreviation(tree, opening - 1):
            short = tree.tokens[opening - 1].text
            if _spells(tree.lexicon, short, [tree.lower(p) for p in inside]):
                yield short, tree.text(inside)


def _closing(tree: Tree, opening: int) -> int | None:
    """Return the bracket that closes the one at a position, None if none does."""
    rest = range(opening + 1, len(tree))
    return next((p for p in rest if tree.tokens[p].text == ")"), None)


def _is_abbreviation(tree: Tree, position: int) -> bool:
    """Whether a token looks like an abbreviation and is no name of a place."""
    place = tree.name_span(position, "Location") is not None
    return not place and bool(_ABBREVIATION.fullmatch(tree.tokens[position].text))


def _long_form_before(tree: Tree, end: int, short: str) -> str | None:
    """Return the words before a bracket that an abbreviation in it stands for.

    The fewest words whose beginnings it spells; else the whole name of an organisation
    that ends there ("Partido Azul (BP)").
    """
    least = max(end - len(short) - _EXTRA_WORDS, 0)
    skipped = tree.lexicon.words.skipped_in_acronyms
    for start in range(end - 1, least - 1, -1):
        if tree.tokens[start].text in _BOUNDARIES:
            break
        words = [tree.lower(p) for p in range(start, end)]
        if words[0] not in skipped and _spells(tree.lexicon, short, words):
            return tree.text(range(start, end))
    name = tree.name_span(end - 1)
    if name is None or name.label in _UNABBREVIATED or not short.isupper():
        return None
    return tree.text(range(name.start, name.end))


def _spells(lexicon: Lexicon, short: str, words: Sequence[str]) -> bool:
    """Whether an abbreviation consists of beginnings of several words, in order."""
    parts = organization_words(" ".join(words).replace("-", " "))
    letters = re.sub(r"[^a-z0-9]", "", short.lower())
    return len(parts) > 1 and is_acronym_of(letters, parts, lexicon)
