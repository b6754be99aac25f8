"""Gather the figures of an article from its names and the nouns that may speak."""

from collections.abc import Iterator

from service.attribution.context import Context
from service.attribution.coref.antecedents.groups import (
    joined,
    members_of,
    named_people,
)
from service.attribution.coref.antecedents.organisation_nouns import ANY_ORGANIZATION
from service.attribution.coref.entities import EntityIndex
from service.attribution.coref.roles import roles_beside
from service.attribution.lexicon import Lexicon
from service.attribution.syntax.descriptions import (
    head_of,
    is_definite,
    is_office,
    is_plural,
    name_from_description,
    name_in_phrase,
    noun_phrase_type,
    phrase_head,
    title_start,
)
from service.attribution.syntax.noun_phrases import noun_phrase
from service.attribution.syntax.sentence import Tree

_SUBJECTS = frozenset({"nsubj", "obl", "appos", "obj", "conj", "root", "nmod", "iobj"})
_UNIQUE = frozenset({"police", "army", "military", "court", "parliament", "government"})
"""Institutions that need no name to be met."""
_SHORT = 4
"""Words of "the Selby pump company", which stands for somebody too."""
_STUDIES = frozenset("analysis paper report review study survey".split())
_PUBLISHES = frozenset("issue publish release".split())
"""How bodies come by a report that speaks for itself."""
_BARE = 2
"""Words of "the company", which introduces nobody."""


def detect_mentions(context: Context) -> EntityIndex:
    """Return the figures of the article with their names, roles and places."""
    entity_index = EntityIndex(context.lexicon)
    for tree in context.trees:
        _add_names(entity_index, tree)
    for tree in context.trees:
        for head in _speaking_nouns(context, tree):
            _add_description(entity_index, tree, head)
        _add_groups(entity_index, tree)
    for entity in entity_index.entities:
        entity.places.sort()
    return entity_index


def _add_names(entity_index: EntityIndex, tree: Tree) -> None:
    for name_span in tree.sentence.entities:
        if is_office(entity_index.lexicon, tree, name_span):
            continue
        if name_span.label == "Person":
            _add_person(entity_index, tree, name_span.start, name_span.end)
        elif name_span.label in {"Organization", "Location"}:
            _add_organization(entity_index, tree, name_span.start, name_span.end)


def _introduces_nobody(lexicon: Lexicon, tree: Tree, head: int) -> bool:
    """Tell "the company", which stands for somebody met before or not at all."""
    short = _SHORT if tree.lemma(head) in ANY_ORGANIZATION else _BARE
    bare = len(tree.text(noun_phrase(tree, head).positions).split()) <= short
    kind = lexicon.sources.get(tree.lemma(head))
    return bare and kind == "organization" and tree.lemma(head) not in _UNIQUE


def _add_groups(entity_index: EntityIndex, tree: Tree) -> None:
    """Meet "Ilse Kern and Boris Hahn" and "Ilse Kern met Boris Hahn" as a group."""
    heads = (p for p in range(len(tree)) if tree.first(p, "conj") is not None)
    for head in heads:
        top = phrase_head(tree, head)
        if tree.rels[top] in _SUBJECTS:
            members = members_of(tree, head, head=head)
            _add_group(
                entity_index,
                tree,
                top,
                named_people(entity_index.lexicon, tree, members),
            )
    for verb in range(len(tree)):
        who, whom = tree.first(verb, "nsubj"), tree.first(verb, "obj")
        if tree.lemma(verb) == "meet" and who is not None and whom is not None:
            people = named_people(entity_index.lexicon, tree, [who, whom])
            _add_group(entity_index, tree, who, people)


def _add_group(
    entity_index: EntityIndex, tree: Tree, top: int, names: list[tuple[int, int, str]]
) -> None:
    if not names:
        return
    people = [
        entity_index.person(tree.text(range(start, end)), tree.tokens[start].start + 1)
        for start, end, _ in names
    ]
    entity = entity_index.group(joined([f.name for f in people]), size=len(people))
    entity.nouns.update({"couple"} if len(people) == _BARE else ())
    entity.nouns.add(tree.lemma(top))
    entity.places.append(_place(tree, top))


def _place(tree: Tree, position: int) -> tuple[int, int, bool]:
    rel = tree.rels[position]
    return (tree.tokens[position].start, tree.index, rel == "nsubj")


