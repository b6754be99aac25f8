"""Stage: the outlets of all attributions, once the entities are known.

An attribution without an outlet has that of the medium whose report it stands in, or
of the medium that its source refers to: "the newspaper said", "it said".
"""

from collections.abc import Mapping, Sequence

from msgspec.structs import replace

from service.attribution.candidates import Candidate
from service.attribution.context import Context
from service.attribution.coref.entities import Entity
from service.attribution.lexicon import Lexicon
from service.attribution.outlets.detect_outlets import RULES
from service.attribution.outlets.inherited_outlets import (
    inherit_outlets,
    share_outlets,
)
from service.attribution.outlets.media_names import media_name
from service.text.media_list import fold_name


def settle_outlets(
    context: Context, candidates: Sequence[Candidate], entities: Sequence[Entity | None]
) -> tuple[Candidate, ...]:
    """Return the candidates with the outlets that parents and entities give them.

    ``entities`` has the speaker of each candidate. What stands in the report of a
    medium by an anaphor ("it said that officials had resigned") has its outlet too.
    """
    inherited = inherit_outlets(candidates)
    credited = {fold_name(c.outlet): c.outlet for c in candidates if c.outlet}
    with_media = (
        _with_medium_as_outlet(context.lexicon, candidate, entity, credited)
        for candidate, entity in zip(inherited, entities, strict=True)
    )
    return share_outlets(inherit_outlets(tuple(with_media)))


def _with_medium_as_outlet(
    lexicon: Lexicon,
    candidate: Candidate,
    entity: Entity | None,
    credited: Mapping[str, str],
) -> Candidate:
    """Return the candidate with its speaker as the outlet, if that is a medium.

    ``credited`` has the folded names of the outlets that other attributions credit.
    """
    name = None
    if entity is not None and entity.type == "organization" and entity.named:
        name = media_name(lexicon, entity.name, entity.words)
        if name is None and candidate.parent is None:
            name = credited.get(fold_name(entity.name))
    unnamed = candidate.outlet is None or candidate.outlet.islower()
    if name is None or candidate.source is None or not unnamed:
        return candidate
    return replace(
        candidate,
        outlet=name,
        outlet_role="source",
        evidence=candidate.evidence_with("outlets", RULES["source"]),
    )
