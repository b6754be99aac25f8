"""Antecedents of noun phrases without a name: "the minister", "sources".

The antecedent is an entity that the NP identifies, that its noun has referred to, or
the most salient one of the same type; without an antecedent the NP is a new entity.
"""

from collections.abc import Iterable

import msgspec

from service.attribution.coref.antecedents.bodies import find_body
from service.attribution.coref.antecedents.organisation_nouns import is_general_noun
from service.attribution.coref.antecedents.prominent_entities import (
    most_prominent_entity,
    newly_described_entity,
)
from service.attribution.coref.antecedents.self_identifying_nps import (
    resolve_self_identifying,
)
from service.attribution.coref.coref_state import CorefState
from service.attribution.coref.entities import Entity, Resolution, resolved_to
from service.attribution.coref.entity_index import EntityIndex
from service.attribution.coref.name_matching import head_words
from service.attribution.syntax.descriptions import (
    has_pronominal_possessor,
    is_age_noun,
    is_definite,
    is_plural,
)
from service.attribution.syntax.noun_phrases import NounPhrase
from service.attribution.syntax.sentence import Tree
from service.attribution.syntax.speaker_types import noun_phrase_type
from service.records import SpeakerType

_LONGEST_GROUP = 3
"""Most words of a group that its noun alone refers to ("ministerial sources")."""


def resolve_definite_np(
    state: CorefState, tree: Tree, source: NounPhrase, *, possessor: Resolution | None
) -> Resolution:
    """Return the entity of a noun phrase without a name, a new one if it is new.

    ``possessor`` is the named antecedent of the pronoun in "his family".
    """
    identified = resolve_self_identifying(state, tree, source)
    if identified is not None:
        return identified
    kind = noun_phrase_type(state.context.lexicon, tree, source.head)
    antecedent = _antecedent(state, tree, source, kind)
    if possessor is not None and antecedent is possessor.entity:
        antecedent = None  # nobody is the possessor of himself
    if antecedent is not None:
        return Resolution(antecedent)
    if kind == "person" and tree.index == 0:
        named_later = _named_in_next_sentence(state, tree, source)
        if named_later is not None:
            return named_later
    if kind == "unknown":
        possessor = None
    return state.resolve_description(tree, source, kind=kind, possessor=possessor)


def _antecedent(
    state: CorefState, tree: Tree, source: NounPhrase, kind: SpeakerType
) -> Entity | None:
    """Return the antecedent of an NP by the rule for its determiner."""
    first = tree.lower(source.positions[0])
    if is_definite(tree, source.head) or (
        first == "the" and is_age_noun(tree, source.head)
    ):
        return _antecedent_of_definite(state, tree, source, kind)
    if _is_bare_person_noun(state, tree, source.head):
        antecedent = _antecedent_by_noun(state, tree, source)
        return antecedent or _only_named_by(state, tree.lemma(source.head))
    if (
        has_pronominal_possessor(tree, source.head)
        or tree.rels[source.head] == "compound"  # "the board" of "the board statement"
    ):
        found = _antecedent_by_noun(state, tree, source)
        honorific = kind == "person" and tree.tokens[source.head].text.istitle()
        if found is None and honorific:
            found = newly_described_entity(state, source, kind)
        return found
    if len(source.positions) == 1 and kind == "organization":
        return find_body(state, tree.lemma(source.head), source.span.start)
    if _is_bare_plural(tree, source) and kind == "group":
        group = _antecedent_by_noun(state, tree, source)
        unquantified = group is not None and _is_unquantified_group(state, group)
        return group if unquantified else None
    return None


def _named_in_next_sentence(
    state: CorefState, tree: Tree, source: NounPhrase
) -> Resolution | None:
    """Return the person whom a lede describes before naming ("A father of three says").

    The second sentence has the full name as its subject, at its first mention; else
    the noun is a role of only one person.
    """
    noun = tree.lemma(source.head)
    if (
        noun in tree.lexicon.nouns.anonymous_sources
        or has_pronominal_possessor(tree, source.head)
        or is_plural(tree, source.head)
    ):
        return None
    for person in state.entity_index.people:
        first = next(iter(person.mentions), None)
        starts = first is not None and first.sentence == 1 and first.is_subject
        if starts and len(person.words) > 1:
            return Resolution(person, nouns=(noun,))
    return resolved_to(_only_named_by(state, noun))


def _antecedent_of_definite(
    state: CorefState, tree: Tree, source: NounPhrase, kind: SpeakerType
) -> Entity | None:
    """Return the antecedent of an NP with "the" or a demonstrative."""
    antecedent = _antecedent_by_noun(state, tree, source)
    if antecedent is not None:
        return antecedent
    if is_plural(tree, source.head) or kind not in {"person", "organization"}:
        return None
    noun = tree.lemma(source.head)
    if kind == "organization" and not is_general_noun(tree.lexicon, noun):
        return None
    found = most_prominent_entity(state, source, kind) or _only_named_by(state, noun)
    return found or newly_described_entity(state, source, kind)


