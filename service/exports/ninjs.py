"""IPTC ninjs 3.1: the article as a news item, each attribution an association.

ninjs has no property for cues and offsets and allows no additional ones, so they are
omitted. The ids of speakers and outlets are in ``literal``.
"""

from service.exports.common import JsonObject, article_uri, part_uri, present
from service.wire.schemas import Attribution, AttributionResponse

_STANDARD = {
    "name": "ninjs",
    "version": "3.1",
    "schema": "http://www.iptc.org/std/ninjs/ninjs-schema_3.1.json",
}
_LISTS = {"person": "people", "group": "people", "organization": "organisations"}
"""The ninjs property for speakers of each type; others are ``objects``."""


def to_ninjs(text: str, response: AttributionResponse) -> JsonObject:
    """Return the article as a ninjs item."""
    return present(
        uri=article_uri(response.id),
        type="text",
        representationType="full",
        language=response.language,
        standard=_STANDARD,
        bodies=[_body("main", text)],
        **_speakers([(each.type, each.name, each.id) for each in response.speakers]),
        infoSources=[_outlet(each.name, each.id) for each in response.outlets],
        associations=[_association(response, each) for each in response.attributions],
    )


def _association(response: AttributionResponse, attribution: Attribution) -> JsonObject:
    speaker, outlet = attribution.speaker, attribution.outlet
    role = "quotation" if attribution.type == "direct" else "claim"
    return present(
        name=attribution.id,
        rel=role,
        uri=part_uri(response.id, attribution.id),
        type="text",
        representationType="partial",
        language=response.language,
        bodies=[_body(role, span.text) for span in attribution.content],
        by=speaker.name if speaker else None,
        genres=[{"name": attribution.type}, {"name": attribution.kind}],
        **_speakers([(speaker.type, speaker.name, speaker.id)] if speaker else []),
        infoSources=[_outlet(outlet.name, outlet.id)] if outlet else None,
    )


def _body(role: str, text: str) -> JsonObject:
    return {
        "role": role,
        "contentType": "text/plain",
        "charCount": len(text),
        "wordCount": len(text.split()),
        "value": text,
    }


def _speakers(speakers: list[tuple[str, str, str]]) -> JsonObject:
    """Return ``(type, name, id)`` of speakers as entries of the ninjs properties."""
    lists: dict[str, list[JsonObject]] = {}
    for kind, name, identifier in speakers:
        entry: JsonObject = {"name": name, "rel": "speaker", "literal": identifier}
        lists.setdefault(_LISTS.get(kind, "objects"), []).append(entry)
    return dict(lists)


def _outlet(name: str, identifier: str) -> JsonObject:
    return {"name": name, "role": "outlet", "literal": identifier}
