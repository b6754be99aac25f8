"""The example article of the OpenAPI document with its request and response."""

from service.wire.responses import SERVICE_VERSION
from service.wire.schemas import (
    Attribution,
    AttributionRequest,
    AttributionResponse,
    Cue,
    Mention,
    Model,
    Outlet,
    OutletRef,
    Span,
    Speaker,
    SpeakerRef,
    WordCounts,
)

TEXT = "“The bridge is safe,” mayor Ida Holm told the Daily Ferry."
HTML = "<p>&ldquo;The bridge is safe,&rdquo; mayor Ida Holm told the Daily Ferry.</p>"
RULES_VERSION = "1e5a2f0c9d7b4836"
"""Made up: the real one would change the document with every change of the rules."""


def _span(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start, start + len(words), words)


REQUEST = AttributionRequest(text=TEXT, id="wire-2041")
RESPONSE = AttributionResponse(
    id="wire-2041",
    format="text",
    offset_unit="codepoint",
    language="en",
    attributions=(
        Attribution(
            id="a1",
            type="direct",
            kind="speech",
            content=(_span("“The bridge is safe,”"),),
            cue=Cue(
                TEXT.index("told"), TEXT.index("told") + len("told"), "told", "tell"
            ),
            source=_span("mayor Ida Holm"),
            speaker=SpeakerRef("s1", "Ida Holm", "person"),
            outlet=OutletRef("o1", "Daily Ferry", _span("Daily Ferry")),
            addressee=_span("the Daily Ferry"),
            parent=None,
            continues=None,
            negated=False,
            confidence=0.94,
            evidence=(),
        ),
    ),
    speakers=(
        Speaker(
            id="s1",
            name="Ida Holm",
            type="person",
            role="mayor",
            role_mention=_span("mayor"),
            gender=None,
            pronouns=(),
            gendered_words=(),
            affiliation=None,
            anonymous=None,
            source_class="government",
            words=WordCounts(4, 0),
            records=1,
            mentions=(
                Mention(
                    TEXT.index("mayor"), TEXT.index(" told"), "mayor Ida Holm", "name"
                ),
            ),
        ),
    ),
    outlets=(Outlet("o1", "Daily Ferry", (_span("Daily Ferry"),)),),
    credits=(),
    warnings=(),
    model=Model(SERVICE_VERSION, "1.15.0", "news", RULES_VERSION),
)