def _antecedent_by_noun(
    state: CorefState, tree: Tree, source: NounPhrase
) -> Entity | None:
    """Return the entity mentioned before that the noun or a synonym has referred to.

    Entities that share a modifier of the NP come first, then those with a name, then
    those described by more than the noun; among them the last mentioned.
    """
    noun, offset = tree.lemma(source.head), source.span.start
    plural = is_plural(tree, source.head)
    mentioned = _Mentioned(state.entity_index, offset, plural=plural)
    fits = mentioned.of_noun(noun)
    if not fits and is_definite(tree, source.head):
        fits = mentioned.of_name_head(tree.lower(source.head))
    fits = fits or mentioned.of_synonym(noun)
    modifiers = {tree.lower(p) for p in source.positions[:-1]} - {"the"}
    origin = {tree.lower(p) for p in source.positions[:-1] if tree.name_span(p, "NORP")}
    if origin and not any(origin <= e.role_words for e in fits):
        counterparts = mentioned.of_noun("counterpart")
        fits = [e for e in counterparts if _is_counterpart(e, origin)] or fits
    fits = _with_names_of(tree, source, fits)
    bare = {tree.lower(source.head), *tree.lexicon.synonyms_of(noun)}
    for preferred in (
        [e for e in fits if modifiers & e.role_words],
        [e for e in fits if e.named],
        [e for e in fits if e.name.lower() not in bare],
    ):
        if preferred:
            return max(preferred, key=lambda e: e.mentions[e.count_before(offset) - 1])
    return None


def _with_names_of(tree: Tree, source: NounPhrase, fits: list[Entity]) -> list[Entity]:
    """Return the entities that have a name in the NP too, all where it has none.

    "The Selby poll" is no "poll in Norby"; a person may have more names in the NP than
    in the roles that are known.
    """
    names = {tree.lower(p) for p in source.positions[:-1] if tree.name_span(p)}
    if not names or noun_phrase_type(tree.lexicon, tree, source.head) == "person":
        return fits
    return [e for e in fits if names & (e.role_words | _words_of(e.name))]


def _words_of(name: str) -> set[str]:
    return set(name.lower().replace("'s", " 's").split())


class _Mentioned(msgspec.Struct, frozen=True):
    """The entities mentioned before an offset that agree with a noun in number."""

    entity_index: EntityIndex
    offset: int
    plural: bool

    def of_noun(self, noun: str) -> list[Entity]:
        """Return the entities that have the noun in their name or were its referent."""
        named = (e for e in self.entity_index.find("word", noun) if noun in e.words)
        return self._agreeing((*self.entity_index.with_noun(noun, self.offset), *named))

    def of_name_head(self, word: str) -> list[Entity]:
        """Return the entities with the word as head of the name ("Selby Archives")."""
        found = self.entity_index.find("word", word)
        lexicon = self.entity_index.lexicon
        return self._agreeing(
            e for e in found if head_words(e.words, lexicon)[-1:] == (word,)
        )

    def of_synonym(self, noun: str) -> list[Entity]:
        """Return the entities that have a noun or role as a synonym of the noun."""
        found = [
            entity
            for synonym in self.entity_index.lexicon.synonyms_of(noun)
            for entity in self.entity_index.with_noun(synonym, self.offset)
        ]
        return self._agreeing((*found, *self.entity_index.find("role synonym", noun)))

    def _agreeing(self, entities: Iterable[Entity]) -> list[Entity]:
        """Return those that fit, in their order."""
        found = {entity.number: entity for entity in entities}
        return [
            found[number]
            for number in sorted(found)
            if _agrees_in_number(found[number], plural=self.plural)
            and found[number].count_before(self.offset)
        ]


def _agrees_in_number(entity: Entity, *, plural: bool) -> bool:
    """Whether an entity agrees with a plural or singular noun.

    A plural refers to no person; a singular to no unnamed plural group: none of the
    "airlines" is "the airline".
    """
    if plural:
        return entity.type != "person"
    return not entity.plural or entity.type != "group" or entity.named


def _is_counterpart(entity: Entity, origin: set[str]) -> bool:
    """Whether an entity was introduced as a counterpart of that origin.

    "His Irish counterpart" is the antecedent of "the Irish prime minister".
    """
    return "counterpart" in entity.nouns and origin <= entity.role_words


def _only_named_by(state: CorefState, noun: str) -> Entity | None:
    """Return the only named entity of the article that the noun refers to.

    Of several, the only one that has exactly the noun as a role.
    """
    fits = list(state.entity_index.find("noun", noun))
    if len(fits) > 1:
        fits = [e for e in fits if noun in {role.lower() for role in e.roles}]
    return fits[0] if len(fits) == 1 else None


def _is_bare_person_noun(state: CorefState, tree: Tree, head: int) -> bool:
    """Whether a noun for a person has no determiner ("spokesman", "veteran leader")."""
    noun = tree.lemma(head)
    bare = tree.first(head, "det", "nummod") is None and not is_plural(tree, head)
    possessed = any(tree.is_possessor(c) for c in tree.children[head])
    return noun in state.context.lexicon.persons and bare and not possessed


def _is_bare_plural(tree: Tree, source: NounPhrase) -> bool:
    """Whether the NP is a single plural noun ("sources")."""
    return len(source.positions) == 1 and is_plural(tree, source.head)


def _is_unquantified_group(state: CorefState, entity: Entity) -> bool:
    """Whether an entity is an unnamed group without a quantifier.

    "Sources" refers to "ministerial sources", not to "many sources".
    """
    first = entity.name.split(maxsplit=1)[0].lower()
    quantified = first in state.context.lexicon.words.quantifiers
    unnamed = entity.type == "group" and not entity.named and not quantified
    return unnamed and len(entity.name.split()) <= _LONGEST_GROUP
