"""Invented answers of an audit."""

from service.audit.audit_input import AuditArticle
from service.audit.corrections import Correction
from service.audit.people import Appearance, join_people
from service.wire.schemas import (
    Affiliation,
    Anonymity,
    Attribution,
    AttributionResponse,
    Model,
    OutletRef,
    Span,
    Speaker,
    SpeakerRef,
    WordCounts,
)
from tests.support.speakers import wire_speaker

SPAN = Span(0, 4, "text")
FIRST = AuditArticle(
    "first", "text", "2026-01-05", "Local", "Bo Lund", "https://example.org/1"
)
SECOND = AuditArticle(
    "second", "text", "2026-02-07", "Sport", "", "javascript:alert(1)"
)
MARKUP = "<script>alert(1)</script>"


def speaker(key: str, name: str, kind: str = "person", **fields: object) -> Speaker:
    """Return a speaker with one record of three words and some other fields."""
    known: dict[str, object] = {
        "words": WordCounts(2, 1),
        "records": 1,
        "source_class": "health",
        **fields,
    }
    plain = wire_speaker(key, name, kind)
    values = {name: getattr(plain, name) for name in plain.__struct_fields__}
    return Speaker(**{**values, **known})


def record(number: int, by: Speaker, words: str = "It is late.") -> Attribution:
    """Return a direct record of a speaker, told to the Daily Ferry."""
    return Attribution(
        id=f"a{number}",
        type="direct",
        kind="speech",
        content=(Span(0, len(words), words),),
        cue=None,
        source=None,
        speaker=SpeakerRef(by.id, by.name, by.type),
        outlet=OutletRef("o1", "Daily Ferry", None),
        addressee=None,
        parent=None,
        continues=None,
        negated=False,
        confidence=0.9,
        evidence=(),
    )


def answer(*speakers: Speaker, words: str = "It is late.") -> AttributionResponse:
    """Return a response with one record of each speaker."""
    return AttributionResponse(
        id="x",
        format="text",
        offset_unit="codepoint",
        language="en",
        attributions=tuple(
            record(number, each, words) for number, each in enumerate(speakers, 1)
        ),
        speakers=speakers,
        outlets=(),
        credits=(),
        warnings=(),
        model=Model("0", "0", "fake", "0"),
    )


ANSWERS = (
    (
        FIRST,
        answer(
            speaker(
                "s1",
                "Ida Holm",
                gender="female",
                role="mayor",
                affiliation=Affiliation("City of Holm", SPAN),
                source_class="government",
            ),
            speaker("s2", "Tom Roe", gender="male"),
            speaker("s3", "an official", anonymous=Anonymity(SPAN)),
            speaker("s4", "=Bank", "organization", source_class="business"),
            words=MARKUP,
        ),
    ),
    (
        SECOND,
        answer(
            speaker("s1", "Ida Holm"),
            speaker("s2", "Roe", gender="male"),
            speaker("s3", "an official", anonymous=Anonymity(None)),
            speaker("s4", "=Bank", "organization"),
        ),
    ),
)


def appearances(*corrections: Correction) -> list[Appearance]:
    """Return the speakers of the answers, people joined."""
    return join_people(ANSWERS, {each.name.casefold(): each for each in corrections})
