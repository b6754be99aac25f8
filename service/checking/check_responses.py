"""From findings to the response: slices and offset units. Imports no HTTP library."""

from collections.abc import Callable, Mapping, Sequence

import msgspec

from service.checking.check_records import (
    Checked,
    Credit,
    Difference,
    DraftSide,
    Finding,
    Near,
    SourceSide,
    SourceText,
)
from service.errors import InvalidField, TextError
from service.provenance import AttributorInfo
from service.records import Reading
from service.text.check_text import check_text
from service.wire import check_schemas as wire
from service.wire import schemas
from service.wire.offsets import OffsetUnit, offset_map
from service.wire.request_errors import TextsTooLong, TooManySources
from service.wire.responses import ResponseWriter, model_of, text_id


def check_request(request: wire.CheckRequest, *, limit: int) -> None:
    """Refuse a request that is beyond the limits or holds what is not text.

    Args:
        request: what a client asks.
        limit: most characters of the draft and of each source.

    Raises:
        TooManySources: there are more than ``MOST_SOURCES``.
        TextsTooLong: all together have more than ``MOST_CHARS`` characters.
        TextError: a text is too long, empty or no text; ``path`` says which.
        InvalidField: two sources have one id.
    """
    if len(request.sources) > wire.MOST_SOURCES:
        raise TooManySources(limit=wire.MOST_SOURCES)
    length = len(request.draft.text) + sum(len(each.text) for each in request.sources)
    if length > wire.MOST_CHARS:
        raise TextsTooLong(length=length, limit=wire.MOST_CHARS)
    texts = [("$.draft.text", request.draft.text)]
    texts += [
        (f"$.sources[{n}].text", each.text) for n, each in enumerate(request.sources)
    ]
    for path, text in texts:
        try:
            check_text(text, limit=limit)
        except TextError as error:
            error.path = path
            raise
    if len({each.id for each in request.sources}) < len(request.sources):
        raise InvalidField("two sources have the same id", path="$.sources")


def source_texts(request: wire.CheckRequest) -> tuple[SourceText, ...]:
    """Return the sources of a request."""
    return tuple(
        SourceText(
            id=each.id,
            text=each.text,
            title=each.title,
            speaker=each.speaker,
            outlet=each.outlet,
        )
        for each in request.sources
    )


def to_check_response(
    checked: Checked,
    reading: Reading,
    request: wire.CheckRequest,
    *,
    info: AttributorInfo,
) -> wire.CheckResponse:
    """Return the answer to ``request``; ``reading`` is that of the draft."""
    unit = request.options.offset_unit
    sources = source_texts(request)
    writer = _CheckWriter.build(request.draft.text, sources, unit)
    return wire.CheckResponse(
        id=request.id if request.id is not None else text_id(request.draft.text),
        offset_unit=unit,
        findings=tuple(map(writer.finding, checked.findings)),
        indirect=tuple(
            wire.CheckIndirect(
                each.id,
                writer.draft_side(each.draft),
                tuple(map(writer.near, each.nearest)),
            )
            for each in checked.indirect
        ),
        warnings=tuple(
            schemas.Warning(notice.code, notice.detail) for notice in reading.warnings
        ),
        model=model_of(info),
    )


class _CheckWriter(msgspec.Struct, frozen=True):
    """Writes findings with slices of the draft and of each source."""

    draft: ResponseWriter
    sources: Mapping[str, ResponseWriter]

    @classmethod
    def build(
        cls, text: str, sources: Sequence[SourceText], unit: OffsetUnit
    ) -> "_CheckWriter":
        return cls(
            ResponseWriter(text, offset_map(text, unit)),
            {
                each.id: ResponseWriter(each.text, _lazily(each.text, unit))
                for each in sources
            },
        )

    def finding(self, finding: Finding) -> wire.CheckFinding:
        source = finding.source
        return wire.CheckFinding(
            id=finding.id,
            verdict=finding.verdict,
            critical=finding.critical,
            stitched=finding.stitched,
            draft=self.draft_side(finding.draft),
            source=self._source_side(source) if source else None,
            source_verdict=finding.source_verdict,
            speaker_verdict=finding.speaker_verdict,
            differences=tuple(
                self._difference(each, source.id) for each in finding.differences
            )
            if source
            else (),
            nearest=self.near(finding.nearest) if finding.nearest else None,
        )

    def draft_side(self, side: DraftSide) -> wire.CheckDraftSide:
        content = tuple(map(self.draft.span, side.content))
        return wire.CheckDraftSide(content, _speaker(side.speaker), side.outlet)

    def near(self, near: Near) -> wire.CheckPassage:
        span = self.sources[near.id].span(near.span)
        return wire.CheckPassage(near.id, span, near.likeness)

    def _source_side(self, side: SourceSide) -> wire.CheckSourceSide:
        content = tuple(map(self.sources[side.id].span, side.content))
        return wire.CheckSourceSide(
            side.id, content, _speaker(side.speaker), side.outlet
        )

    def _difference(self, difference: Difference, source: str) -> wire.CheckDifference:
        writer = self.sources[source]
        return wire.CheckDifference(
            op=difference.op,
            critical=difference.critical,
            draft=self.draft.optional_span(difference.draft),
            source=writer.optional_span(difference.source),
        )


def _lazily(text: str, unit: OffsetUnit) -> Callable[[int], int]:
    """Return the offset map of a text, which is made when it is first used."""
    made: list[Callable[[int], int]] = []

    def offset(at: int) -> int:
        if not made:
            made.append(offset_map(text, unit))
        return made[0](at)

    return offset


def _speaker(credit: Credit | None) -> wire.CheckSpeaker | None:
    if credit is None:
        return None
    return wire.CheckSpeaker(credit.name, credit.type, credit.role)
