"""BBC Citron's annotation format, with character offsets.

Source: ``docs/data_format.md`` of bbc/citron. A quote has exactly one cue: the content
of an attribution without a cue that continues another is added to that one, and any
other attribution without a cue is omitted.
"""

from service.exports.common import JsonObject, unique_spans
from service.wire.schemas import Attribution, AttributionResponse, Cue, Span


def to_citron(text: str, response: AttributionResponse) -> JsonObject:
    """Return the text, its quotes and the groups of coreferent mentions."""
    by_id = {each.id: each for each in response.attributions}
    contents: dict[str, list[Span]] = {}
    for attribution in response.attributions:
        leader = _leader(attribution, by_id)
        contents.setdefault(leader.id, []).extend(attribution.content)
    mentions = {
        each.id: tuple(Span(m.start, m.end, m.text) for m in each.mentions)
        for each in response.speakers
    }
    return {
        "text": text,
        "quotes": [
            _quote(each, each.cue, contents[each.id], mentions)
            for each in response.attributions
            if each.cue and _leader(each, by_id) is each
        ],
        "coreference_groups": [
            [_span(span) for span in group]
            for group in mentions.values()
            if len(group) > 1
        ],
    }


def _leader(attribution: Attribution, by_id: dict[str, Attribution]) -> Attribution:
    """Return the attribution with a cue that this one continues, else itself."""
    seen = {attribution.id}
    leader = attribution
    while leader.cue is None and leader.continues in by_id:
        leader = by_id[leader.continues]
        if leader.id in seen:
            return attribution
        seen.add(leader.id)
    return leader


def _quote(
    attribution: Attribution,
    cue: Cue,
    contents: list[Span],
    mentions: dict[str, tuple[Span, ...]],
) -> JsonObject:
    source, speaker = attribution.source, attribution.speaker
    others = mentions.get(speaker.id, ()) if speaker else ()
    return {
        "id": attribution.id,
        "cue": _span(cue),
        "sources": [_span(source)] if source else [],
        "contents": [_span(span) for span in contents],
        "coreferences": [_span(s) for s in unique_spans(others) if s != source],
        "confidence": attribution.confidence,
    }


def _span(span: Span | Cue) -> JsonObject:
    return {"start": span.start, "end": span.end, "text": span.text}
