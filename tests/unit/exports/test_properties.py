"""For any text and spans, every format can be parsed and has the right offsets."""

import csv
import io
import json

import msgspec
from bioc import brat
from hypothesis import given
from hypothesis import strategies as st

from service.exports import FORMATS
from service.wire.schemas import AttributionResponse, Cue, OutletRef, Span
from tests.support.export_samples import HOLM, RESPONSE, attribution

PIECES = st.one_of(
    st.text(max_size=8),
    st.sampled_from(
        [
            "\r\n",
            "\n\n",
            "\t",
            "\x0b",
            "\x85",
            "\u2028",
            "\ufeff",
            "👩‍👩‍👧",
            '"',
            ",",
            ";",
            "=1",
        ]
    ),
)
TEXTS = st.lists(PIECES, min_size=1, max_size=10).map("".join).filter(len)


@st.composite
def articles(draw: st.DrawFn) -> tuple[str, AttributionResponse]:
    """Draw a text and a response with one attribution somewhere in it."""
    text = draw(TEXTS)
    offsets = st.integers(min_value=0, max_value=len(text))

    def span() -> Span:
        start, end = sorted(draw(st.tuples(offsets, offsets)))
        return Span(start, end, text[start:end])

    where = span()
    said = attribution(
        draw(st.sampled_from(["a1", "a2"])),
        type=draw(st.sampled_from(["direct", "mixed", "indirect"])),
        content=tuple(span() for _ in range(draw(st.integers(1, 3)))),
        cue=Cue(where.start, where.end, where.text, "say"),
        source=span(),
        speaker=HOLM,
        outlet=OutletRef("o1", draw(PIECES), span()),
    )
    response = msgspec.structs.replace(
        RESPONSE, id=draw(PIECES), attributions=(said,), outlets=(), speakers=()
    )
    return text, response


@given(articles())
def test_json_formats_are_json(drawn: tuple[str, AttributionResponse]) -> None:
    """For any text, the body is a JSON object in UTF-8."""
    text, response = drawn
    for name in ("web-annotation", "schema-org", "ninjs", "citron"):
        assert isinstance(json.loads(FORMATS[name].write(text, response)), dict)


@given(articles())
def test_csv_has_one_row_of_the_right_width(
    drawn: tuple[str, AttributionResponse],
) -> None:
    """For any text, the table has one row of the right width."""
    text, response = drawn
    body = FORMATS["csv"].write(text, response).decode()
    header, row = csv.reader(io.StringIO(body, newline=""))
    cells = dict(zip(header, row, strict=True))

    assert int(cells["content_start"]) <= int(cells["content_end"])
    source = response.attributions[0].source
    assert source is not None
    assert cells["source"].removeprefix("'") == source.text.removeprefix("'")


@given(articles())
def test_brat_places_are_words_on_one_line(
    drawn: tuple[str, AttributionResponse],
) -> None:
    """Each line has its columns, each fragment lies within a line of the article."""
    text, response = drawn
    lines = FORMATS["brat"].write(text, response).decode().split("\n")[:-1]

    assert all(line.count("\t") in {1, 2} for line in lines)
    for line in lines:
        if line.startswith("T"):
            _, place, words = line.split("\t")
            pairs = [pair.split() for pair in place.partition(" ")[2].split(";")]
            parts = [text[int(start) : int(end)] for start, end in pairs]
            assert " ".join(parts) == words
            assert all(len(part.splitlines()) == 1 for part in parts)


@given(articles())
def test_brat_can_be_read(drawn: tuple[str, AttributionResponse]) -> None:
    """The bioc reader finds one event for each attribution with content."""
    text, response = drawn
    body = FORMATS["brat"].write(text, response).decode()
    document = brat.load(io.StringIO(text, newline=""), io.StringIO(body, newline="\n"))

    assert len(document.events) == (1 if "E1\t" in body else 0)