def _add_person(entity_index: EntityIndex, tree: Tree, start: int, end: int) -> None:
    named = start
    start = title_start(entity_index.lexicon, tree, start)
    text, offset = tree.text(range(start, end)), tree.tokens[start].start
    acronym = entity_index.by_acronym(text)
    if acronym is not None:
        acronym.places.append(_place(tree, phrase_head(tree, named)))
        return
    entity = entity_index.person(text, offset)
    head = head_of(tree, start, end)
    top = phrase_head(tree, head)
    subject = (tree.tokens[start].start, tree.index, tree.rels[top] == "nsubj")
    entity.places.append(subject)
    for role, noun in roles_beside(entity_index.lexicon, tree, named, end):
        if role not in entity.roles:
            entity.roles.append(role)
        entity.nouns.add(noun)
        entity.gender = entity.gender or entity_index.lexicon.persons.get(noun)


def _add_organization(
    entity_index: EntityIndex, tree: Tree, start: int, end: int
) -> None:
    text = _in_full(tree, start, end) or tree.text(range(start, end))
    place = tree.name_span(start, "Location") is not None
    entity = entity_index.organization(text, tree.tokens[start].start, place=place)
    head = head_of(tree, start, end)
    entity.places.append(_place(tree, phrase_head(tree, head)))
    entity.nouns.update(w for w in entity.words if w in entity_index.lexicon.sources)
    entity.aliases.update(_acronym_after(tree, end))
    for child in tree.find(head, "appos"):
        if entity_index.lexicon.sources.get(tree.lemma(child)) == "organization":
            entity.nouns.add(tree.lemma(child))
    above = tree.head(head)
    beside = above is not None and tree.rels[head] in {"appos", "compound", "flat"}
    noun = tree.lemma(above) if above is not None and beside and not place else ""
    if entity_index.lexicon.sources.get(noun) == "organization":
        entity.nouns.add(noun)


def _in_full(tree: Tree, start: int, end: int) -> str | None:
    """Return the name that "(CPF)" stands for, with the acronym."""
    acronym = end - start == 1 and tree.tokens[start].text.isupper()
    if not acronym or start == 0 or tree.tokens[start - 1].text != "(":
        return None
    above = tree.head(start)
    if above is None or above > start or tree.rels[start] not in {"appos", "nmod"}:
        return None
    words = [p for p in noun_phrase(tree, above).positions if p < start - 1]
    named = sum(tree.tokens[p].text[:1].isupper() for p in words)
    if named < _BARE or tree.name_span(above, "Person") is not None:
        return None
    return f"{name_from_description(tree, words)} ({tree.tokens[start].text})"


def _acronym_after(tree: Tree, end: int) -> Iterator[str]:
    if end + 2 < len(tree) and tree.tokens[end].text == "(":
        inside = tree.tokens[end + 1].text
        if tree.tokens[end + 2].text == ")" and inside[:1].isupper():
            yield inside.lower()


def _speaking_nouns(context: Context, tree: Tree) -> Iterator[int]:
    """Yield the heads of noun phrases without a name that may speak or be meant."""
    for position, token in enumerate(tree.tokens):
        if token.upos != "NOUN" or tree.rels[position] not in _SUBJECTS:
            continue
        if tree.lemma(position) not in context.lexicon.sources and (
            tree.lemma(position) not in context.lexicon.persons
        ):
            continue
        if name_in_phrase(context.lexicon, tree, position) is None:
            yield position


def _add_description(entity_index: EntityIndex, tree: Tree, head: int) -> None:
    noun = tree.lemma(head)
    offset = tree.tokens[head].start
    entity = None
    plural = is_plural(tree, head)
    if is_definite(tree, head):
        entity = entity_index.by_noun(noun, offset)
        if entity is None and _introduces_nobody(entity_index.lexicon, tree, head):
            return
    if entity is None:
        phrase = noun_phrase(tree, head)
        kind = noun_phrase_type(entity_index.lexicon, tree, head)
        name = _by_its_author(entity_index, tree, head)
        name = name or name_from_description(tree, phrase.positions)
        entity = entity_index.described(name, kind, noun)
        entity.plural = plural
        entity.gender = entity_index.lexicon.persons.get(noun)
    entity.places.append(_place(tree, head))
    entity.places.sort()


def _by_its_author(entity_index: EntityIndex, tree: Tree, head: int) -> str | None:
    """Return "Selby Bank report" for what the Selby Bank said something in."""
    verb = tree.head(head)
    if tree.lemma(head) not in _STUDIES or verb is None:
        return None
    written_in = tree.rels[head] == "obl" and tree.case(head) == "in"
    published = tree.rels[head] == "obj" and tree.lemma(verb) in _PUBLISHES
    author = tree.first(verb, "nsubj") if written_in or published else None
    name = (
        None if author is None else name_in_phrase(entity_index.lexicon, tree, author)
    )
    if name is None or name[2] != "Organization":
        return None
    offset = tree.tokens[name[0]].start + 1
    body = entity_index.organization(tree.text(range(name[0], name[1])), offset)
    return f"{body.name} {tree.lower(head)}"
