"""The most prominent entity that a short definite NP can refer to: "the politician".

Applied where the noun of the NP has referred to no entity before.
"""

from collections.abc import Callable, Sequence

from service.attribution.coref.antecedents.organisation_nouns import can_refer_to
from service.attribution.coref.coref_state import CorefState
from service.attribution.coref.entities import Entity
from service.attribution.coref.joining.countries import countries_in
from service.attribution.coref.salience import ENOUGH_MENTIONS
from service.attribution.lexicon import Lexicon
from service.attribution.syntax.descriptions import is_age_noun
from service.attribution.syntax.noun_phrases import NounPhrase
from service.attribution.syntax.sentence import Tree
from service.records import SpeakerType

_MAX_ANAPHOR = 4
"""Most words of an NP that refers to a salient entity."""
_MAX_DESCRIPTION = 6
"""The same up to the head, where the NP tells more of the entity."""


def most_prominent_entity(
    state: CorefState, source: NounPhrase, kind: SpeakerType
) -> Entity | None:
    """Return the most prominent entity of the type for a short NP ("the politician").

    Its roles and name have the names in the NP, and if possible another word of it.
    """
    tree = state.context.trees[source.tree]
    if len(tree.text(source.positions).split()) > _MAX_ANAPHOR:
        return None
    modifiers = [p for p in source.positions if p != source.head]
    names = {tree.lower(p) for p in modifiers if tree.name_span(p) is not None}
    words = {tree.lower(p) for p in modifiers if tree.name_span(p) is None}
    words -= tree.lexicon.words.undistinguishing
    if not _is_identified_by_names(tree, source):
        names = set[str]()
    noun, index = tree.lemma(source.head), state.entity_index

    def fits(entity: Entity) -> bool:
        return (
            entity.type == kind
            and (not names or names <= entity.role_words)
            and _is_compatible(state, entity, noun)
        )

    by_words = [e for e in index.find("role word", *words) if fits(e)]
    if by_words:
        return _most_prominent(state, by_words, source)
    if names:
        named = [e for e in index.find("role word", *names) if fits(e)]
    else:
        named = _near_or_frequent(state, source, kind, fits)
    last = state.salience.last_speaker
    spoke = [last] if last is not None and fits(last) else []
    return _most_prominent(state, named, source) or _most_prominent(
        state, spoke, source
    )


def newly_described_entity(
    state: CorefState, source: NounPhrase, kind: SpeakerType
) -> Entity | None:
    """Return the entity of which an NP tells more ("the former Norby striker").

    The last speaker if it is of the type, else the most prominent of those mentioned
    near. None for an office, whose holder may be somebody else ("the Norby mayor"), and
    for an organisation with a complement ("the organisation of the race").
    """
    tree = state.context.trees[source.tree]
    lexicon, noun = tree.lexicon, tree.lemma(source.head)
    if kind == "person":
        excluded = _is_office(lexicon, noun)
    else:
        excluded = bool(tree.find(source.head, "nmod"))
    before = [p for p in source.positions if p <= source.head]
    if excluded or len(before) > _MAX_DESCRIPTION:
        return None
    stated = countries_in(lexicon, (tree.lower(p) for p in before))

    def fits(entity: Entity) -> bool:
        other = stated and countries_in(lexicon, entity.role_words) - stated
        same = entity.type == kind and entity.named and not other
        return same and _is_compatible(state, entity, noun)

    last = state.salience.last_speaker
    if last is not None and fits(last) and _most_prominent(state, [last], source):
        return last
    near = state.salience.reach(source.tree, source.span.start)
    found = [e for e in state.entity_index.mentioned_in(near) if fits(e)]
    return _most_prominent(state, found, source)


def _is_office(lexicon: Lexicon, noun: str) -> bool:
    """Whether an entity has a noun of a person as its office or party, not by trade."""
    nouns = lexicon.nouns
    known = nouns.leaders | nouns.officers | lexicon.name_words.offices
    stated = noun in lexicon.titles or noun in nouns.party_members
    return stated or not known.isdisjoint(lexicon.synonyms_of(noun))


def _most_prominent(
    state: CorefState, entities: Sequence[Entity], source: NounPhrase
) -> Entity | None:
    """Return the most prominent of the entities, None if none is prominent."""
    prominent = [
        (prominence, entity)
        for entity in entities
        if (
            prominence := state.salience.prominence(
                entity, source.tree, source.span.start
            )
        )
    ]
    return max(prominent, key=lambda pair: pair[0])[1] if prominent else None


def _near_or_frequent(
    state: CorefState,
    source: NounPhrase,
    kind: SpeakerType,
    fits: Callable[[Entity], bool],
) -> list[Entity]:
    """Return the named entities of a type of which one is the most prominent.

    They have a near mention, or the most mentions before the source: without a near
    mention the prominence depends on their number only, up to ``ENOUGH_MENTIONS``.
    """
    offset = source.span.start
    reach = state.salience.reach(source.tree, offset)
    found = {
        entity.number: entity
        for entity in state.entity_index.mentioned_in(reach)
        if entity.named and fits(entity)
    }
    most = 0
    for entity in state.entity_index.find("kind", kind):
        count = min(entity.count_before(offset), ENOUGH_MENTIONS)
        if count > most and fits(entity):
            most, found[entity.number] = count, entity
        if most == ENOUGH_MENTIONS:
            break
    return [found[number] for number in sorted(found)]


def _is_identified_by_names(tree: Tree, source: NounPhrase) -> bool:
    """Whether names among the modifiers identify the entity.

    False where they state a product, an age or a place ("the Selby-based group").
    """
    made = tree.lemma(source.head) == "maker"
    based = any(tree.lower(p).endswith("based") for p in source.positions)
    return not (made or based or is_age_noun(tree, source.head))


def _is_compatible(state: CorefState, entity: Entity, noun: str) -> bool:
    """Whether a singular noun can refer to an entity, by gender, role and name."""
    lexicon = state.context.lexicon
    gender, nouns = lexicon.persons.get(noun), lexicon.nouns
    return (
        not entity.is_location
        and not entity.plural
        and not state.is_questioner(entity)
        and not (gender and entity.gender and entity.gender != gender)
        and not (noun in nouns.suspects and entity.nouns & nouns.officers)
        and can_refer_to(lexicon, noun, entity)
    )
