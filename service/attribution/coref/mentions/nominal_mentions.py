"""Mentions by noun phrases without a name: "a witness", "the report"."""

from collections.abc import Iterator

from service.attribution.context import Context
from service.attribution.coref.antecedents.organisation_nouns import is_general_noun
from service.attribution.coref.entities import Mention, NewEntity, Resolution
from service.attribution.coref.entity_index import EntityIndex
from service.attribution.coref.named_entities import find_organization
from service.attribution.lexicon import Lexicon
from service.attribution.syntax.description_names import name_from_description
from service.attribution.syntax.descriptions import (
    is_definite,
    is_plural,
    name_in_phrase,
)
from service.attribution.syntax.noun_phrases import noun_phrase
from service.attribution.syntax.sentence import Tree
from service.attribution.syntax.speaker_types import noun_phrase_type

ARGUMENTS = frozenset({"nsubj", "obl", "appos", "obj", "conj", "root", "nmod", "iobj"})
"""Relations of noun phrases that are mentions."""
_PLACES = ("Location", "NORP", "Organization")
"""Labels of names that identify the body in which they stand ("Selby police")."""
_NAMES = ("Person", *_PLACES)
"""Labels of names that say which body a noun refers to ("the Hale campaign")."""
_MAX_ANAPHOR = 2
"""Most words of an anaphoric noun phrase ("the ministry")."""
_MAX_ORGANIZATION_ANAPHOR = 4
"""The same with a general noun for organisations ("the Selby pump company")."""


def nominal_heads(context: Context, tree: Tree) -> Iterator[int]:
    """Yield the heads of noun phrases without a name that may be speakers."""
    for position, token in enumerate(tree.tokens):
        if token.upos != "NOUN" or tree.rels[position] not in ARGUMENTS:
            continue
        if tree.lemma(position) not in context.lexicon.sources and (
            tree.lemma(position) not in context.lexicon.persons
        ):
            continue
        if name_in_phrase(context.lexicon, tree, position) is None:
            yield position


def resolve_nominal(
    context: Context, entity_index: EntityIndex, tree: Tree, head: int
) -> Resolution | None:
    """Return the entity of a noun phrase without a name, with the mention.

    A definite NP is a mention of the entity that its noun has referred to before; None
    for an anaphor without such an entity. A name before the noun says which one it is:
    "the Hale campaign" is not the last campaign.
    """
    lexicon, noun = context.lexicon, tree.lemma(head)
    mentions = (Mention.of_token(context, tree, head),)
    positions = noun_phrase(tree, head).positions
    named = any(tree.name_span(p, *_NAMES) for p in positions if p < head)
    if is_definite(tree, head) and not named:
        entity = entity_index.by_noun(noun, tree.tokens[head].start)
        if entity is not None:
            return Resolution(entity, mentions=mentions)
        if _is_anaphor_only(lexicon, tree, head):
            return None
    description = _name_with_author(entity_index, tree, head) or name_from_description(
        tree, positions
    )
    known = entity_index.of_name(description) if named else None
    if known is not None:
        return Resolution(known, mentions=mentions)
    kind = noun_phrase_type(lexicon, tree, head)
    located = any(tree.name_span(p, *_PLACES) for p in positions if p < head)
    return Resolution(
        NewEntity(description, kind, plural=is_plural(tree, head), located=located),
        gender=lexicon.persons.get(noun),
        nouns=(noun,),
        mentions=mentions,
    )


def _is_anaphor_only(lexicon: Lexicon, tree: Tree, head: int) -> bool:
    """Whether a definite NP introduces no entity, but may refer to one ("the company").

    It is short and its noun denotes an organisation that needs a name.
    """
    general = is_general_noun(lexicon, tree.lemma(head))
    longest = _MAX_ORGANIZATION_ANAPHOR if general else _MAX_ANAPHOR
    short = len(tree.text(noun_phrase(tree, head).positions).split()) <= longest
    kind = lexicon.sources.get(tree.lemma(head))
    return (
        short
        and kind == "organization"
        and tree.lemma(head) not in lexicon.nouns.unique_institutions
    )


def _name_with_author(entity_index: EntityIndex, tree: Tree, head: int) -> str | None:
    """Return "Selby Bank report" for a report that the Selby Bank speaks in or issued.

    None for other nouns and where no organisation is named as the author.
    """
    verb = tree.head(head)
    if tree.lemma(head) not in tree.lexicon.nouns.studies or verb is None:
        return None
    speaks_in = tree.rels[head] == "obl" and tree.case(head) == "in"
    published = tree.lemma(verb) in tree.lexicon.verbs.publishing
    issued = tree.rels[head] == "obj" and published
    author = tree.subject(verb) if speaks_in or issued else None
    name = (
        None if author is None else name_in_phrase(entity_index.lexicon, tree, author)
    )
    if name is None or name.label != "Organization":
        return None
    organization = find_organization(
        entity_index, tree.text(name.positions), tree.tokens[name.start].start + 1
    )
    return f"{organization.name} {tree.lower(head)}"
