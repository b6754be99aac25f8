"""The part of society that a speaker belongs to, by roles and organisation nouns."""

from collections.abc import Iterable, Sequence

import msgspec

from service.attribution.context import Context
from service.attribution.coref.entities import Entity
from service.attribution.coref.entity_index import EntityIndex
from service.attribution.coref.profiles.described.entity_descriptions import (
    Description,
)
from service.attribution.coref.profiles.entity_mentions import PlacedMention
from service.attribution.coref.profiles.speaker_classes.activity_class import (
    activity_class,
)
from service.attribution.coref.profiles.speaker_classes.body_class import (
    class_of_affiliation,
    class_of_named_body,
)
from service.attribution.coref.profiles.speaker_classes.class_words import (
    SURE,
    class_of_name,
    ranked_class,
    ranked_class_of_words,
    role_entry,
)
from service.attribution.coref.profiles.speaker_classes.organization_class import (
    organization_class,
)
from service.attribution.lexicon import ClassEntry, ProfileWords
from service.attribution.syntax.descriptions import is_plural
from service.attribution.syntax.sentence import Tree
from service.records import Affiliation, SpeakerClass

_CONTENT_WORDS = frozenset({"NOUN", "PROPN", "ADJ", "ADP", "PART", "PUNCT"})
"""Tags of the words of names."""


_CARING = frozenset({None, "expert_or_academic", "health"})
"""Classes of bodies whose students and patients are private persons."""


class _Shown(msgspec.Struct, frozen=True):
    """What one description shows, None for what it does not."""

    role: SpeakerClass | None = None
    body: SpeakerClass | None = None
    """The class of the organisation beside a general noun."""
    usual: SpeakerClass | None = None


def speaker_class(  # noqa: PLR0913, PLR0917 - what is stated, and the resources
    context: Context,
    entity_index: EntityIndex,
    entity: Entity,
    mentions: Sequence[PlacedMention],
    descriptions: Sequence[Description],
    affiliation: Affiliation | None,
    words: ProfileWords,
) -> SpeakerClass:
    """Return the class of a speaker, "unknown" where the article shows none.

    A role comes first ("the judge"); then the organisation beside a general noun ("the
    bank's president"), the affiliation, what the general noun usually is, and what the
    speaker does. The role of a private person comes after the affiliation of whoever
    has a name, or belongs to a body with one.
    """
    if entity.type == "document" and not _are_people(context, descriptions, words):
        return "document"
    if entity.type == "organization" and entity.named:
        return organization_class(context, entity, mentions, words) or "unknown"
    shown = [_of_description(context, entity_index, d, words) for d in descriptions]
    role = _of_roles(shown, activity_class(context, mentions, words))
    found = (
        _of_body_noun(entity, words)
        or (role if role != "private_person" else None)
        or _first(each.body for each in shown)
        or class_of_affiliation(context, entity_index, affiliation, words)
    )
    named_body = affiliation is not None and affiliation.name[:1].isupper()
    public = entity.named or named_body or entity.type == "organization"
    if role == "private_person" and (not public or found in _CARING):
        return role
    return (
        found
        or _of_description_as_name(entity, words)
        or _first(each.usual for each in shown)
        or _of_title(entity, words)
        or activity_class(context, mentions, words)
        or _otherwise(context, entity, descriptions)
    )


def _of_body_noun(entity: Entity, words: ProfileWords) -> SpeakerClass | None:
    """Return the class of an organisation without a name ("the trade union")."""
    if entity.type != "organization":
        return None
    ranked = ranked_class(entity.name, words)
    return ranked[1] if ranked is not None and ranked[0][0] > 1 else None


def _of_roles(
    shown: Sequence[_Shown], active: SpeakerClass | None
) -> SpeakerClass | None:
    """Return the first role; that of a private person only if there is no other.

    A private person who is prosecuted is on the accused's side in court.
    """
    roles: list[SpeakerClass] = [each.role for each in shown if each.role is not None]
    for role in roles:
        if role != "private_person":
            return role
    private: SpeakerClass = "courts" if active == "courts" else "private_person"
    return private if roles else None


def _first(classes: Iterable[SpeakerClass | None]) -> SpeakerClass | None:
    """Return the first class, None if there is none."""
    for each in classes:
        if each is not None:
            return each
    return None


def _otherwise(
    context: Context, entity: Entity, descriptions: Sequence[Description]
) -> SpeakerClass:
    """Return the class of a speaker of whom no word of the lists is used."""
    if entity.type == "group" and _are_nationals(context, descriptions):
        return "private_person"
    return "media" if _is_author(entity, descriptions) else "unknown"


def _is_author(entity: Entity, descriptions: Sequence[Description]) -> bool:
    """Whether an entity is the author of the article, who says "I"."""
    return entity.name == "author" and not entity.named and not descriptions


def _are_nationals(context: Context, descriptions: Sequence[Description]) -> bool:
    """Whether a group is people of a country ("many Belgians")."""
    nationals = context.lexicon.countries.nationals
    words = ((context.trees[d.tree], d.head) for d in descriptions)
    return any(is_plural(t, head) and t.lower(head) in nationals for t, head in words)


