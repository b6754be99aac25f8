"""Detection of mentions: names, coordinated names and nouns that may be speakers."""

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from service.attribution.context import Context
from service.attribution.coref.antecedents.groups import member_heads, names_of_members
from service.attribution.coref.entities import Mention, Name, Resolution
from service.attribution.coref.entity_index import EntityIndex
from service.attribution.coref.joining.abbreviations import find_abbreviations
from service.attribution.coref.joining.name_variants import (
    NamesOfPeople,
    find_name_variants,
)
from service.attribution.coref.mentions.name_mentions import resolve_name
from service.attribution.coref.mentions.nominal_mentions import (
    ARGUMENTS,
    nominal_heads,
    resolve_nominal,
)
from service.attribution.coref.name_matching import bare_person_name, person_words
from service.attribution.coref.named_entities import (
    find_organization,
    find_person,
    group_of,
)
from service.attribution.lexicon import Lexicon
from service.attribution.syntax.descriptions import NameSpan, is_office, phrase_head
from service.attribution.syntax.sentence import Tree

_PAIR = 2


def detect_mentions(context: Context) -> EntityIndex:
    """Return the entities of the article, with names, roles and mentions.

    Names are read in the whole article first, so that a description can refer to an
    entity that is named later.
    """
    abbreviations = find_abbreviations(context.trees)
    people = _names_of_people(context)
    entity_index = EntityIndex(
        context.lexicon, abbreviations, find_name_variants(people), people.surnames
    )
    for tree in context.trees:
        for name_span in tree.sentence.entities:
            found = resolve_name(context, entity_index, tree, name_span)
            _apply(entity_index, found)
    for tree in context.trees:
        for head in nominal_heads(context, tree):
            _apply(entity_index, resolve_nominal(context, entity_index, tree, head))
        for top, members in _named_together(context.lexicon, tree):
            group = _resolve_group(context, entity_index, tree, top, members)
            _apply(entity_index, group)
    return entity_index


def _names_of_people(context: Context) -> NamesOfPeople:
    """Return the names of people in the article."""
    lexicon = context.lexicon
    texts = (
        tree.text(range(e.start, e.end))
        for tree in context.trees
        for e in tree.sentence.entities
        if e.label == "Person" and not is_office(lexicon, tree, e)
    )
    names = (
        Name(bare_person_name(text, lexicon), person_words(text, lexicon))
        for text in texts
    )
    return NamesOfPeople.of(names, lexicon.names)


def _apply(entity_index: EntityIndex, resolution: Resolution | None) -> None:
    if resolution is not None:
        entity_index.apply(resolution)


def _named_together(
    lexicon: Lexicon, tree: Tree
) -> Iterator[tuple[int, list[NameSpan]]]:
    """Yield (head, names of the members) of people or countries named together.

    "Ann Hale and Tom Roe" are, and so are subject and object of "Hale met Roe".
    """
    for head in range(len(tree)):
        if tree.first(head, "conj") is None:
            continue
        top = phrase_head(tree, head)
        if tree.rels[top] in ARGUMENTS:
            members = member_heads(tree, head, head=head)
            yield top, names_of_members(lexicon, tree, members)
    for verb in range(len(tree)):
        subject, object_ = tree.subject(verb), tree.direct_object(verb)
        if tree.lemma(verb) == "meet" and subject is not None and object_ is not None:
            yield subject, names_of_members(lexicon, tree, [subject, object_])


def _resolve_group(
    context: Context,
    entity_index: EntityIndex,
    tree: Tree,
    top: int,
    names: Sequence[NameSpan],
) -> Resolution | None:
    """Return the group of those who are named together, None for no names."""
    if not names:
        return None
    members = tuple(_resolve_member(entity_index, tree, name) for name in names)
    group = group_of(entity_index, members, [member.name for member in members])
    pair = len(members) == _PAIR and group.entity.type == "group"
    return replace(
        group,
        nouns=(*(("couple",) if pair else ()), tree.lemma(top)),
        mentions=(Mention.of_token(context, tree, top),),
        others=members,
    )


def _resolve_member(
    entity_index: EntityIndex, tree: Tree, name: NameSpan
) -> Resolution:
    """Return the person or the country of a name."""
    text, after = tree.text(name.positions), tree.tokens[name.start].start + 1
    if name.is_person:
        return find_person(entity_index, text, after)
    return find_organization(entity_index, text, after, is_location=True)
