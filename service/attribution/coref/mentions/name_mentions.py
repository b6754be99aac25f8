"""Mentions by name, with the roles, nouns and acronyms that stand beside them."""

from collections.abc import Iterator

from msgspec.structs import replace

from service.attribution.context import Context
from service.attribution.coref.entities import Mention, Resolution
from service.attribution.coref.entity_index import EntityIndex
from service.attribution.coref.mentions.roles import roles_beside
from service.attribution.coref.named_entities import (
    find_acronym,
    find_organization,
    find_person,
)
from service.attribution.syntax.description_names import name_from_description
from service.attribution.syntax.descriptions import (
    head_of,
    is_office,
    phrase_head,
    title_start,
)
from service.attribution.syntax.noun_phrases import noun_phrase
from service.attribution.syntax.sentence import Tree
from service.nlp.document import Tagged

_MIN_CAPITALS = 2
"""Least number of capitalised words in a name that an acronym abbreviates."""


def resolve_name(
    context: Context, entity_index: EntityIndex, tree: Tree, name_span: Tagged
) -> Resolution | None:
    """Return the entity of a name with the mention; None for names of other types."""
    if is_office(context.lexicon, tree, name_span):
        return None
    start, end = name_span.start, name_span.end
    if name_span.label == "Person":
        return _resolve_person(context, entity_index, tree, start, end)
    if name_span.label not in {"Organization", "Location"}:
        return None
    if _is_surname_beside_body(context, entity_index, tree, name_span):
        return _resolve_person(context, entity_index, tree, start, end)
    return _resolve_organization(context, entity_index, tree, start, end)


def _is_surname_beside_body(
    context: Context, entity_index: EntityIndex, tree: Tree, name_span: Tagged
) -> bool:
    """Whether a word taken for an organisation is a surname: "the Hale campaign".

    It modifies the noun of a body and is the surname of a person with a full name.
    """
    start = name_span.start
    above = tree.head(start)
    if name_span.end - start > 1 or above is None or tree.rels[start] != "compound":
        return False
    body = context.lexicon.sources.get(tree.lemma(above)) == "organization"
    return body and tree.lower(start) in entity_index.surnames


def _resolve_person(
    context: Context, entity_index: EntityIndex, tree: Tree, start: int, end: int
) -> Resolution:
    """Return the person of a name with the mention and the roles beside it."""
    lexicon = context.lexicon
    titled = title_start(lexicon, tree, start)
    text, offset = tree.text(range(titled, end)), tree.tokens[titled].start
    abbreviated = find_acronym(entity_index, text)
    if abbreviated is not None:
        mention = Mention.of_token(context, tree, phrase_head(tree, start))
        return Resolution(abbreviated, mentions=(mention,))
    beside = list(roles_beside(lexicon, tree, start, end))
    nouns = [noun for _, noun in beside]
    person = find_person(entity_index, text, offset, nouns=nouns)
    top = phrase_head(tree, head_of(tree, titled, end))
    is_subject = tree.rels[top] == "nsubj"
    mention = Mention.at(context, offset, tree.index, is_subject=is_subject)
    genders = map(lexicon.persons.get, nouns)
    return replace(
        person,
        gender=person.gender or next(filter(None, genders), None),
        roles=tuple(role for role, _ in beside),
        nouns=tuple(nouns),
        mentions=(mention,),
    )


def _resolve_organization(
    context: Context, entity_index: EntityIndex, tree: Tree, start: int, end: int
) -> Resolution:
    """Return the organisation or location of a name with the mention.

    Nouns in the name, its appositions and the noun that it modifies can refer to it.
    """
    sources = context.lexicon.sources
    text = _expanded_acronym(tree, start, end) or tree.text(range(start, end))
    is_location = tree.name_span(start, "Location") is not None
    found = find_organization(
        entity_index, text, tree.tokens[start].start, is_location=is_location
    )
    head = head_of(tree, start, end)
    beside = [tree.lemma(child) for child in tree.find(head, "appos")]
    above = tree.head(head)
    modifies = tree.rels[head] in {"appos", "compound", "flat"}
    if above is not None and modifies and not is_location:
        beside.append(tree.lemma(above))
    in_name = (word for word in found.words if word in sources)
    referring = (noun for noun in beside if sources.get(noun) == "organization")
    return replace(
        found,
        aliases=(*found.aliases, *_acronym_after(tree, end)),
        nouns=(*in_name, *referring),
        mentions=(Mention.of_token(context, tree, phrase_head(tree, head)),),
    )


def _expanded_acronym(tree: Tree, start: int, end: int) -> str | None:
    """Return the name before an acronym in brackets, with the acronym.

    None for any other word and where the words before it are no name: "Central Water
    Board (CWB)".
    """
    acronym = end - start == 1 and tree.tokens[start].text.isupper()
    if not acronym or start == 0 or tree.tokens[start - 1].text != "(":
        return None
    above = tree.head(start)
    if above is None or above > start or tree.rels[start] not in {"appos", "nmod"}:
        return None
    words = [p for p in noun_phrase(tree, above).positions if p < start - 1]
    capitals = sum(tree.tokens[p].text[:1].isupper() for p in words)
    if capitals < _MIN_CAPITALS or tree.name_span(above, "Person") is not None:
        return None
    return f"{name_from_description(tree, words)} ({tree.tokens[start].text})"


def _acronym_after(tree: Tree, end: int) -> Iterator[str]:
    """Yield the capitalised word in brackets after a name, lower case."""
    if end + 2 < len(tree) and tree.tokens[end].text == "(":
        inside = tree.tokens[end + 1].text
        if tree.tokens[end + 2].text == ")" and inside[:1].isupper():
            yield inside.lower()
