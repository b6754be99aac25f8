"""The example of a check in the OpenAPI document: a request and its response."""

from service.api.routes import examples
from service.wire.check_schemas import (
    CheckDifference,
    CheckDraft,
    CheckDraftSide,
    CheckFinding,
    CheckRequest,
    CheckResponse,
    CheckSource,
    CheckSourceSide,
    CheckSpeaker,
)
from service.wire.schemas import Span

_DRAFT = "“The bridge is not safe,” mayor Ida Holm said."


def _span(text: str, words: str) -> Span:
    start = text.index(words)
    return Span(start, start + len(words), words)


REQUEST = CheckRequest(
    id="draft-7",
    draft=CheckDraft(text=_DRAFT),
    sources=(CheckSource(id="wire-2041", text=examples.TEXT, outlet="Daily Ferry"),),
)
RESPONSE = CheckResponse(
    id="draft-7",
    offset_unit="codepoint",
    findings=(
        CheckFinding(
            id="a1",
            verdict="altered",
            critical=True,
            stitched=False,
            draft=CheckDraftSide(
                (_span(_DRAFT, "“The bridge is not safe,”"),),
                CheckSpeaker("Ida Holm", "person", "mayor"),
                None,
            ),
            source=CheckSourceSide(
                "wire-2041",
                (_span(examples.TEXT, "The bridge is safe,"),),
                CheckSpeaker("Ida Holm", "person", "mayor"),
                "Daily Ferry",
            ),
            source_verdict="unknown",
            speaker_verdict="same",
            differences=(CheckDifference("added", True, _span(_DRAFT, "not"), None),),  # noqa: FBT003 - a field by its place
            nearest=None,
        ),
    ),
    indirect=(),
    warnings=(),
    model=examples.RESPONSE.model,
)
