"""Features of an entity for a description or a name: the words that they share."""

from collections.abc import Iterator

from service.attribution.coref.antecedents.organisation_nouns import can_refer_to
from service.attribution.coref.antecedents.ranking.anaphors import (
    Anaphor,
    Description,
    SourceWords,
)
from service.attribution.coref.entities import Entity
from service.attribution.lexicon import Lexicon

_MANY = 3


def description_features(anaphor: Anaphor, entity: Entity, kept: str) -> Iterator[str]:
    """Yield the features of an entity for a description or a name; else none.

    ``kept`` is the type of the entity with its number and whether it is named.
    """
    words, lexicon = anaphor.words, anaphor.tree.lexicon
    if words is None:
        return
    yield from _shared_words(lexicon, words, entity, kept)
    if anaphor.description is not None:
        yield from _as_described(lexicon, anaphor.description, entity, kept)
    gender = lexicon.persons.get(words.noun)
    if gender and entity.gender:
        yield f"noun gender {gender == entity.gender}"
    if not _agrees_in_number(entity, plural=words.plural):
        yield "number"


def _as_described(
    lexicon: Lexicon, description: Description, entity: Entity, kept: str
) -> Iterator[str]:
    """Yield whether a description names the entity, and how it fits the type."""
    if entity.name == description.name:
        yield "self"
        yield f"self named {entity.named}"
        yield f"self {description.determiner}"
        yield f"self {description.type}"
    elif entity.name.lower() == description.name.lower():
        yield "self in lower case"
    yield f"determiner {description.determiner} {kept}"
    yield f"noun type {description.type} {kept}"
    if description.type == "organization":
        yield f"organization noun {kept}"
        if not can_refer_to(lexicon, description.noun, entity):
            yield "cannot refer"


def _shared_words(
    lexicon: Lexicon, words: SourceWords, entity: Entity, kept: str
) -> Iterator[str]:
    roles, names = entity.role_words, entity.name.lower().split()
    known = roles.union(names)
    head = {words.noun, words.form}
    if words.noun in entity.nouns:
        yield from ("noun", f"noun {kept}")
    if head & roles:
        yield from ("role word", f"role word {kept}")
    if not head.isdisjoint(names):
        yield f"name word {kept}"
    if names[-1:] == [words.noun]:
        yield "name head"
    synonyms = lexicon.synonyms_of(words.noun)
    if any(word in entity.nouns or word in roles for word in synonyms):
        yield from ("synonym", f"synonym {kept}")
    shared = len(words.modifiers & known)
    yield f"modifiers {min(shared, _MANY)} {min(len(words.modifiers), _MANY)}"
    if shared < len(words.modifiers):
        yield from ("modifiers missing", f"modifiers missing {kept}")


def _agrees_in_number(entity: Entity, *, plural: bool) -> bool:
    """Whether an entity agrees with a plural or a singular noun."""
    if plural:
        return entity.type != "person"
    return not entity.plural or entity.type != "group" or entity.named
