"""Say who every source is, over the whole article: the fullest name and the role."""

from collections import deque
from collections.abc import Sequence

from service.attribution.candidates import Candidate
from service.attribution.context import Context
from service.attribution.coref.antecedents.pronouns import (
    narrated_pronouns,
    note_pronoun,
)
from service.attribution.coref.coref_state import CorefState
from service.attribution.coref.entities import Entity
from service.attribution.coref.mention_detection import detect_mentions
from service.attribution.coref.questioners import questioners
from service.attribution.coref.resolve import resolve
from service.attribution.coref.salience import Salience
from service.attribution.syntax.sentence import Tree


def resolve_speakers(
    context: Context, candidates: Sequence[Candidate]
) -> tuple[Entity | None, ...]:
    """Return the entity of each candidate, in their order; None where there is none."""
    reported = tuple(s for d in candidates if d.parent is None for s in d.content)
    state = CorefState(context, detect_mentions(context), Salience(context, reported))
    narrated = _narrated(context, candidates)
    entities: dict[int, Entity | None] = {}
    order = sorted(
        range(len(candidates)), key=lambda i: _depth_and_place(candidates, i)
    )
    last: Candidate | None = None
    for index in order:
        candidate = candidates[index]
        _note_until(state, narrated, _depth_and_place(candidates, index)[1])
        state.questioners = questioners(
            context, candidate, last if candidate.parent is None else None
        )
        entities[index] = _speaker(state, candidate, entities)
        last = last if candidate.source is None else candidate
        entity = entities[index]
        if entity is not None and candidate.source is not None:
            entity.sources.append(candidate.source.span)
            _note(state, candidate, entity)
    return tuple(_followed(candidates, entities, i) for i in range(len(candidates)))


def _narrated(
    context: Context, candidates: Sequence[Candidate]
) -> deque[tuple[Tree, int]]:
    """Return the pronouns of the narrative that are no sources, in text order."""
    said = {(d.source.tree, d.source.head) for d in candidates if d.source is not None}
    pronouns = narrated_pronouns(context)
    return deque((t, p) for t, p in pronouns if (t.index, p) not in said)


def _note_until(
    state: CorefState, narrated: deque[tuple[Tree, int]], offset: int
) -> None:
    while narrated and narrated[0][0].tokens[narrated[0][1]].start < offset:
        note_pronoun(state, *narrated.popleft())


def _followed(
    candidates: Sequence[Candidate], entities: dict[int, Entity | None], index: int
) -> Entity | None:
    """Return the figure of a candidate, or of the first one that it goes on from."""
    seen = {index}
    goes_on = candidates[index].continues
    while goes_on is not None and goes_on not in seen:
        index = goes_on
        seen.add(index)
        goes_on = candidates[index].continues
    return entities[index]


def _note(state: CorefState, candidate: Candidate, entity: Entity) -> None:
    source = candidate.source
    if source is None:
        return
    verbal = candidate.cue is None or candidate.cue.form != "noun"
    if candidate.parent is None and verbal:
        state.salience.note(source.span.start, entity)
    entity.places.append((source.span.start, source.tree, verbal))
    entity.places.sort()


def _depth_and_place(candidates: Sequence[Candidate], index: int) -> tuple[int, int]:
    candidate = candidates[index]
    depth, parent = 0, candidate.parent
    while parent is not None and depth <= len(candidates):
        depth, parent = depth + 1, candidates[parent].parent
    at = candidate.source.span.start if candidate.source else candidate.start
    return (depth, at)


def _speaker(
    state: CorefState, candidate: Candidate, entities: dict[int, Entity | None]
) -> Entity | None:
    if candidate.continues is not None:
        return entities.get(candidate.continues)
    parent = entities.get(candidate.parent) if candidate.parent is not None else None
    source = candidate.source or candidate.implied
    if source is None:
        return None
    quoted = state.context.enclosing(source.span.start, source.span.end) is not None
    return resolve(state, source, parent=parent, quoted=quoted, said=candidate.content)
