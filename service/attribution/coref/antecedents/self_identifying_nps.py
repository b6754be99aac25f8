"""Antecedents of definite NPs whose own words identify them: "the Indian side".

No noun of the entity is needed: the NP has a name in it, states a whole role, or counts
people who were named together.
"""

from service.attribution.coref.antecedents.groups import stated_number
from service.attribution.coref.antecedents.role_holders import find_role_holder
from service.attribution.coref.coref_state import CorefState
from service.attribution.coref.entities import (
    Entity,
    Resolution,
    last_mentioned,
    resolved_to,
)
from service.attribution.coref.entity_keys import STEM, role_key
from service.attribution.coref.joining.countries import country_of_nationals
from service.attribution.coref.name_matching import is_acronym_of, organization_words
from service.attribution.lexicon import Lexicon
from service.attribution.outlets.media_names import media_name
from service.attribution.syntax.descriptions import (
    NameSpan,
    is_definite,
    is_plural,
)
from service.attribution.syntax.noun_phrases import NounPhrase
from service.attribution.syntax.sentence import Tree

_MAX_BARE = 2
"""Most words of a definite NP without modifiers ("the prosecutors")."""
_PROSECUTORS = "prosecut"
"""First letters of words for a prosecutors' office."""


def resolve_self_identifying(
    state: CorefState, tree: Tree, source: NounPhrase
) -> Resolution | None:
    """Return the entity that the words of an NP identify, None if they do not."""
    resolved = (rule(state, tree, source) for rule in _RULES)
    found = next((found for found in resolved if found is not None), None)
    return resolved_to(found) if isinstance(found, Entity) else found


def resolve_role_acronym(
    state: CorefState, tree: Tree, source: NounPhrase
) -> Entity | None:
    """Return the only person whose role an acronym abbreviates, None without one.

    "The IO" refers to the "investigating officer".
    """
    letters = tree.tokens[source.head].text
    alone = len(source.positions) == 1 and not state.defines(letters)
    if not letters.isupper() or not (alone or is_definite(tree, source.head)):
        return None
    acronym = letters.lower()
    people = state.entity_index.find("role initial", acronym[0])
    fits = [e for e in people if _has_role_acronym(e, acronym, tree.lexicon)]
    return fits[0] if len(fits) == 1 else None


def _has_role_acronym(entity: Entity, acronym: str, lexicon: Lexicon) -> bool:
    """Whether an acronym (lower case) abbreviates a role.

    It consists of beginnings of the first words ("IO" for "investigating officer"), or
    of the first letters of others ("LG" for "Selby Lieutenant Governor").
    """
    roles = [organization_words(role.replace("-", " ")) for role in entity.roles]
    minor = lexicon.words.skipped_in_acronyms
    return any(
        is_acronym_of(acronym, words[:size], lexicon)
        for words in roles
        for size in range(2, len(acronym) + 2)
        if size <= len(words)
    ) or any(
        acronym in "".join(word[0] for word in words if word not in minor)
        for words in roles
    )


def _name_before_class_noun(
    state: CorefState, tree: Tree, source: NounPhrase
) -> Resolution | None:
    """Return the organisation of "the Dawn newspaper" or "the Hezbollah movement"."""
    name = tree.name_span(source.head - 1, "Organization") if source.head else None
    if (
        tree.lemma(source.head) not in tree.lexicon.nouns.after_names
        or not is_definite(tree, source.head)
        or name is None
        or not tree.is_under(source.head - 1, source.head)
    ):
        return None
    found = state.resolve_name(tree, NameSpan(name.start, name.end, name.label))
    place = (
        found.entity.is_location or found.name in tree.lexicon.name_words.place_acronyms
    )
    return None if place else found


def _last_medium(state: CorefState, tree: Tree, source: NounPhrase) -> Entity | None:
    """Return the last mentioned medium for "the newspaper" or "the agency"."""
    nouns, noun = tree.lexicon.nouns, tree.lemma(source.head)
    is_media_noun = noun in nouns.media or noun in nouns.ambiguous_media
    if not is_media_noun or not is_definite(tree, source.head):
        return None
    if len(source.positions) > _MAX_BARE + (noun in nouns.media_in_compounds):
        return None
    fits = (
        entity
        for entity in state.entity_index.find("kind", "medium")
        if media_name(state.context.lexicon, entity.name, entity.words)
        and (noun in nouns.media or state.salience.is_last_speaker(entity))
    )
    return last_mentioned(fits, source.span.start)


def _country_of_side(
    state: CorefState, tree: Tree, source: NounPhrase
) -> Entity | None:
    """Return the country of "the Indian side" at a meeting."""
    if (
        tree.lemma(source.head) != "side"
        or not 1 < len(source.positions) <= _MAX_BARE + 1
    ):
        return None
    adjective = tree.text([p for p in source.positions if p != source.head])
    return country_of_nationals(state.entity_index, adjective)


def _prosecutors_office(
    state: CorefState, tree: Tree, source: NounPhrase
) -> Entity | None:
    """Return the only "Prosecutors' Office" mentioned before for "prosecutors"."""
    if tree.lemma(source.head) != "prosecutor" or len(source.positions) > _MAX_BARE:
        return None
    fits = [
        e
        for e in state.entity_index.find("stem", _PROSECUTORS[:STEM])
        if e.type == "organization"
        and e.last_mention_before(source.span.start) is not None
        and any(word.startswith(_PROSECUTORS) for word in e.words)
    ]
    return fits[0] if is_plural(tree, source.head) and len(fits) == 1 else None


def _group_of_stated_number(
    state: CorefState, tree: Tree, source: NounPhrase
) -> Entity | None:
    """Return the last group with as many members as "the two" or "both leaders".

    For "both countries" the last that are named together, else the only ones.
    """
    number = stated_number(tree, source.positions)
    if not number or tree.lower(source.positions[0]) not in {"the", "both", "these"}:
        return None
    lexicon, noun = state.context.lexicon, tree.lemma(source.head)
    index, offset = state.entity_index, source.span.start
    sides = noun in lexicon.nouns.sides
    if sides or noun in lexicon.nouns.countries:
        together = index.find("kind", "countries")
        countries = [e for e in together if e.size == number]
        if len(countries) == 1:
            return countries[0]
        found = last_mentioned(countries, offset)
        if found is not None or not sides:
            return found
    people = noun in lexicon.persons or lexicon.sources.get(noun) == "group"
    if not sides and not people and not stated_number(tree, [source.head]):
        return None
    groups = (e for e in index.find("kind", "group") if e.size == number)
    return last_mentioned(groups, offset)


def _person_in_role(state: CorefState, tree: Tree, source: NounPhrase) -> Entity | None:
    """Return the only person whose whole role is the NP ("Malaysia's trade minister").

    None for an indefinite, plural or one-word NP.
    """
    if is_plural(tree, source.head) or tree.has(source.head, "det", "a", "an"):
        return None
    words = set(tree.text(source.positions).lower().split()) - {"the"}
    fits = list(state.entity_index.find("role", role_key(words)))
    return fits[0] if len(words) > 1 and len(fits) == 1 else None


_RULES = (
    resolve_role_acronym,
    _name_before_class_noun,
    _last_medium,
    _country_of_side,
    _person_in_role,
    find_role_holder,
    _prosecutors_office,
    _group_of_stated_number,
)
