"""The part of society that a speaker belongs to, by roles and organisation nouns."""

from collections.abc import Iterator, Sequence

from service.attribution.context import Context
from service.attribution.coref.entities import Entity
from service.attribution.coref.profiles.entity_descriptions import Description
from service.attribution.lexicon import ClassEntry, ProfileWords
from service.attribution.outlets.media_names import media_name
from service.attribution.syntax.sentence import Tree
from service.records import Affiliation, SpeakerClass

_CONTENT_WORDS = frozenset({"NOUN", "PROPN", "ADJ", "ADP", "PART"})
"""Tags of the words of names; "who" is no name then."""


def speaker_class(
    context: Context,
    entity: Entity,
    descriptions: Sequence[Description],
    affiliation: Affiliation | None,
    words: ProfileWords,
) -> SpeakerClass:
    """Return the class of a speaker, "unknown" where the article shows none.

    A role comes first ("the judge"), then the organisation beside a general noun ("the
    bank's president"), then what the general noun usually is, then the affiliation.
    """
    if entity.type == "document":
        return "document"
    if entity.type == "organization" and entity.named:
        return _of_organization(context, entity, words) or "unknown"
    usual: SpeakerClass | None = None
    for description in descriptions:
        tree = context.trees[description.tree]
        found, general = _of_description(tree, description, words)
        if found is not None:
            return found
        usual = usual or general
    by_affiliation = None
    if affiliation is not None:
        by_affiliation = class_of_name(affiliation.name, words)
    in_name = None if entity.named else class_of_name(entity.name, words)
    return by_affiliation or in_name or usual or "unknown"


def _of_organization(
    context: Context, entity: Entity, words: ProfileWords
) -> SpeakerClass | None:
    """Return the class of a named organisation by the words of its name.

    A place that speaks is its government, and a known outlet a medium.
    """
    if entity.is_location:
        return "government"
    found = class_of_name(entity.name, words)
    if found is None and media_name(context.lexicon, entity.name, entity.words):
        return "media"
    if found is None:
        nouns = " ".join(sorted(entity.nouns))
        found = class_of_name(nouns, words)
    return found


def _of_description(
    tree: Tree, description: Description, words: ProfileWords
) -> tuple[SpeakerClass | None, SpeakerClass | None]:
    """Return the class that a description shows, and the usual one of its noun."""
    head, positions = description.head, description.positions
    entry = _role_entry(tree, head, words)
    if entry is not None and entry.role is not None:
        return entry.role, None
    others = [
        p for p in positions if p != head and tree.tokens[p].upos in _CONTENT_WORDS
    ]
    named = class_of_words(
        [tree.lower(p) for p in others], [tree.lemma(p) for p in others], words
    )
    if named is not None:
        return named, None
    if entry is None:
        return None, None
    beside = any(tree.name_span(p, "Organization") is not None for p in others)
    return None, entry.body or entry.usual if beside else entry.usual


def _role_entry(tree: Tree, head: int, words: ProfileWords) -> ClassEntry | None:
    """Return the entry of a noun with the words before it, the longest that has one.

    "chief executive" before "executive".
    """
    for length in range(words.longest, 0, -1):
        first = head - length + 1
        if first < 0:
            continue
        before = [tree.lower(p) for p in range(first, head)]
        for last in (tree.lemma(head), tree.lower(head)):
            entry = words.classes.get(" ".join((*before, last)))
            if entry is not None and (entry.role or entry.usual):
                return entry
    after = tree.lower(head), *(tree.lower(p) for p in range(head + 1, len(tree)))
    return words.classes.get(" ".join(after[:2]))


def class_of_name(name: str, words: ProfileWords) -> SpeakerClass | None:
    """Return the class of an organisation by the words of its name, or None."""
    forms = [word.strip(".,()'\"") for word in name.lower().split()]
    singular = [form.removesuffix("s") for form in forms]
    return class_of_words(forms, singular, words)


def class_of_words(
    forms: Sequence[str], lemmas: Sequence[str], words: ProfileWords
) -> SpeakerClass | None:
    """Return the class of the words with the highest rank, the last of equals.

    Longer entries cover the words in them: "european union" is no "union".
    """
    best: tuple[int, int, SpeakerClass] | None = None
    for place, entry in _entries(forms, lemmas, words):
        if entry.name is not None and (best is None or (entry.rank, place) >= best[:2]):
            best = (entry.rank, place, entry.name)
    return None if best is None else best[2]


def _entries(
    forms: Sequence[str], lemmas: Sequence[str], words: ProfileWords
) -> Iterator[tuple[int, ClassEntry]]:
    """Yield the entries that are names in the words, with their places."""
    place = 0
    while place < len(forms):
        for length in range(min(words.longest, len(forms) - place), 0, -1):
            key = " ".join(forms[place : place + length])
            entry = words.classes.get(key)
            if (entry is None or entry.name is None) and length == 1:
                entry = words.classes.get(lemmas[place])
            if entry is not None and entry.name is not None:
                yield place, entry
                place += length - 1
                break
        place += 1
