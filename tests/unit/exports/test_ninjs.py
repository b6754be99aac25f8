"""ninjs 3.1: valid by its schema, with each field in its property."""

from typing import Any

import pytest
from jsonschema import Draft202012Validator, FormatChecker, ValidationError
from referencing import Registry, Resource

from service.exports.ninjs import to_ninjs
from service.wire.schemas import AttributionResponse
from tests.support.export_samples import NOTHING, ONLY_CUELESS, RESPONSE, TEXT
from tests.support.export_schemas import schemas

ITEM: Any = to_ninjs(TEXT, RESPONSE)
GEOJSON = "https://geojson.org/schema/GeoJSON.json"
"""The ninjs schema refers to it for places, which the export does not contain."""


SCHEMAS = pytest.mark.parametrize(
    "schema", schemas("ninjs_profile.json", "ninjs-schema_3.1.json")
)


def _errors(schema: dict[str, Any], item: dict[str, Any]) -> list[ValidationError]:
    contents = {"$schema": "https://json-schema.org/draft/2020-12/schema"}
    registry = Registry().with_resource(GEOJSON, Resource.from_contents(contents))
    validator = Draft202012Validator(
        schema, registry=registry, format_checker=FormatChecker()
    )
    return list(validator.iter_errors(item))


@SCHEMAS
@pytest.mark.parametrize("response", [RESPONSE, NOTHING, ONLY_CUELESS])
def test_items_are_valid(schema: dict[str, Any], response: AttributionResponse) -> None:
    """The items are valid by the schemas, which forbid unknown members."""
    errors = _errors(schema, to_ninjs(TEXT, response))

    assert [error.message for error in errors] == []


@SCHEMAS
def test_the_schema_is_really_asked(schema: dict[str, Any]) -> None:
    """An unknown member and an invalid URI are errors by the schema."""
    wrong = {**ITEM, "cue": "said", "uri": "no address"}
    kinds = {error.validator for error in _errors(schema, wrong)}

    assert kinds == {"unevaluatedProperties", "format"}


def test_the_article_is_the_main_body() -> None:
    """The main body is the text as sent, with its characters and words counted."""
    (body,) = ITEM["bodies"]

    assert body["value"] == TEXT
    assert (body["charCount"], body["wordCount"]) == (len(TEXT), len(TEXT.split()))
    assert ITEM["standard"]["version"] == "3.1"


def test_speakers_stand_where_ninjs_keeps_their_kind() -> None:
    """People and groups, organisations, and documents have different properties."""
    names = {
        place: [entry["name"] for entry in ITEM[place]]
        for place in ("people", "organisations", "objects", "infoSources")
    }

    assert names == {
        "people": ["Ida Holm", "officials"],
        "organisations": ["ferry union"],
        "objects": ["audit"],
        "infoSources": ["Daily Ferry"],
    }


def test_only_direct_words_are_quotations() -> None:
    """Indirect and mixed attributions are claims; split content is two bodies."""
    rows = [
        (each["name"], each["rel"], each.get("by")) for each in ITEM["associations"]
    ]
    pieces = [body["value"] for body in ITEM["associations"][0]["bodies"]]

    assert rows == [
        ("a1", "quotation", "Ida Holm"),
        ("a2", "quotation", "Ida Holm"),
        ("a3", "claim", "ferry union"),
        ("a4", "claim", "officials"),
        ("a5", "claim", "audit"),
        ("a6", "claim", "Ida Holm"),
        ("a7", "quotation", "Ida Holm"),
    ]
    assert pieces == ["“The tram is late,”", "“and it will stay late.”"]


def test_an_association_names_its_speaker_and_outlet() -> None:
    """An association refers to its speaker and outlet by their ids."""
    third = ITEM["associations"][2]

    assert third["organisations"][0]["literal"] == "s2"
    assert third["infoSources"][0]["literal"] == "o1"
    assert third["uri"].endswith("#a3")


def test_what_is_unknown_is_absent() -> None:
    """An attribution without speaker has neither people nor a name."""
    item: Any = to_ninjs(TEXT, ONLY_CUELESS)

    assert {"people", "by", "infoSources"}.isdisjoint(item["associations"][0])
