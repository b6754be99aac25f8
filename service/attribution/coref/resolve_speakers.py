"""Resolution of the speaker of every candidate, over the whole article."""

from collections import deque
from collections.abc import Sequence

from service.attribution.candidates import Candidate
from service.attribution.context import Context
from service.attribution.coref.antecedents.pronouns import (
    add_pronoun_mention,
    narrative_pronouns,
)
from service.attribution.coref.coref_state import CorefState
from service.attribution.coref.entities import Entity, Mention
from service.attribution.coref.mention_detection import detect_mentions
from service.attribution.coref.questioners import find_questioners
from service.attribution.coref.resolve import resolve_source
from service.attribution.coref.salience import Salience
from service.attribution.syntax.sentence import Tree


def resolve_speakers(
    context: Context, candidates: Sequence[Candidate]
) -> tuple[Entity | None, ...]:
    """Return the entity of each candidate, in their order; None where there is none.

    Outermost attributions are read first, then nested ones, each in text order.
    """
    reported = tuple(s for c in candidates if c.parent is None for s in c.content)
    state = CorefState(context, detect_mentions(context), Salience(context, reported))
    pronouns = _pronouns_to_add(context, candidates)
    entities: dict[int, Entity | None] = {}
    keys = [_reading_key(candidates, index) for index in range(len(candidates))]
    previous: Candidate | None = None
    for index in sorted(range(len(candidates)), key=keys.__getitem__):
        candidate = candidates[index]
        _add_pronouns_before(state, pronouns, keys[index][1])
        state.questioners = find_questioners(
            context, candidate, previous if candidate.parent is None else None
        )
        entity = entities[index] = _resolve_candidate(state, candidate, entities)
        previous = previous if candidate.source is None else candidate
        if entity is not None and candidate.source is not None:
            entity.sources.append(candidate.source.span)
            _add_source(state, candidate, entity)
    return tuple(_continued_entity(candidates, entities, i) for i in range(len(keys)))


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
        add_pronoun_mention(state, tree, position)
        pronouns.popleft()


def _continued_entity(
    candidates: Sequence[Candidate], entities: dict[int, Entity | None], index: int
) -> Entity | None:
    """Return the entity of a candidate, or of the first one that it continues.

    A cycle of candidates that continue each other is left after one round.
    """
    seen = {index}
    continued = candidates[index].continues
    while continued is not None and continued not in seen:
        index = continued
        seen.add(index)
        continued = candidates[index].continues
    return entities[index]


def _add_source(state: CorefState, candidate: Candidate, entity: Entity) -> None:
    """Add the source of a candidate as a mention, an outermost one as last speaker."""
    source = candidate.source
    if source is None:
        return
    verbal = candidate.cue is None or candidate.cue.form != "noun"
    if candidate.parent is None and verbal:
        state.salience.add_speaker(source.span.start, entity)
    entity.add_mention(Mention(source.span.start, source.tree, verbal))


def _reading_key(candidates: Sequence[Candidate], index: int) -> tuple[int, int]:
    """Return (depth of nesting, offset), by which candidates are resolved."""
    candidate = candidates[index]
    depth, parent = 0, candidate.parent
    while parent is not None and depth <= len(candidates):
        depth, parent = depth + 1, candidates[parent].parent
    offset = candidate.source.span.start if candidate.source else candidate.start
    return (depth, offset)


def _resolve_candidate(
    state: CorefState, candidate: Candidate, entities: dict[int, Entity | None]
) -> Entity | None:
    if candidate.continues is not None:
        return entities.get(candidate.continues)
    parent = entities.get(candidate.parent) if candidate.parent is not None else None
    source = candidate.source or candidate.implied
    if source is None:
        return None
    quoted = state.context.enclosing(source.span.start, source.span.end) is not None
    return resolve_source(
        state, source, parent=parent, quoted=quoted, content=candidate.content
    )
