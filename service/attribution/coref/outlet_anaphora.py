"""Name the outlet of a medium that is told by a pronoun or by what it is.

Only when the speakers are known is "the newspaper said" or "it said" the medium that
was named before.
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
    """Return the candidates with the names of the media that speak themselves."""
    return tuple(
        _with_medium_named(context.lexicon, candidate, entity)
        for candidate, entity in zip(candidates, entities, strict=True)
    )


def _with_medium_named(
    lexicon: Lexicon, candidate: Candidate, entity: Entity | None
) -> Candidate:
    name = None if entity is None else known_medium(lexicon, entity)
    unnamed = candidate.outlet is None or candidate.outlet.islower()
    if name is None or candidate.source is None or not unnamed:
        return candidate
    return replace(
        candidate, outlet=name, evidence=candidate.because("outlets", OUTLET_IS_SOURCE)
    )


def known_medium(lexicon: Lexicon, entity: Entity) -> str | None:
    """Return the name of a figure that is a medium."""
    if entity.type != "organization" or not entity.named:
        return None
    for name in (entity.name, f"the {entity.name}"):
        known = lexicon.outlets.get(name.casefold())
        if known:
            return known
    several = len(entity.words) > 1
    return entity.name if several and entity.words[-1] in lexicon.media else None
