"""The table of export formats: name, media type, title and conversion function."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Literal

import msgspec

from service.exports.brat import to_brat
from service.exports.citron import to_citron
from service.exports.csv_rows import to_csv
from service.exports.ninjs import to_ninjs
from service.exports.schema_org import to_schema_org
from service.exports.web_annotation import to_annotation_page
from service.text.html import Readable
from service.wire.schemas import AttributionResponse

ExportName = Literal[
    "web-annotation", "schema-org", "ninjs", "brat", "csv", "citron", "text"
]
Exported = dict[str, object] | str
"""A JSON object, or the text of a format that is not JSON."""


class ExportFormat(msgspec.Struct, frozen=True):
    """An export format. ``convert`` takes the text of an article and its response."""

    name: ExportName
    media_type: str
    title: str
    convert: Callable[[str, AttributionResponse], Exported]
    counts_text: bool = True
    """Whether its offsets count the text that is read; if not, HTML as it was sent."""

    @property
    def bare_type(self) -> str:
        """The media type without its parameters."""
        return self.media_type.partition(";")[0]

    def counted(self, readable: Readable) -> Readable:
        """Return the text in which the offsets of the format count.

        Of HTML this is the text that is read, with the quotation marks that ``q`` and
        ``blockquote`` stand for.
        """
        return readable.as_plain() if self.counts_text else readable

    def write(self, text: str, response: AttributionResponse) -> bytes:
        """Return a response as a body of this media type.

        Raises:
            ValueError: the offsets of ``response`` do not count code points.
        """
        if response.offset_unit != "codepoint":
            raise ValueError("exports count code points")
        exported = self.convert(text, response)
        if isinstance(exported, str):
            return exported.encode()
        return msgspec.json.encode(exported)


def to_text(text: str, response: AttributionResponse) -> str:  # noqa: ARG001 - signature of a format
    """Return the text itself: brat keeps it in the ``.txt`` beside an ``.ann``."""
    return text


_ALL = (
    ExportFormat(
        name="web-annotation",
        media_type='application/ld+json; profile="http://www.w3.org/ns/anno.jsonld"',
        title="W3C Web Annotation (an AnnotationPage)",
        convert=to_annotation_page,
    ),
    ExportFormat(
        name="schema-org",
        media_type="application/ld+json",
        title="schema.org (Quotation and Claim)",
        convert=to_schema_org,
    ),
    ExportFormat(
        name="ninjs",
        media_type="application/json",
        title="IPTC ninjs 3.1",
        convert=to_ninjs,
    ),
    ExportFormat(
        name="brat",
        media_type="text/plain; charset=utf-8",
        title="brat standoff (.ann)",
        convert=to_brat,
    ),
    ExportFormat(
        name="csv",
        media_type="text/csv; charset=utf-8; header=present",
        title="CSV, one row per attribution",
        convert=to_csv,
        counts_text=False,
    ),
    ExportFormat(
        name="citron",
        media_type="application/json",
        title="BBC Citron's annotation format",
        convert=to_citron,
    ),
    ExportFormat(
        name="text",
        media_type="text/plain; charset=utf-8",
        title="The text in which the offsets of the other formats count, except CSV",
        convert=to_text,
    ),
)
FORMATS: Mapping[ExportName, ExportFormat] = MappingProxyType(
    {each.name: each for each in _ALL}
)
