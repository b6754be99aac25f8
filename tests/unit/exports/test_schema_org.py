"""schema.org: read as linked data by independent libraries."""

from typing import Any

import msgspec
import pytest
from pyld import jsonld
from rdflib import SDO

from service.exports.schema_org import to_schema_org
from tests.support.export_samples import ONLY_CUELESS, RESPONSE, TEXT
from tests.support.speakers import wire_speaker

DOCUMENT: Any = to_schema_org(TEXT, RESPONSE)
PREFIX = "urn:whosaid:article:wire%207%2F%C3%BC"
NODES = {node["@id"].removeprefix(PREFIX): node for node in DOCUMENT["@graph"]}


def _nodes(document: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the JSON-LD nodes of a document with the vocabulary schema.org."""
    inline = {**document, "@context": {"@vocab": str(SDO)}}
    nodes: list[dict[str, Any]] = jsonld.flatten(inline)
    return nodes


def test_the_context_is_schema_org() -> None:
    """The context is the one that consumers expect."""
    assert DOCUMENT["@context"] == "https://schema.org"


def test_every_term_is_in_the_vocabulary() -> None:
    """Every type and property is in the vocabulary that rdflib ships."""
    nodes = _nodes(DOCUMENT)
    properties = {key for node in nodes for key in node if not key.startswith("@")}
    types = {kind for node in nodes for kind in node.get("@type", [])}
    names = {each.removeprefix(str(SDO)) for each in properties | types}

    assert {"Quotation", "spokenByCharacter", "jobTitle"} <= names
    assert [name for name in sorted(names) if name not in SDO.__annotations__] == []


def test_only_somebodys_very_words_are_quotations() -> None:
    """Direct attributions are Quotations; indirect and mixed ones are Claims."""
    types = {name: NODES[f"#{name}"]["@type"] for name in ("a1", "a3", "a4", "a5")}

    assert types == {"a1": "Quotation", "a3": "Claim", "a4": "Claim", "a5": "Claim"}


def test_a_mixed_claim_holds_its_quotations() -> None:
    """The quoted words of a mixed attribution are parts of the claim."""
    claim = NODES["#a3"]

    assert claim["text"] == "it was “a bad day” for harbour workers"
    assert claim["author"] == {"@id": f"{PREFIX}#s2"}
    assert claim["hasPart"] == [
        {
            "@type": "Quotation",
            "text": "“a bad day”",
            "spokenByCharacter": {"@id": f"{PREFIX}#s2"},
        }
    ]


def test_speakers_and_outlets_are_things_of_their_kind() -> None:
    """Speakers and outlets have types; only a person has a job title."""
    types = {
        name: NODES[f"#{name}"]["@type"] for name in ("s1", "s2", "s3", "s4", "o1")
    }

    assert types == {
        "s1": "Person",
        "s2": "Organization",
        "s3": "Organization",
        "s4": "CreativeWork",
        "o1": "NewsMediaOrganization",
    }
    assert NODES["#s1"]["jobTitle"] == "Mayor"


def test_a_speaker_of_unknown_kind_is_a_thing() -> None:
    """A speaker of unknown type is a Thing."""
    speaker = wire_speaker("s9", "jury", "unknown")
    response = msgspec.structs.replace(RESPONSE, speakers=(speaker,))

    document: Any = to_schema_org(TEXT, response)

    [node] = [each for each in document["@graph"] if each.get("name") == "jury"]
    assert node["@type"] == "Thing"


def test_outlet_document_and_parent_are_linked() -> None:
    """The outlet, document and parent of an attribution are references."""
    published = {"@type": "CreativeWork", "publisher": {"@id": f"{PREFIX}#o1"}}

    assert NODES["#a3"]["isBasedOn"] == [published]
    assert NODES["#a5"]["isBasedOn"] == [published, {"@id": f"{PREFIX}#s4"}]
    assert NODES["#a5"]["creditText"] == "audit"
    assert NODES["#a6"]["isPartOf"] == [{"@id": PREFIX}, {"@id": f"{PREFIX}#a5"}]


def test_links_lead_to_nodes_of_the_graph() -> None:
    """Every referenced node is described in the same document."""
    nodes = _nodes(DOCUMENT)
    described = {node["@id"] for node in nodes if len(node) > 1}
    pointed = {
        value["@id"]
        for node in nodes
        for values in node.values()
        if isinstance(values, list)
        for value in values
        if "@id" in value
    }

    assert pointed
    assert pointed <= described


def test_a_quotation_without_speaker_names_none() -> None:
    """A quotation without a speaker has no property for one."""
    document: Any = to_schema_org(TEXT, ONLY_CUELESS)
    (quotation,) = [n for n in document["@graph"] if n["@type"] == "Quotation"]

    assert {"spokenByCharacter", "author", "creditText"}.isdisjoint(quotation)


@pytest.mark.parametrize(("index", "text"), [(0, "“The tram is late,” … “and it will stay late.”"), (6, "“That is all.”")])  # fmt: skip  # noqa: E501
def test_split_content_shows_its_gap(index: int, text: str) -> None:
    """The gap of a split content is shown by an ellipsis."""
    identifier = RESPONSE.attributions[index].id

    assert NODES[f"#{identifier}"]["text"] == text
