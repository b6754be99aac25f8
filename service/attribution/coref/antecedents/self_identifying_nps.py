"""Find whom the words of a description tell by themselves: "the Indian side".

No other description of the article is needed: a name stands in it, or it is somebody's
whole role, or it counts people who were named together.
"""

from service.attribution.coref.antecedents.groups import how_many
from service.attribution.coref.antecedents.organisation_nouns import AFTER_NAMES
from service.attribution.coref.coref_state import CorefState
from service.attribution.coref.entities import Entity, last_mentioned
from service.attribution.coref.name_matching import organization_words, shortens
from service.attribution.coref.outlet_anaphora import known_medium
from service.attribution.syntax.descriptions import (
    is_definite,
    is_plural,
    name_in_phrase,
)
from service.attribution.syntax.noun_phrases import NounPhrase
from service.attribution.syntax.sentence import Tree

_PRINTED = frozenset("broadcaster daily magazine newspaper tabloid weekly".split())
_MEDIA = _PRINTED | frozenset(
    "agency channel network outlet paper site station".split()
)
"""What a medium may be called, the last ones only if it has just spoken."""
_FIGURES = frozenset("data figure number statement statistic statistics".split())
"""What an office publishes and is not a document by itself."""
_BARELY = 2
"""Words of "the prosecutors"."""
_COUNTRIES = frozenset({"EU", "UAE", "UK", "UN", "US", "U.S."})
"""What stands before "company" for where it is, not for its name."""
_ORIGIN = 4
"""Letters that "Indian" and "India" have in common."""


def resolve_self_identifying(
    state: CorefState, tree: Tree, source: NounPhrase
) -> Entity | None:
    """Return whom the words of a description tell, None if they tell nobody."""
    found = (finder(state, tree, source) for finder in _FINDERS)
    return next((entity for entity in found if entity is not None), None)


def of_initials(state: CorefState, tree: Tree, source: NounPhrase) -> Entity | None:
    """Return the "investigating officer" whom "the IO" means."""
    letters = tree.tokens[source.head].text
    if not letters.isupper() or tree.lower(source.positions[0]) != "the":
        return None
    fits = [f for f in state.entity_index.people if _has_initials(f, letters.lower())]
    return fits[0] if len(fits) == 1 else None


def _has_initials(entity: Entity, letters: str) -> bool:
    roles = [organization_words(role.replace("-", " ")) for role in entity.roles]
    return any(
        shortens(letters, words[:size])
        for words in roles
        for size in range(_BARELY, len(letters) + _BARELY)
        if size <= len(words)
    )


def _called(state: CorefState, tree: Tree, source: NounPhrase) -> Entity | None:
    """Return the organisation in "the Dawn newspaper" and "the Hezbollah movement"."""
    name = tree.name_span(source.head - 1, "Organization") if source.head else None
    if (
        tree.lemma(source.head) not in AFTER_NAMES
        or not is_definite(tree, source.head)
        or name is None
        or not tree.is_under(source.head - 1, source.head)
    ):
        return None
    entity = state.named(tree, (name.start, name.end, name.label))
    return None if entity.place or entity.name in _COUNTRIES else entity


def _medium(state: CorefState, tree: Tree, source: NounPhrase) -> Entity | None:
    """Return the medium named last that "the newspaper" and "the agency" mean."""
    noun, offset = tree.lemma(source.head), source.span.start
    if noun not in _MEDIA or not is_definite(tree, source.head):
        return None
    if len(source.positions) > _BARELY + (noun in {"agency", "site", "station"}):
        return None
    fits = (
        entity
        for entity in state.entity_index.organizations
        if known_medium(state.context.lexicon, entity)
        and (noun in _PRINTED or state.salience.spoke_last(entity))
    )
    return last_mentioned(fits, offset)


def _side_of(state: CorefState, tree: Tree, source: NounPhrase) -> Entity | None:
    """Return the country of "the Indian side" at a meeting."""
    if (
        tree.lemma(source.head) != "side"
        or not 1 < len(source.positions) <= _BARELY + 1
    ):
        return None
    origin = tree.lower(source.head - 1)[:_ORIGIN]
    fits = [
        f
        for f in state.entity_index.organizations
        if f.place and len(f.words) == 1 and f.words[0].startswith(origin)
    ]
    return fits[0] if len(fits) == 1 else None


def _owner_of_statistics(
    state: CorefState, tree: Tree, source: NounPhrase
) -> Entity | None:
    """Return the office behind "the bank's data" and "statistics by the bank"."""
    if tree.lemma(source.head) not in _FIGURES:
        return None
    for child in tree.find(source.head, "nmod", "compound"):
        named = tree.name_span(child, "Organization") is not None
        owns = tree.tokens[child].deprel in {"nmod:poss", "compound"}
        if named and (owns or tree.case(child) in {"by", "from", "of"}):
            carried = name_in_phrase(state.context.lexicon, tree, child)
            return None if carried is None else state.named(tree, carried)
    return None


def _office_of(state: CorefState, tree: Tree, source: NounPhrase) -> Entity | None:
    """Return the "District Prosecutors' Office" behind its "prosecutors"."""
    if tree.lemma(source.head) != "prosecutor" or len(source.positions) > _BARELY:
        return None
    fits = [
        f
        for f in state.entity_index.organizations
        if f.before(source.span.start) is not None
        and any(w.startswith("prosecut") for w in f.words)
    ]
    return fits[0] if is_plural(tree, source.head) and len(fits) == 1 else None


def _counted(state: CorefState, tree: Tree, source: NounPhrase) -> Entity | None:
    """Return the two who were named together for "the two" and "both leaders"."""
    lexicon, noun = state.context.lexicon, tree.lemma(source.head)
    people = noun in lexicon.persons or lexicon.sources.get(noun) == "group"
    if not people and not how_many(tree, [source.head]):
        return None
    if tree.lower(source.positions[0]) not in {"the", "both", "these"}:
        return None
    size = how_many(tree, source.positions)
    known = (f for f in state.entity_index.entities if size and f.size == size)
    return last_mentioned(known, source.span.start)


def _in_role(state: CorefState, tree: Tree, source: NounPhrase) -> Entity | None:
    """Return who is called "Malaysia's trade minister" elsewhere by name."""
    if is_plural(tree, source.head) or tree.has(source.head, "det", "a", "an"):
        return None
    words = set(tree.text(source.positions).lower().split()) - {"the"}
    fits = [
        f
        for f in state.entity_index.people
        if any(words == set(r.lower().split()) for r in f.roles)
    ]
    return fits[0] if len(words) > 1 and len(fits) == 1 else None


_FINDERS = (
    of_initials,
    _called,
    _medium,
    _side_of,
    _owner_of_statistics,
    _in_role,
    _office_of,
    _counted,
)
