"""The author of the article, who is "I" or "we" outside quotations."""

import re

from msgspec.structs import replace

from service.attribution.context import Context
from service.attribution.coref.coref_state import CorefState
from service.attribution.coref.entities import NewEntity, Resolution
from service.attribution.coref.named_entities import find_person
from service.attribution.syntax.descriptions import head_of
from service.attribution.syntax.noun_phrases import NounPhrase
from service.attribution.syntax.sentence import Tree

_BYLINE = re.compile(
    r"(?:By|BY|by|Written by|Reporting by|Words by):? "
    r"(?P<name>[A-Z][\w.'-]+(?: (?:de|van|der|bin|al|[A-Z][\w.'-]*)){1,4})\b"
)
_FIRST_LINES = 400
"""Characters at the beginning of an article in which a byline stands."""


def is_author(tree: Tree, source: NounPhrase) -> bool:
    """Whether a source outside quotations denotes the author of the article.

    It is a pronoun of the first person or a description ("this reporter").
    """
    if tree.tokens[source.head].upos == "PRON":
        return tree.lower(source.head) in tree.lexicon.words.first_person_pronouns
    author = tree.lower(source.head) in tree.lexicon.nouns.article_authors
    words = [tree.lower(p) for p in source.positions]
    return author and words == ["this", tree.lower(source.head)]


def resolve_first_person(state: CorefState) -> Resolution:
    """Return the author: the person of the byline, else an entity named "author"."""
    name = _name_in_byline(state.context) or _name_in_tagline(state.context)
    if name is not None:
        person = find_person(state.entity_index, name, len(state.context.text))
        return replace(person, is_author=True)
    known = state.entity_index.of_name("author")
    return Resolution(known or NewEntity("author", "person"), is_author=True)


def _name_in_byline(context: Context) -> str | None:
    """Return the name in the first byline that is a passage ("By Ann Hale")."""
    for passage in context.article.passages:
        if passage.kind == "credit" or (
            passage.kind in {"boilerplate", "heading"} and passage.start < _FIRST_LINES
        ):
            found = _BYLINE.match(passage.text.strip(" ()*-"))
            if found is not None:
                return found["name"]
    return None


def _name_in_tagline(context: Context) -> str | None:
    """Return who the last sentence introduces ("Ann Hale is the author of ...").

    None if the article mentions the person before.
    """
    *before, tree = context.trees
    name = tree.name_span(0, "Person")
    if name is None or name.start or tree.tokens[tree.root].upos != "NOUN":
        return None
    subject = head_of(tree, name.start, name.end)
    present = any(tree.lower(c) == "is" for c in tree.find(tree.root, "cop"))
    if not present or tree.head(subject) != tree.root or name.end == 1:
        return None
    surname = tree.lower(name.end - 1)
    mentioned = any(
        surname in {t.text.lower() for t in other.tokens} for other in before
    )
    return None if mentioned else tree.text(range(name.start, name.end))
