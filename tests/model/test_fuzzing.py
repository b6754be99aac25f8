"""Any text whatever, quotation marks above all: true offsets and no failure."""

import itertools
import secrets
import sys
import time
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from service.attribution import Lexicon
from service.attributor import Attributor
from service.errors import EmptyText, InvalidText
from service.exports import FORMATS
from service.nlp.stanza_annotator import StanzaAnnotator
from service.wire.mask_responses import to_mask_response, to_unmask_response
from service.wire.masking_schemas import UnmaskRequest
from service.wire.offsets import OffsetUnit
from service.wire.responses import to_response
from service.wire.schemas import AttributionRequest, AttributionResponse, Options, Span
from tests.support.fakes import INFO

pytestmark = pytest.mark.model

MARKS = (
    *"“”„‟‘’‚‛«»‹›「」\"'`´′″",
    *("``", "''", ",,", "''\"", "”,", ",”", ".’", "“[", "]”", "“…", "— “", ":\n“"),
)
PIECES = (
    *("Ida Holm", "Mr. Holm", "she", "they", "the ministry", "CNN", "Reuters", "BBC"),
    *("said", "told", "says", "according to", "asked", "tweeted", "added", "denied"),
    *("that", "it is", "don't", "rock ’n’ roll", "the ’90s", "workers’", "O’Neill"),
    *("five", "5'", "6″", "late", "We won", "no", "(laughs)", "[sic]", "...", "…"),
)
SPACES = (
    *(" ", "  ", "\n", "\n\n", "\r\n", "\r\n\r\n", "\t", "\N{NO-BREAK SPACE}"),
    *("\N{LINE SEPARATOR}", "\N{PARAGRAPH SEPARATOR}", "\v", "\f", ""),
)
ODD = (
    *("\ufeff", "\N{ZERO WIDTH JOINER}", "\N{ZERO WIDTH SPACE}", "\N{SOFT HYPHEN}"),
    *("👩\N{ZERO WIDTH JOINER}🚀", "e\N{COMBINING ACUTE ACCENT}", "אמר", "说", "𝔘"),
    *("\N{RIGHT-TO-LEFT OVERRIDE}", "\x1b", "[[QUOTE-1-ABCDEF]]", "x" * 300, "ß"),
)
FEW = 60
"""Texts that take about ten seconds."""
UNITS: tuple[OffsetUnit, ...] = ("codepoint", "utf16", "utf8")
ENCODINGS = {"codepoint": "utf-32-le", "utf16": "utf-16-le", "utf8": "utf-8"}
WIDTHS = {"codepoint": 4, "utf16": 2, "utf8": 1}

pieces = st.one_of(
    st.sampled_from(MARKS),
    st.sampled_from(PIECES),
    st.sampled_from(PIECES),
    st.sampled_from(SPACES),
    st.sampled_from(ODD),
    st.text(max_size=4),
)
joints = st.sampled_from(("", " ", " ", "\n\n"))
texts = st.lists(st.tuples(pieces, joints), max_size=40).map(
    lambda pairs: "".join(piece + joint for piece, joint in pairs)
)


@pytest.fixture(scope="module")
def attributor(annotator: StanzaAnnotator) -> Attributor:
    """Return the attributor that ships."""
    return Attributor(annotator, Lexicon.load(), 50_000)


def fuzz(
    attributor: Attributor, *, first: int, examples: int, seconds: float
) -> tuple[int, int]:
    """Check text after text; return the number of the last run, and of texts.

    Args:
        attributor: reads the texts.
        first: number of the first run, which decides its texts, as does each next.
        examples: texts of one run.
        seconds: after which no run begins.
    """
    checked = 0

    @settings(
        max_examples=examples,
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
        phases=[Phase.generate, Phase.shrink],
    )
    @given(text=texts)
    def check(text: str) -> None:
        nonlocal checked
        checked += 1
        check_text(attributor, text)

    end = time.monotonic() + seconds
    for run in itertools.count(first):
        seed(run)(check)()
        if time.monotonic() >= end:
            return run, checked
    raise AssertionError


def check_text(attributor: Attributor, text: str) -> None:
    """Read a text: it is refused for a reason of its own, or all of it holds."""
    try:
        reading = attributor.attribute(text)
    except (EmptyText, InvalidText):
        return
    for unit in UNITS:
        request = AttributionRequest(text=text, options=Options(offset_unit=unit))
        answer = to_response(reading, request, info=INFO)
        cut = slicer(text, unit)
        assert [cut(span) for span in spans_of(answer)] == [
            span.text for span in spans_of(answer)
        ]
    request = AttributionRequest(text=text)
    answer = to_response(reading, request, info=INFO)
    for each in FORMATS.values():
        each.write(text, answer)
    masked = to_mask_response(reading, request)
    back = UnmaskRequest(text=masked.text, placeholders=masked.placeholders)
    assert to_unmask_response(back, limit=1_000_000).text == text


def slicer(text: str, unit: str) -> Callable[[Span], str]:
    """Return what cuts a text at offsets in a unit."""
    data, width = text.encode(ENCODINGS[unit]), WIDTHS[unit]

    def cut(span: Span) -> str:
        return data[width * span.start : width * span.end].decode(ENCODINGS[unit])

    return cut


def spans_of(answer: AttributionResponse) -> list[Span]:
    """Return every span of an answer."""
    found: list[Span | None] = [*answer.credits]
    for each in answer.attributions:
        cue = Span(each.cue.start, each.cue.end, each.cue.text) if each.cue else None
        found += [*each.content, cue, each.source, each.addressee]
        found.append(each.outlet.mention if each.outlet else None)
    for speaker in answer.speakers:
        found += [Span(m.start, m.end, m.text) for m in speaker.mentions]
        found += [Span(w.start, w.end, w.text) for w in speaker.gendered_words]
        found += [span for use in speaker.pronouns for span in use.spans]
        found.append(speaker.role_mention)
        if speaker.affiliation:
            found.append(speaker.affiliation.mention)
        if speaker.anonymous:
            found.append(speaker.anonymous.reason)
    found += [span for each in answer.outlets for span in each.mentions]
    return [span for span in found if span is not None]


def test_texts(attributor: Attributor) -> None:
    """Whatever the text is, the records hold. The same texts every time."""
    assert fuzz(attributor, first=6, examples=FEW, seconds=0) == (6, FEW)


@pytest.mark.nightly
def test_eleven_minutes_of_texts(attributor: Attributor) -> None:
    """The same for longer, never twice alike."""
    first = secrets.randbelow(2**31)
    sys.stdout.write(f"runs from {first}\n")

    last, checked = fuzz(attributor, first=first, examples=200, seconds=660)

    sys.stdout.write(f"to {last}: {checked} texts\n")
    assert checked > 500
