"""The table of formats: names, media types and offset units."""

from email.message import Message
from typing import get_args

import msgspec
import pytest

from service.exports import FORMATS, ExportName
from service.wire.schemas import AttributionResponse
from tests.support.export_samples import NOTHING, ONLY_CUELESS, RESPONSE, TEXT

MEDIA_TYPES = {
    "web-annotation": "application/ld+json",
    "schema-org": "application/ld+json",
    "ninjs": "application/json",
    "brat": "text/plain",
    "csv": "text/csv",
    "citron": "application/json",
    "text": "text/plain",
}
PARAMETERS = {
    "web-annotation": {"profile": "http://www.w3.org/ns/anno.jsonld"},
    "brat": {"charset": "utf-8"},
    "csv": {"charset": "utf-8", "header": "present"},
    "text": {"charset": "utf-8"},
}


def test_every_name_has_a_format() -> None:
    """The table and the type of the names agree."""
    assert tuple(FORMATS) == get_args(ExportName)
    assert [each.name for each in FORMATS.values()] == list(FORMATS)


@pytest.mark.parametrize("name", FORMATS)
def test_media_types_are_registered_and_well_formed(name: ExportName) -> None:
    """Each format has a registered media type with registered parameters."""
    message = Message()
    message["Content-Type"] = FORMATS[name].media_type
    parameters = dict(message.get_params([])[1:])

    assert message.get_content_type() == MEDIA_TYPES[name]
    assert parameters == PARAMETERS.get(name, {})


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("response", [RESPONSE, NOTHING, ONLY_CUELESS])
def test_every_response_can_be_written(
    name: ExportName, response: AttributionResponse
) -> None:
    """Full, empty and unusual responses are encoded as UTF-8, deterministically."""
    body = FORMATS[name].write(TEXT, response)

    assert body.decode("utf-8") is not None
    assert body == FORMATS[name].write(TEXT, response)


@pytest.mark.parametrize("name", FORMATS)
def test_other_units_are_refused(name: ExportName) -> None:
    """A response with offsets in another unit than code points is rejected."""
    response = msgspec.structs.replace(RESPONSE, offset_unit="utf16")

    with pytest.raises(ValueError, match="code points"):
        FORMATS[name].write(TEXT, response)
