"""Resolution of the speaker of every candidate, over the whole article."""

from collections import deque
from collections.abc import Sequence

from msgspec.structs import replace

from service.attribution.candidates import Candidate
from service.attribution.context import Context
from service.attribution.coref.antecedents.pronouns import (
    narrative_pronouns,
    resolve_narrative_pronoun,
)
from service.attribution.coref.antecedents.questioners import find_questioners
from service.attribution.coref.coref_state import CorefState, apply_resolution
from service.attribution.coref.entities import Entity, Resolution, resolved_to
from service.attribution.coref.entity_index import EntityIndex
from service.attribution.coref.named_entities import find_organization
from service.attribution.coref.resolve import resolve_source
from service.attribution.coref.salience import Salience
from service.attribution.syntax.sentence import Tree


def resolve_speakers(
    context: Context, candidates: Sequence[Candidate], entity_index: EntityIndex
) -> tuple[Entity | None, ...]:
    """Return the entity of each candidate, in their order; None where there is none.

    Outermost attributions are read first, then nested ones, each in text order.
    ``entity_index`` is that of ``detect_mentions``; what the sources state of its
    entities is added to it.
    """
    reported = tuple(s for c in candidates if c.parent is None for s in c.content)
    state = CorefState(context, entity_index, Salience(context, reported))
    pronouns = _pronouns_to_add(context, candidates)
    entities: dict[int, Entity | None] = {}
    depths = [steps for _, steps in _followed([c.parent for c in candidates])]
    keys = [(depth, _offset_of(c)) for depth, c in zip(depths, candidates, strict=True)]
    previous: Candidate | None = None
    for index in sorted(range(len(candidates)), key=keys.__getitem__):
        candidate = candidates[index]
        _add_pronouns_before(state, pronouns, keys[index][1])
        state.questioners = find_questioners(
            context, candidate, previous if candidate.parent is None else None
        )
        found = _resolve_candidate(state, candidate, entities)
        entities[index] = (
            None if found is None else apply_resolution(state, candidate, found)
        )
        previous = previous if candidate.source is None else candidate
    _add_pronouns_before(state, pronouns, len(context.text))
    first_parts = _followed([candidate.continues for candidate in candidates])
    return tuple(entities[index] for index, _ in first_parts)


def _pronouns_to_add(
    context: Context, candidates: Sequence[Candidate]
) -> deque[tuple[Tree, int]]:
    """Return the pronouns of the narrative that are no sources, in text order."""
    sources = {(c.source.tree, c.source.head) for c in candidates if c.source}
    pronouns = narrative_pronouns(context)
    return deque((t, p) for t, p in pronouns if (t.index, p) not in sources)


def _add_pronouns_before(
    state: CorefState, pronouns: deque[tuple[Tree, int]], offset: int
) -> None:
    while pronouns:
        tree, position = pronouns[0]
        if tree.tokens[position].start >= offset:
            break
        found = resolve_narrative_pronoun(state, tree, position)
        if found is not None:
            state.entity_index.apply(found)
        pronouns.popleft()


def _followed(links: Sequence[int | None]) -> list[tuple[int, int]]:
    """Return (the last index, the number of links) of the chain from each index.

    A cycle of links is left after one round.
    """
    ends: dict[int, tuple[int, int]] = {}
    for start in range(len(links)):
        path = {start: None}
        index = links[start]
        while index is not None and index not in ends and index not in path:
            path[index] = None
            index = links[index]
        *_, last = path
        end, steps = (last, -1) if index is None else ends.get(index, (last, -1))
        for number, place in enumerate(reversed(path), 1):
            ends[place] = (end, steps + number)
    return [ends[index] for index in range(len(links))]


def _offset_of(candidate: Candidate) -> int:
    """Return the offset by which a candidate is read among others of its depth."""
    return candidate.source.span.start if candidate.source else candidate.start


def _is_report_of_medium(context: Context, candidate: Candidate) -> bool:
    """Whether the source is what a named medium published ("a Kelmar report")."""
    source, outlet = candidate.source, candidate.outlet
    if source is None or outlet is None or outlet.islower():
        return False
    tree = context.trees[source.tree]
    obtained = any(
        tree.lemma(clause) in tree.lexicon.verbs.obtaining
        for clause in tree.find(source.head, "acl")
    )
    published = tree.lemma(source.head) in tree.lexicon.nouns.reports and not obtained
    return candidate.outlet_role == "source" and published


def _resolve_candidate(
    state: CorefState, candidate: Candidate, entities: dict[int, Entity | None]
) -> Resolution | None:
    if candidate.continues is not None:
        return resolved_to(entities.get(candidate.continues))
    parent = entities.get(candidate.parent) if candidate.parent is not None else None
    source = candidate.source or candidate.implied
    if source is None:
        return None
    if _is_report_of_medium(state.context, candidate):
        noun = state.context.trees[source.tree].lemma(source.head)
        medium = find_organization(
            state.entity_index, candidate.outlet or "", source.span.start + 1
        )
        return replace(medium, nouns=(noun,))
    quoted = state.context.enclosing(source.span.start, source.span.end) is not None
    return resolve_source(
        state, source, parent=parent, quoted=quoted, content=candidate.content
    )
