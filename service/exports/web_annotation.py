"""W3C Web Annotation: one annotation per attribution, on one AnnotationPage.

The target is what was said; bodies say who said it (``identifying``), with which
words (``tagging``), of what type it is (``classifying``), through which outlet
(``linking``) and to whom (``describing``).
"""

from collections.abc import Iterator

from service.exports.common import JsonObject, article_uri, part_uri, present
from service.wire.schemas import Attribution, AttributionResponse, Cue, Span

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
SURROUNDINGS = 32
"""Characters of prefix and suffix: enough to find a quotation in an edited text."""


def to_annotation_page(text: str, response: AttributionResponse) -> JsonObject:
    """Return the AnnotationPage of an article."""
    name = response.id
    items = [
        _annotation(text, response, attribution)
        for attribution in response.attributions
    ]
    collection = {
        "id": part_uri(name, "annotations"),
        "type": "AnnotationCollection",
        "label": "Attributions",
        "total": len(items),
    }
    return {
        "@context": CONTEXT,
        "id": part_uri(name, "page"),
        "type": "AnnotationPage",
        "partOf": collection,
        "startIndex": 0,
        "items": items,
    }


def _annotation(
    text: str, response: AttributionResponse, attribution: Attribution
) -> JsonObject:
    name = response.id
    return {
        "id": part_uri(name, attribution.id),
        "type": "Annotation",
        "motivation": "identifying",
        "generator": {
            "id": f"urn:whosaid:service:{response.model.service}",
            "type": "Software",
            "name": f"Whosaid {response.model.service}",
        },
        "body": list(_bodies(text, name, attribution)),
        "target": [_place(text, name, span) for span in attribution.content],
    }


def _bodies(text: str, name: str, attribution: Attribution) -> Iterator[JsonObject]:
    said = attribution
    yield _words("classifying", said.type)
    yield _words("classifying", said.kind)
    if said.negated:
        yield _words("classifying", "negated")
    if said.speaker:
        yield _words("identifying", said.speaker.name)
    if said.outlet:
        yield _words("linking", said.outlet.name)
    places = (
        ("identifying", said.source),
        ("tagging", said.cue),
        ("linking", said.outlet.mention if said.outlet else None),
        ("describing", said.addressee),
    )
    for purpose, span in places:
        if span is not None:
            yield {**_place(text, name, span), "purpose": purpose}


def _words(purpose: str, value: str) -> JsonObject:
    return {
        "type": "TextualBody",
        "purpose": purpose,
        "value": value,
        "format": "text/plain",
    }


def _place(text: str, name: str, span: Span | Cue) -> JsonObject:
    """Return a part of the article, found by offset or by its words."""
    start, end = span.start, span.end
    position = {"type": "TextPositionSelector", "start": start, "end": end}
    words = present(
        type="TextQuoteSelector",
        exact=text[start:end],
        prefix=text[max(0, start - SURROUNDINGS) : start],
        suffix=text[end : end + SURROUNDINGS],
    )
    return {
        "type": "SpecificResource",
        "source": article_uri(name),
        "selector": [position, words],
    }
