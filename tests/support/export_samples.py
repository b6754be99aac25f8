"""An invented article with an attribution of every kind, and its response."""

import msgspec

from service.wire.schemas import (
    Affiliation,
    Anonymity,
    Attribution,
    AttributionResponse,
    Cue,
    Model,
    Outlet,
    OutletRef,
    Span,
    SpeakerRef,
)
from tests.support.speakers import wire_speaker

TEXT = (
    "🚋 “The tram is late,” Mayor Ida Holm told reporters, “and it will stay late.”\r\n"
    "“We are\nsorry,” she went on.\r\n"
    "The ferry union said it was “a bad day” for harbour workers, "
    "according to the Daily Ferry.\r\n"
    "Officials declined to say who pays. The audit warned that Holm had promised "
    "=too much.\r\n"
    "“That is all.”\r\n"
)


def span(words: str, nth: int = 0) -> Span:
    """Return the span of the ``nth`` occurrence (from 0) of words in the article."""
    start = -1
    for _ in range(nth + 1):
        start = TEXT.index(words, start + 1)
    return Span(start, start + len(words), words)


def cue(words: str, lemma: str, nth: int = 0) -> Cue:
    """Return the cue at the ``nth`` occurrence (from 0) of words."""
    place = span(words, nth)
    return Cue(place.start, place.end, place.text, lemma)


HOLM = SpeakerRef("s1", "Ida Holm", "person")
UNION = SpeakerRef("s2", "ferry union", "organization")
OFFICIALS = SpeakerRef("s3", "officials", "group")
AUDIT = SpeakerRef("s4", "audit", "document")
EMPTY = Attribution(
    id="a0",
    type="direct",
    kind="speech",
    content=(),
    cue=None,
    source=None,
    speaker=None,
    outlet=None,
    addressee=None,
    parent=None,
    continues=None,
    negated=False,
    confidence=0.5,
    evidence=(),
)


def attribution(identifier: str, **changes: object) -> Attribution:
    """Return an attribution that differs from an empty one by ``changes``."""
    return msgspec.structs.replace(EMPTY, id=identifier, **changes)


SPLIT = attribution(
    "a1",
    content=(span("“The tram is late,”"), span("“and it will stay late.”")),
    cue=cue("told", "tell"),
    source=span("Mayor Ida Holm"),
    speaker=HOLM,
    addressee=span("reporters"),
    confidence=0.97,
)
BROKEN_LINE = attribution(
    "a2",
    content=(span("“We are\nsorry,”"),),
    cue=cue("went on", "go"),
    source=span("she"),
    speaker=HOLM,
    confidence=0.9,
)
MIXED = attribution(
    "a3",
    type="mixed",
    content=(span("it was “a bad day” for harbour workers"),),
    cue=cue("said", "say"),
    source=span("The ferry union"),
    speaker=UNION,
    outlet=OutletRef("o1", "Daily Ferry", span("the Daily Ferry")),
)
NEGATED = attribution(
    "a4",
    type="indirect",
    content=(span("who pays"),),
    cue=cue("declined to say", "say"),
    source=span("Officials"),
    speaker=OFFICIALS,
    negated=True,
)
DOCUMENT = attribution(
    "a5",
    type="indirect",
    kind="thought",
    content=(span("that Holm had promised =too much"),),
    cue=cue("warned", "warn"),
    source=span("The audit"),
    speaker=AUDIT,
    outlet=OutletRef("o1", "Daily Ferry", None),
)
NESTED = attribution(
    "a6",
    type="indirect",
    content=(span("=too much"),),
    cue=cue("had promised", "promise"),
    source=span("Holm", 1),
    speaker=HOLM,
    parent="a5",
)
CONTINUED = attribution(
    "a7", content=(span("“That is all.”"),), speaker=HOLM, continues="a2"
)
RESPONSE = AttributionResponse(
    format="text",
    id="wire 7/ü",
    offset_unit="codepoint",
    language="en",
    attributions=(SPLIT, BROKEN_LINE, MIXED, NEGATED, DOCUMENT, NESTED, CONTINUED),
    speakers=(
        wire_speaker(
            "s1",
            "Ida Holm",
            "person",
            "Mayor",
            (span("Mayor Ida Holm"), span("she"), span("Holm", 1)),
        ),
        msgspec.structs.replace(
            wire_speaker(
                "s2", "ferry union", "organization", None, [span("The ferry union")]
            ),
            gender="mixed",
            affiliation=Affiliation("Harbour Board", span("The ferry union")),
            anonymous=Anonymity(None),
            source_class="labour",
        ),
        wire_speaker("s3", "officials", "group", None, (span("Officials"),)),
        wire_speaker("s4", "audit", "document", None, (span("The audit"),)),
    ),
    outlets=(Outlet("o1", "Daily Ferry", (span("the Daily Ferry"),)),),
    credits=(),
    warnings=(),
    model=Model("0.2.0", "1.15.0", "news", "1e5a2f0c9d7b4836"),
)
NOTHING = msgspec.structs.replace(
    RESPONSE, attributions=(), speakers=(), outlets=(), id="https://example.org/a#top"
)
ONLY_CUELESS = msgspec.structs.replace(
    RESPONSE,
    attributions=(msgspec.structs.replace(CONTINUED, continues=None, speaker=None),),
    speakers=(),
    outlets=(),
)
