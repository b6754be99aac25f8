"""The outlet of a medium that an anaphor refers to: "the newspaper said", "it said".

Such an outlet is known only after coreference resolution.
"""

from collections.abc import Sequence

from msgspec.structs import replace

from service.attribution.candidates import Candidate
from service.attribution.context import Context
from service.attribution.coref.entities import Entity
from service.attribution.lexicon import Lexicon
from service.attribution.outlets.detect_outlets import OUTLET_IS_SOURCE


def resolve_outlet_anaphora(
    context: Context, candidates: Sequence[Candidate], entities: Sequence[Entity | None]
) -> tuple[Candidate, ...]:
    """Return the candidates, with the outlet where the speaker is a medium.

    ``entities`` has the speaker of each candidate.
    """
    return tuple(
        _with_medium_as_outlet(context.lexicon, candidate, entity)
        for candidate, entity in zip(candidates, entities, strict=True)
    )


def _with_medium_as_outlet(
    lexicon: Lexicon, candidate: Candidate, entity: Entity | None
) -> Candidate:
    name = None if entity is None else media_name(lexicon, entity)
    unnamed = candidate.outlet is None or candidate.outlet.islower()
    if name is None or candidate.source is None or not unnamed:
        return candidate
    return replace(
        candidate,
        outlet=name,
        evidence=candidate.evidence_with("outlets", OUTLET_IS_SOURCE),
    )


def media_name(lexicon: Lexicon, entity: Entity) -> str | None:
    """Return the name of the outlet that an entity is, None for no medium.

    A medium is an organisation that the lexicon has ("the Guardian") or whose name of
    several words ends in a noun for media ("Selby Gazette").
    """
    if entity.type != "organization" or not entity.named:
        return None
    for name in (entity.name, f"the {entity.name}"):
        known = lexicon.outlets.get(name.casefold())
        if known:
            return known
    several = len(entity.words) > 1
    return entity.name if several and entity.words[-1] in lexicon.media else None
