"""schema.org: a Quotation for each direct attribution, a Claim for each other one.

Only verbatim words are a Quotation. A mixed attribution is a Claim whose parts are the
Quotations in it.
"""

from collections.abc import Iterator

from service.exports.common import (
    JsonObject,
    article_uri,
    content_text,
    part_uri,
    present,
    quoted_words,
)
from service.wire.schemas import Attribution, AttributionResponse, Speaker

CONTEXT = "https://schema.org"
_AGENTS = {"person": "Person", "organization": "Organization", "group": "Organization"}
_TYPES = {**_AGENTS, "document": "CreativeWork"}
"""Type by the type of a speaker; of any other it is Thing."""


def to_schema_org(text: str, response: AttributionResponse) -> JsonObject:
    """Return the graph of an article, its speakers, outlets and attributions."""
    article = present(
        **{"@type": "NewsArticle", "@id": article_uri(response.id)},
        inLanguage=response.language,
        articleBody=text,
    )
    graph = [article, *_speakers(response), *_outlets(response)]
    graph.extend(
        _attribution_node(text, response, each) for each in response.attributions
    )
    return {"@context": CONTEXT, "@graph": graph}


def _speakers(response: AttributionResponse) -> Iterator[JsonObject]:
    for speaker in response.speakers:
        yield _speaker(response.id, speaker)


def _speaker(name: str, speaker: Speaker) -> JsonObject:
    kind = _TYPES.get(speaker.type, "Thing")
    role = "jobTitle" if kind == "Person" else "description"
    members = {"@type": kind, "@id": part_uri(name, speaker.id), role: speaker.role}
    return present(**members, name=speaker.name)


def _outlets(response: AttributionResponse) -> Iterator[JsonObject]:
    for outlet in response.outlets:
        members = {
            "@type": "NewsMediaOrganization",
            "@id": part_uri(response.id, outlet.id),
        }
        yield present(**members, name=outlet.name)


def _attribution_node(
    text: str, response: AttributionResponse, attribution: Attribution
) -> JsonObject:
    name = response.id
    parents = [article_uri(name)]
    if attribution.parent:
        parents.append(part_uri(name, attribution.parent))
    return present(
        **{"@type": _type(attribution), "@id": part_uri(name, attribution.id)},
        **_speaker_members(name, attribution),
        text=content_text(attribution),
        isPartOf=[{"@id": parent} for parent in parents],
        hasPart=_quotations(text, name, attribution),
        isBasedOn=_sources(name, attribution),
    )


def _type(attribution: Attribution) -> str:
    return "Quotation" if attribution.type == "direct" else "Claim"


def _speaker_members(name: str, attribution: Attribution) -> JsonObject:
    """Return the members for the speaker: a reference to an agent, else a name."""
    speaker = attribution.speaker
    if speaker is None:
        return {}
    if speaker.type not in _AGENTS:
        return {"creditText": speaker.name}
    term = "spokenByCharacter" if attribution.type == "direct" else "author"
    return {term: {"@id": part_uri(name, speaker.id)}}


def _quotations(text: str, name: str, attribution: Attribution) -> list[JsonObject]:
    """Return the Quotations of a mixed attribution."""
    if attribution.type != "mixed":
        return []
    credit = _speaker_members(name, attribution)
    speaker = credit.pop("author", None)
    return [
        present(**{"@type": "Quotation"}, text=words, spokenByCharacter=speaker)
        | credit
        for words in quoted_words(text, attribution)
    ]


def _sources(name: str, attribution: Attribution) -> list[JsonObject]:
    """Return what the words are based on: the report of an outlet, a document."""
    sources: list[JsonObject] = []
    if attribution.outlet:
        publisher = {"@id": part_uri(name, attribution.outlet.id)}
        sources.append({"@type": "CreativeWork", "publisher": publisher})
    if attribution.speaker and attribution.speaker.type == "document":
        sources.append({"@id": part_uri(name, attribution.speaker.id)})
    return sources
