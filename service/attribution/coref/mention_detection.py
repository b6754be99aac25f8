"""Detection of mentions: names, coordinated names and nouns that may be speakers."""

from collections.abc import Iterator

from service.attribution.context import Context
from service.attribution.coref.antecedents.groups import (
    join_names,
    member_heads,
    names_of_people,
)
from service.attribution.coref.antecedents.organisation_nouns import ORGANIZATION_NOUNS
from service.attribution.coref.entities import EntityIndex, Mention
from service.attribution.coref.roles import roles_beside
from service.attribution.lexicon import Lexicon
from service.attribution.syntax.descriptions import (
    NameSpan,
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

_ARGUMENTS = frozenset({"nsubj", "obl", "appos", "obj", "conj", "root", "nmod", "iobj"})
"""Relations of noun phrases that are mentions."""
_UNIQUE_INSTITUTIONS = frozenset(
    {"police", "army", "military", "court", "parliament", "government"}
)
"""Institutions that "the" introduces without a name."""
_MAX_ANAPHOR = 2
"""Most words of an anaphoric noun phrase ("the ministry")."""
_MAX_ORGANIZATION_ANAPHOR = 4
"""The same with a general noun for organisations ("the Selby pump company")."""
_PAIR = 2
_MIN_CAPITALS = 2
"""Least number of capitalised words in a name that an acronym abbreviates."""
_STUDIES = frozenset("analysis paper report review study survey".split())
_PUBLISHING_VERBS = frozenset("issue publish release".split())


def detect_mentions(context: Context) -> EntityIndex:
    """Return the entities of the article, with names, roles and mentions.

    Names are read in the whole article first, so that a description can refer to an
    entity that is named later.
    """
    entity_index = EntityIndex(context.lexicon)
    for tree in context.trees:
        _add_names(entity_index, tree)
    for tree in context.trees:
        for head in _nominal_mentions(context, tree):
            _add_nominal(entity_index, tree, head)
        _add_groups(entity_index, tree)
    for entity in entity_index.entities:
        entity.mentions.sort()
    return entity_index


def _add_names(entity_index: EntityIndex, tree: Tree) -> None:
    for name_span in tree.sentence.entities:
        if is_office(entity_index.lexicon, tree, name_span):
            continue
        if name_span.label == "Person":
            _add_person(entity_index, tree, name_span.start, name_span.end)
        elif name_span.label in {"Organization", "Location"}:
            _add_organization(entity_index, tree, name_span.start, name_span.end)


def _is_anaphor_only(lexicon: Lexicon, tree: Tree, head: int) -> bool:
    """Whether a definite NP introduces no entity, but may refer to one ("the company").

    It is short and its noun denotes an organisation that needs a name.
    """
    general = tree.lemma(head) in ORGANIZATION_NOUNS
    longest = _MAX_ORGANIZATION_ANAPHOR if general else _MAX_ANAPHOR
    short = len(tree.text(noun_phrase(tree, head).positions).split()) <= longest
    kind = lexicon.sources.get(tree.lemma(head))
    return (
        short
        and kind == "organization"
        and tree.lemma(head) not in _UNIQUE_INSTITUTIONS
    )


def _add_groups(entity_index: EntityIndex, tree: Tree) -> None:
    """Add people named together as a group ("Ann Hale and Tom Roe", "Hale met Roe")."""
    for head in range(len(tree)):
        if tree.first(head, "conj") is None:
            continue
        top = phrase_head(tree, head)
        if tree.rels[top] in _ARGUMENTS:
            members = member_heads(tree, head, head=head)
            people = names_of_people(entity_index.lexicon, tree, members)
            _add_group(entity_index, tree, top, people)
    for verb in range(len(tree)):
        subject, object_ = tree.first(verb, "nsubj"), tree.first(verb, "obj")
        if tree.lemma(verb) == "meet" and subject is not None and object_ is not None:
            people = names_of_people(entity_index.lexicon, tree, [subject, object_])
            _add_group(entity_index, tree, subject, people)


def _add_group(
    entity_index: EntityIndex, tree: Tree, top: int, names: list[NameSpan]
) -> None:
    if not names:
        return
    people = [
        entity_index.get_or_add_person(
            tree.text(name.positions), tree.tokens[name.start].start + 1
        )
        for name in names
    ]
    name = join_names([person.name for person in people])
    group = entity_index.get_or_add_group(name, size=len(people))
    if len(people) == _PAIR:
        group.nouns.add("couple")
    group.nouns.add(tree.lemma(top))
    group.mentions.append(_mention_at(tree, top))


def _mention_at(tree: Tree, position: int) -> Mention:
    is_subject = tree.rels[position] == "nsubj"
    return Mention(tree.tokens[position].start, tree.index, is_subject)


def _add_person(entity_index: EntityIndex, tree: Tree, start: int, end: int) -> None:
    """Add a mention of a person by name, with the roles beside it."""
    titled = title_start(entity_index.lexicon, tree, start)
    text, offset = tree.text(range(titled, end)), tree.tokens[titled].start
    abbreviated = entity_index.by_acronym(text)
    if abbreviated is not None:
        abbreviated.mentions.append(_mention_at(tree, phrase_head(tree, start)))
        return
    person = entity_index.get_or_add_person(text, offset)
    top = phrase_head(tree, head_of(tree, titled, end))
    is_subject = tree.rels[top] == "nsubj"
    person.mentions.append(Mention(offset, tree.index, is_subject))
    for role, noun in roles_beside(entity_index.lexicon, tree, start, end):
        if role not in person.roles:
            person.roles.append(role)
        person.nouns.add(noun)
        person.gender = person.gender or entity_index.lexicon.persons.get(noun)


def _add_organization(
    entity_index: EntityIndex, tree: Tree, start: int, end: int
) -> None:
    """Add a mention of an organisation or location by name.

    Nouns in the name, its appositions and the noun that it modifies can refer to it.
    """
    sources = entity_index.lexicon.sources
    text = _expanded_acronym(tree, start, end) or tree.text(range(start, end))
    is_location = tree.name_span(start, "Location") is not None
    entity = entity_index.get_or_add_organization(
        text, tree.tokens[start].start, is_location=is_location
    )
    head = head_of(tree, start, end)
    entity.mentions.append(_mention_at(tree, phrase_head(tree, head)))
    entity.nouns.update(w for w in entity.words if w in sources)
    entity.aliases.update(_acronym_after(tree, end))
    nouns = [tree.lemma(child) for child in tree.find(head, "appos")]
    above = tree.head(head)
    modifies = tree.rels[head] in {"appos", "compound", "flat"}
    if above is not None and modifies and not is_location:
        nouns.append(tree.lemma(above))
    entity.nouns.update(noun for noun in nouns if sources.get(noun) == "organization")


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


def _nominal_mentions(context: Context, tree: Tree) -> Iterator[int]:
    """Yield the heads of noun phrases without a name that may be speakers."""
    for position, token in enumerate(tree.tokens):
        if token.upos != "NOUN" or tree.rels[position] not in _ARGUMENTS:
            continue
        if tree.lemma(position) not in context.lexicon.sources and (
            tree.lemma(position) not in context.lexicon.persons
        ):
            continue
        if name_in_phrase(context.lexicon, tree, position) is None:
            yield position


def _add_nominal(entity_index: EntityIndex, tree: Tree, head: int) -> None:
    """Add a mention by a noun phrase without a name.

    A definite NP is a mention of the entity that its noun has referred to before.
    """
    noun = tree.lemma(head)
    entity = None
    if is_definite(tree, head):
        entity = entity_index.by_noun(noun, tree.tokens[head].start)
        if entity is None and _is_anaphor_only(entity_index.lexicon, tree, head):
            return
    if entity is None:
        kind = noun_phrase_type(entity_index.lexicon, tree, head)
        description = _name_with_author(
            entity_index, tree, head
        ) or name_from_description(tree, noun_phrase(tree, head).positions)
        entity = entity_index.add_unnamed(description, kind, noun)
        entity.plural = is_plural(tree, head)
        entity.gender = entity_index.lexicon.persons.get(noun)
    entity.add_mention(_mention_at(tree, head))


def _name_with_author(entity_index: EntityIndex, tree: Tree, head: int) -> str | None:
    """Return "Selby Bank report" for a report that the Selby Bank speaks in or issued.

    None for other nouns and where no organisation is named as the author.
    """
    verb = tree.head(head)
    if tree.lemma(head) not in _STUDIES or verb is None:
        return None
    speaks_in = tree.rels[head] == "obl" and tree.case(head) == "in"
    issued = tree.rels[head] == "obj" and tree.lemma(verb) in _PUBLISHING_VERBS
    author = tree.first(verb, "nsubj") if speaks_in or issued else None
    name = (
        None if author is None else name_in_phrase(entity_index.lexicon, tree, author)
    )
    if name is None or name.label != "Organization":
        return None
    organization = entity_index.get_or_add_organization(
        tree.text(name.positions), tree.tokens[name.start].start + 1
    )
    return f"{organization.name} {tree.lower(head)}"
