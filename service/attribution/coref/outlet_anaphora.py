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
from service.attribution.outlets.media_names import media_name


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
    name = None
    if entity is not None and entity.type == "organization" and entity.named:
        name = media_name(lexicon, entity.name, entity.words)
    unnamed = candidate.outlet is None or candidate.outlet.islower()
    if name is None or candidate.source is None or not unnamed:
        return candidate
    return replace(
        candidate,
        outlet=name,
        evidence=candidate.evidence_with("outlets", OUTLET_IS_SOURCE),
    )