def _are_people(
    context: Context, descriptions: Sequence[Description], words: ProfileWords
) -> bool:
    """Whether people are described with a noun that is also a text's ("figures")."""
    for each in descriptions:
        tree = context.trees[each.tree]
        entry = words.classes.get(tree.lemma(each.head))
        joined = tree.rels[each.head] == "conj"
        if joined and entry is not None and entry.role is not None:
            return True
    return False


def _of_description_as_name(entity: Entity, words: ProfileWords) -> SpeakerClass | None:
    """Return the class of the words by which people without a name are called."""
    by_name = entity.named and entity.type == "person"
    return None if by_name or entity.size else class_of_name(entity.name, words)


def _of_title(entity: Entity, words: ProfileWords) -> SpeakerClass | None:
    """Return the class of a rank in capitals at the beginning of a name ("DSP Roe")."""
    first, _, rest = entity.name.partition(" ")
    entry = words.classes.get(first.lower())
    return entry.role if rest and first.isupper() and entry is not None else None


def _of_description(
    context: Context,
    entity_index: EntityIndex,
    description: Description,
    words: ProfileWords,
) -> _Shown:
    """Return the classes that a description shows."""
    tree = context.trees[description.tree]
    head, positions = description.head, description.positions
    first = _first_conjunct(tree, description)
    entry = role_entry(tree, _member_noun(tree, head), words)
    if first is not None:
        entry = role_entry(tree, first, words) or words.classes.get(tree.lemma(first))
        if entry is not None and entry.name is not None and entry.role is None:
            return _Shown(body=entry.name)
    if entry is not None and entry.role is not None:
        return _Shown(role=entry.role)
    if entry is None and (body := _of_head(tree, head, words)) is not None:
        return _Shown(body=body)
    apart = [*tree.find(head, "conj"), *_relative_clauses(tree, positions)]
    others = [
        p
        for p in positions
        if p != head
        and _is_of_name(tree, p)
        and not any(tree.is_under(p, other) for other in apart)
    ]
    if _is_title_alone(tree, description, entry, others):
        return _Shown(role="government")
    body = class_of_named_body(context, entity_index, tree, others, words)
    usual = _usual(tree, entry, others)
    return _Shown(body=body or _of_words(tree, others, words), usual=usual)


def _is_title_alone(
    tree: Tree,
    description: Description,
    entry: ClassEntry | None,
    others: Sequence[int],
) -> bool:
    """Whether a title of heads of states stands before a name ("President Hale")."""
    return (
        description.form == "beside"
        and not others
        and entry is not None
        and entry.usual == "government"
        and tree.tokens[description.head].text[:1].isupper()
        and description.positions[-1] == description.head
    )


def _relative_clauses(tree: Tree, positions: Iterable[int]) -> list[int]:
    return [p for p in positions if tree.is_relative_clause(p)]


def _is_of_name(tree: Tree, position: int) -> bool:
    """Whether a token may be a part of a name; "who" is none."""
    named = tree.name_span(position, "Organization") is not None
    return named or tree.tokens[position].upos in _CONTENT_WORDS


def _of_head(tree: Tree, head: int, words: ProfileWords) -> SpeakerClass | None:
    """Return the class of a noun for a body ("the Selby government"), or None."""
    entry = words.classes.get(tree.lemma(head))
    if entry is None or entry.name is None or entry.rank < SURE:
        return None
    return _of_words(tree, [*tree.find(head, "compound", "amod"), head], words)


def _of_words(
    tree: Tree, positions: Sequence[int], words: ProfileWords
) -> SpeakerClass | None:
    """Return the class that words beside a noun show, but for those of rank 1."""
    ranked = ranked_class_of_words((tree.lower(p) for p in positions), words)
    return None if ranked is None or ranked[0][0] == 1 else ranked[1]


def _usual(
    tree: Tree, entry: ClassEntry | None, others: Sequence[int]
) -> SpeakerClass | None:
    """Return what a general noun usually is, beside the name of a body or alone."""
    if entry is None:
        return None
    beside = any(tree.name_span(p, "Organization") is not None for p in others)
    found = entry.body or entry.usual if beside else entry.usual
    return None if found == "unknown" else found


def _first_conjunct(tree: Tree, description: Description) -> int | None:
    """Return the noun with which the described one is joined, None if it is alone."""
    head = description.head
    above = tree.head(head)
    joined = tree.rels[head] == "conj" and above in description.positions
    return above if joined else None


def _member_noun(tree: Tree, head: int) -> int:
    """Return the noun of the people in a collection ("a group of judges").

    The noun itself where it is for no collection.
    """
    if tree.lemma(head) not in tree.lexicon.profiles.words.collection_nouns:
        return head
    members = (
        noun
        for noun in tree.find(head, "nmod")
        if tree.case(noun) == "of" and is_plural(tree, noun)
    )
    return next(members, head)
