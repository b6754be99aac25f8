"""Classes that words show: nouns of roles, and words in names of organisations."""

import re
from collections.abc import Iterable, Iterator, Sequence

from service.attribution.lexicon import ClassEntry, ProfileWords
from service.attribution.syntax.sentence import Tree
from service.records import SpeakerClass

SURE = 3
"""The rank of a word from which a name shows its class by itself."""

_AFTER = 4
"""Words of a role that follow its noun, with the noun, at most."""

Ranked = tuple[tuple[int, bool, int], SpeakerClass]
"""A class with what it is ordered by: rank, whether in the head, place."""


def role_entry(tree: Tree, head: int, words: ProfileWords) -> ClassEntry | None:
    """Return the entry of a noun with the words before it, the longest that has one.

    "chief executive" before "executive"; the words after it may belong to it ("judge
    advocate", "secretary of state").
    """
    for length in range(_AFTER, 1, -1):
        following = [tree.lower(p) for p in range(head, min(head + length, len(tree)))]
        entry = words.classes.get(" ".join(following))
        if entry is not None and entry.role is not None:
            return entry
    for length in range(words.longest, 0, -1):
        first = head - length + 1
        if first < 0:
            continue
        before = [tree.lower(p) for p in range(first, head)]
        bare = tree.lower(head).rstrip(".")
        for last in (tree.lemma(head), tree.lower(head), bare):
            entry = words.classes.get(" ".join(joined_forms((*before, last))))
            if entry is not None and (entry.role or entry.usual):
                return entry
    return None


def class_of_name(name: str, words: ProfileWords) -> SpeakerClass | None:
    """Return the class of an organisation by the words of its name, or None."""
    ranked = ranked_class(name, words)
    return None if ranked is None else ranked[1]


def ranked_class(name: str, words: ProfileWords) -> Ranked | None:
    """Return the class that the words of a name show, with its rank, or None."""
    return ranked_class_of_words(
        (word.strip('.,()"') for word in name.lower().split()), words
    )


def ranked_class_of_words(tokens: Iterable[str], words: ProfileWords) -> Ranked | None:
    """Return the class of the words with the highest rank, None if they show none.

    Of equals those before a complement come first ("Department of Health"), then the
    last ("Health Department"). Longer entries cover the words in them: "european
    union" is no "union".
    """
    forms = joined_forms(tokens)
    links = words.words.complement_prepositions
    end = next((p for p, form in enumerate(forms) if form in links and p), None)
    found: Iterator[Ranked] = (
        ((entry.rank, end is None or place < end, place), entry.name)
        for place, entry in _entries(forms, words)
        if entry.name is not None
    )
    return max(found, key=_order, default=None)


def _order(ranked: Ranked) -> tuple[int, bool, int]:
    return ranked[0]


def joined_forms(tokens: Iterable[str]) -> list[str]:
    """Return words as the list of classes writes them, of tokens in lower case.

    Possessive endings and parts of compounds that stand apart are joined, apostrophes
    are straight ("workers' union", "vice-chancellor").
    """
    joined: list[str] = []
    after_hyphen = False
    for token in tokens:
        form = token.replace("\N{RIGHT SINGLE QUOTATION MARK}", "'")
        if joined and (after_hyphen or form in {"'", "'s", "-"}):
            joined[-1] += form
        elif form:
            joined.append(form)
        after_hyphen = form == "-"
    return joined


def _entries(
    forms: Sequence[str], words: ProfileWords
) -> Iterator[tuple[int, ClassEntry]]:
    """Yield the entries that are names in the words, with their places."""
    place = 0
    while place < len(forms):
        for length in range(min(words.longest, len(forms) - place), 0, -1):
            entry = words.classes.get(" ".join(forms[place : place + length]))
            if (entry is None or entry.name is None) and length == 1:
                entry = _of_stem(forms[place], words)
            if entry is not None and entry.name is not None:
                yield place, entry
                place += length - 1
                break
        place += 1


def _of_stem(form: str, words: ProfileWords) -> ClassEntry | None:
    """Return the entry of a word without its possessive ending, or in the singular."""
    bare = form.removesuffix("'s").removesuffix("'")
    stems = (bare, bare.removesuffix("s"), re.sub("ies$", "y", bare))
    found = (words.classes.get(stem) for stem in stems)
    return next((e for e in found if e is not None and e.name is not None), None)
