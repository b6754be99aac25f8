"""Corrections by hand, and the exports that the service would make of such records."""

from collections.abc import Mapping
from typing import Any, NamedTuple

import msgspec

from service.exports import FORMATS
from service.wire.schemas import (
    Attribution,
    AttributionResponse,
    Speaker,
    SpeakerRef,
)
from tests.support.export_samples import RESPONSE, TEXT
from tests.support.speakers import wire_speaker


class Corrections(NamedTuple):
    """Ids of records that are struck out; names of speakers by the id of a record."""

    struck: tuple[str, ...] = ()
    renamed: Mapping[str, str | None] = {}


NEW = '=Kari, "the Fox"\tNy'
SETS = {
    "a split content": Corrections(struck=("a1",)),
    "a parent": Corrections(struck=("a5",)),
    "one that another continues": Corrections(struck=("a2",)),
    "one that continues another": Corrections(struck=("a7",)),
    "all": Corrections(struck=("a1", "a2", "a3", "a4", "a5", "a6", "a7")),
    "a new speaker": Corrections(renamed={"a1": NEW, "a3": NEW, "a6": NEW}),
    "nobody": Corrections(renamed={"a1": None, "a3": None, "a4": None}),
    "known speakers": Corrections(
        renamed={"a1": "ferry union", "a3": "officials", "a4": "audit"}
    ),
    "no document any more": Corrections(renamed={"a5": "Ida Holm"}),
    "a document of a mixed one": Corrections(renamed={"a3": "audit"}),
    "another speaker than before": Corrections(renamed={"a7": "ferry union"}),
    "both": Corrections(struck=("a4", "a7"), renamed={"a2": "officials", "a7": NEW}),
}


def cases() -> list[dict[str, Any]]:
    """Return each set of corrections with the exports before and after it."""
    return [
        {
            "name": name,
            "struck": corrections.struck,
            "renamed": corrections.renamed,
            "response": msgspec.to_builtins(RESPONSE),
            "before": exports(RESPONSE),
            "after": exports(corrected(RESPONSE, corrections)),
        }
        for name, corrections in SETS.items()
    ]


def exports(response: AttributionResponse) -> dict[str, str]:
    """Return a response in each format."""
    return {name: each.write(TEXT, response).decode() for name, each in FORMATS.items()}


def corrected(
    response: AttributionResponse, corrections: Corrections
) -> AttributionResponse:
    """Return the response with corrections, made independently of the page."""
    names = [name for name in corrections.renamed.values() if name]
    known = {each.name: each for each in response.speakers}
    if NEW in names:
        known[NEW] = wire_speaker("s5", NEW, "unknown", None, ())
    kept = [
        _renamed(each, corrections.renamed, known)
        for each in response.attributions
        if each.id not in corrections.struck
    ]
    by_id = {each.id: each for each in kept}
    used = {each.speaker.id for each in kept if each.speaker}
    outlets = {each.outlet.id for each in kept if each.outlet}
    return msgspec.structs.replace(
        response,
        attributions=tuple(_linked(each, by_id) for each in kept),
        speakers=tuple(each for each in known.values() if each.id in used),
        outlets=tuple(each for each in response.outlets if each.id in outlets),
    )


def _renamed(
    attribution: Attribution,
    renamed: Mapping[str, str | None],
    known: Mapping[str, Speaker],
) -> Attribution:
    if attribution.id not in renamed:
        return attribution
    name = renamed[attribution.id]
    speaker = known[name] if name else None
    reference = speaker and SpeakerRef(speaker.id, speaker.name, speaker.type)
    return msgspec.structs.replace(attribution, speaker=reference)


def _linked(attribution: Attribution, by_id: Mapping[str, Attribution]) -> Attribution:
    parent, continued = attribution.parent, by_id.get(attribution.continues or "")
    same = continued is not None and continued.speaker == attribution.speaker
    return msgspec.structs.replace(
        attribution,
        parent=parent if parent in by_id else None,
        continues=attribution.continues if same else None,
    )
