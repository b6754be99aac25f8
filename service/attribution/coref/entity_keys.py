"""The keys under which an entity is found: names, words, initials, nouns and roles."""

from collections.abc import Iterable, Iterator
from typing import Literal

from service.attribution.coref.entities import Entity
from service.attribution.coref.name_matching import (
    initials_of,
    looks_like_acronym,
    organization_words,
)
from service.attribution.lexicon import Lexicon
from service.attribution.outlets.media_names import media_name

KeyKind = Literal[
    "name",
    "kind",
    "words",
    "first words",
    "word",
    "stem",
    "initial",
    "acronym",
    "alias",
    "noun",
    "body",
    "role",
    "role word",
    "role synonym",
    "role initial",
]
"""What a key is.

"name": the name as written;
"kind": the type of an entity with a name, "medium", or "countries" for several that
are named together;
"words", "first words", "word": all words of the name, the first two, and each;
"stem": the first letters of a word;
"initial": a letter that an acronym of the name can begin with;
"acronym": the first letter of a name that looks like an acronym;
"alias": another name, lower case;
"noun": a noun that has referred to an entity with a name;
"body": a noun of the first entity that a noun and a name describe ("Selby police");
"role": the different words of a role, sorted;
"role word": a word of a role or of the name;
"role synonym": a noun that has the role as a synonym;
"role initial": the first letter of a word of a role.
"""
Key = tuple[KeyKind, str]
STEM = 4
"""Letters of a stem."""
_FIRST_WORDS = 2


def joined(words: tuple[str, ...]) -> str:
    """Return the words as one key."""
    return " ".join(words)


def first_words(words: tuple[str, ...]) -> str | None:
    """Return the first two words as one key, None for a single word."""
    short = len(words) < _FIRST_WORDS
    return None if short else joined(words[:_FIRST_WORDS])


def role_key(words: Iterable[str]) -> str:
    """Return the different words of a role (lower case) as one key."""
    return " ".join(sorted(set(words)))


def name_keys(lexicon: Lexicon, entity: Entity) -> Iterator[Key]:
    """Yield the keys of the entity's present name."""
    yield "name", entity.name
    if not entity.named:
        return
    yield "kind", entity.type
    if entity.type == "organization" and media_name(lexicon, entity.name, entity.words):
        yield "kind", "medium"
    if entity.size and entity.is_location:
        yield "kind", "countries"
    yield "words", joined(entity.words)
    start = first_words(entity.words)
    if start is not None:
        yield "first words", start
    for word in entity.words:
        yield "word", word
        yield "role word", word
        yield "stem", word[:STEM]
    for letter in initials_of(entity.words, lexicon):
        yield "initial", letter
    if looks_like_acronym(entity.name, entity.words):
        yield "acronym", entity.words[0][0]


def role_keys(lexicon: Lexicon, role: str) -> Iterator[Key]:
    """Yield the keys of a role as written."""
    lower = role.lower()
    yield "role", role_key(lower.split())
    for word in lower.split():
        yield "role word", word
    for noun in lexicon.nouns_for_role(lower):
        yield "role synonym", noun
    for letter in {word[0] for word in organization_words(role.replace("-", " "))}:
        yield "role initial", letter
