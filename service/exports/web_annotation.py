"""W3C Web Annotation: one annotation per attribution, on one AnnotationPage.

The targets are the content spans. Bodies are the speaker and source (``identifying``),
the cue (``tagging``), type, kind and negation (``classifying``), the outlet
(``linking``) and the addressee (``describing``). Positions count the text without tags,
as the standard asks; of HTML the page has that text in ``text``, which is no term of
the standard.
"""

from collections.abc import Iterator

from service.exports.common import JsonObject, article_uri, part_uri, present
from service.wire.schemas import Attribution, AttributionResponse, Cue, Span

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
CONTEXT_CHARS = 32
"""Characters of prefix and suffix, which locate a quotation in an edited text."""


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
    } | present(text=text if response.format == "html" else None)


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
        "target": [
            _specific_resource(text, name, span) for span in attribution.content
        ],
    }


def _bodies(text: str, name: str, attribution: Attribution) -> Iterator[JsonObject]:
    yield _textual_body("classifying", attribution.type)
    yield _textual_body("classifying", attribution.kind)
    if attribution.negated:
        yield _textual_body("classifying", "negated")
    if attribution.speaker:
        yield _textual_body("identifying", attribution.speaker.name)
    if attribution.outlet:
        yield _textual_body("linking", attribution.outlet.name)
    places = (
        ("identifying", attribution.source),
        ("tagging", attribution.cue),
        ("linking", attribution.outlet.mention if attribution.outlet else None),
        ("describing", attribution.addressee),
    )
    for purpose, span in places:
        if span is not None:
            yield {**_specific_resource(text, name, span), "purpose": purpose}


def _textual_body(purpose: str, value: str) -> JsonObject:
    return {
        "type": "TextualBody",
        "purpose": purpose,
        "value": value,
        "format": "text/plain",
    }


def _specific_resource(text: str, name: str, span: Span | Cue) -> JsonObject:
    """Return a span with a position selector and a quotation selector."""
    start, end = span.start, span.end
    position = {"type": "TextPositionSelector", "start": start, "end": end}
    words = present(
        type="TextQuoteSelector",
        exact=text[start:end],
        prefix=text[max(0, start - CONTEXT_CHARS) : start],
        suffix=text[end : end + CONTEXT_CHARS],
    )
    return {
        "type": "SpecificResource",
        "source": article_uri(name),
        "selector": [position, words],
    }
