"""The most prominent entity that a short definite NP can refer to: "the politician".

Applied where the noun of the NP has referred to no entity before.
"""

from service.attribution.coref.antecedents.organisation_nouns import can_refer_to
from service.attribution.coref.coref_state import CorefState
from service.attribution.coref.entities import Entity
from service.attribution.syntax.descriptions import is_age_noun
from service.attribution.syntax.noun_phrases import NounPhrase
from service.attribution.syntax.sentence import Tree
from service.records import SpeakerType

_SUSPECTS = frozenset("accused attacker defendant gunman suspect victim".split())
_OFFICERS = frozenset(
    "commissioner detective inspector judge lawyer magistrate minister officer "
    "prosecutor spokesman spokesperson spokeswoman superintendent".split()
)
"""Roles of people who speak about a suspect and are not one."""
_UNINFORMATIVE = frozenset({"that", "the", "this", "former", "of"})
_MAX_ANAPHOR = 4
"""Most words of an NP that refers to a salient entity."""


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
    words -= _UNINFORMATIVE
    if not _is_identified_by_names(tree, source):
        names = set[str]()
    fits = [
        e
        for e in state.entity_index.entities
        if e.type == kind
        and names <= e.role_words
        and _is_compatible(state, e, tree.lemma(source.head))
    ]
    fits = [e for e in fits if words & e.role_words] or fits
    last_speaker = [e for e in fits if state.salience.is_last_speaker(e)]
    for preferred in ([e for e in fits if e.named], last_speaker):
        prominent = [
            (prominence, entity)
            for entity in preferred
            if (
                prominence := state.salience.prominence(
                    entity, source.tree, source.span.start
                )
            )
        ]
        if prominent:
            return max(prominent, key=lambda pair: pair[0])[1]
    return None


def _is_identified_by_names(tree: Tree, source: NounPhrase) -> bool:
    """Whether names among the modifiers identify the entity.

    False where they state a product, an age or a place ("the Selby-based group").
    """
    made = tree.lemma(source.head) == "maker"
    based = any(tree.lower(p).endswith("based") for p in source.positions)
    return not (made or based or is_age_noun(tree, source.head))


def _is_compatible(state: CorefState, entity: Entity, noun: str) -> bool:
    """Whether a singular noun can refer to an entity, by gender, role and name."""
    gender = state.context.lexicon.persons.get(noun)
    return (
        not entity.is_location
        and not entity.plural
        and not state.is_questioner(entity)
        and not (gender and entity.gender and entity.gender != gender)
        and not (noun in _SUSPECTS and entity.nouns & _OFFICERS)
        and can_refer_to(state.context.lexicon, noun, entity)
    )
