"""Stage: the outlets of all attributions, once the entities are known.

An attribution without an outlet has that of the medium whose report it stands in, or
of the medium that its source refers to: "the newspaper said", "it said".
"""

from collections.abc import Mapping, Sequence

from msgspec.structs import replace

from service.attribution.candidates import Candidate
from service.attribution.context import Context
from service.attribution.coref.entities import Entity
from service.attribution.coref.joining.media_abbreviations import LongNames
from service.attribution.lexicon import Lexicon
from service.attribution.outlets.detect_outlets import RULES
from service.attribution.outlets.inherited_outlets import (
    inherit_outlets,
    share_outlets,
)
from service.attribution.outlets.media_names import is_platform, media_name
from service.text.media_list import fold_name


def settle_outlets(
    context: Context, candidates: Sequence[Candidate], entities: Sequence[Entity | None]
) -> tuple[Candidate, ...]:
    """Return the candidates with the outlets that parents and entities give them.

    ``entities`` has the speaker of each candidate. What stands in the report of a
    medium by an anaphor ("it said that officials had resigned") has its outlet too.
    """
    credited = {fold_name(c.outlet): c.outlet for c in candidates if c.outlet}
    if credited:
        long_names = LongNames.of(context)
        candidates = [_with_long_name(c, long_names) for c in candidates]
    inherited = inherit_outlets(candidates)
    with_media = (
        candidate
        if _is_plural(context, candidate)
        else _with_medium_as_outlet(context.lexicon, candidate, entity, credited)
        for candidate, entity in zip(inherited, entities, strict=True)
    )
    return share_outlets(inherit_outlets(tuple(with_media)), context.quotation_index)


def _is_plural(context: Context, candidate: Candidate) -> bool:
    """Whether the source is a plural noun, which is no single medium ("agencies")."""
    source = candidate.source
    return source is not None and (
        context.trees[source.tree].tokens[source.head].xpos == "NNS"
    )


def _with_long_name(candidate: Candidate, long_names: LongNames) -> Candidate:
    """Return the candidate with the long name of its outlet that the article gives.

    Without the outlet if its name is the abbreviation of another body, which speaks.
    """
    if candidate.outlet is None:
        return candidate
    if candidate.outlet_role == "source" and long_names.is_other_body(candidate.outlet):
        return replace(candidate, outlet=None, outlet_role=None, outlet_mention=None)
    return replace(candidate, outlet=long_names.of_medium(candidate.outlet))


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
    if is_platform(lexicon, name):
        return candidate  # the company speaks
    return replace(
        candidate,
        outlet=name,
        outlet_role="source",
        evidence=candidate.evidence_with("outlets", RULES["source"]),
    )
