"""From findings to the response: slices and offset units. Imports no HTTP library."""

from collections.abc import Callable, Generator, Mapping, Sequence
from contextlib import contextmanager

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
from service.text.html import Readable, open_text
from service.wire import check_schemas as wire
from service.wire.offsets import OffsetUnit, offset_map
from service.wire.request_errors import TextsTooLong, TooManySources
from service.wire.responses import ResponseWriter, model_of, text_id


class CheckTexts(msgspec.Struct, frozen=True):
    """What is read of the draft and of the sources of a request."""

    draft: Readable
    sources: tuple[Readable, ...]

    def as_plain(self) -> "CheckTexts":
        """Return the texts that are read, as plain ones."""
        return CheckTexts(
            self.draft.as_plain(), tuple(each.as_plain() for each in self.sources)
        )


def read_texts(request: wire.CheckRequest) -> CheckTexts:
    """Return what is read of a request.

    Raises:
        InvalidText: an HTML has an invalid character; ``path`` says which.
    """
    with _path_of("$.draft.text"):
        draft = open_text(request.draft.text, request.draft.format)
    sources: list[Readable] = []
    for number, each in enumerate(request.sources):
        with _path_of(f"$.sources[{number}].text"):
            sources.append(open_text(each.text, each.format))
    return CheckTexts(draft, tuple(sources))


def open_request(request: wire.CheckRequest, *, limit: int) -> CheckTexts:
    """Return what is read of a request that is within the limits.

    Args:
        request: what a client asks.
        limit: most characters that are read of the draft and of each source.

    Raises:
        TooManySources: there are more than ``MOST_SOURCES``.
        TextsTooLong: all together have more than ``MOST_CHARS`` characters.
        TextError: a text is too long, empty or no text; ``path`` says which.
        InvalidField: two sources have one id.
    """
    if len(request.sources) > wire.MOST_SOURCES:
        raise TooManySources(limit=wire.MOST_SOURCES)
    texts = read_texts(request)
    length = len(texts.draft.text) + sum(len(each.text) for each in texts.sources)
    if length > wire.MOST_CHARS:
        raise TextsTooLong(length=length, limit=wire.MOST_CHARS)
    with _path_of("$.draft.text"):
        check_text(texts.draft.text, limit=limit)
    for number, each in enumerate(texts.sources):
        with _path_of(f"$.sources[{number}].text"):
            check_text(each.text, limit=limit)
    if len({each.id for each in request.sources}) < len(request.sources):
        raise InvalidField("two sources have the same id", path="$.sources")
    return texts


@contextmanager
def _path_of(path: str) -> Generator[None]:
    """Give errors of a text the path of its field."""
    try:
        yield
    except TextError as error:
        error.path = path
        raise


def source_texts(
    request: wire.CheckRequest, texts: CheckTexts
) -> tuple[SourceText, ...]:
    """Return the sources of a request with the text that is read of each."""
    return tuple(
        SourceText(
            id=each.id,
            text=readable.text,
            title=each.title,
            speaker=each.speaker,
            outlet=each.outlet,
        )
        for each, readable in zip(request.sources, texts.sources, strict=True)
    )


def to_check_response(
    checked: Checked,
    reading: Reading,
    request: wire.CheckRequest,
    *,
    texts: CheckTexts,
    info: AttributorInfo,
) -> wire.CheckResponse:
    """Return the answer to ``request``; ``reading`` is that of the draft."""
    unit = request.options.offset_unit
    ids = [each.id for each in request.sources]
    writer = _CheckWriter.build(texts, ids, unit)
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
        warnings=writer.draft.warnings(reading),
        model=model_of(info),
    )


class _CheckWriter(msgspec.Struct, frozen=True):
    """Writes findings with slices of the draft and of each source."""

    draft: ResponseWriter
    sources: Mapping[str, ResponseWriter]

    @classmethod
    def build(
        cls, texts: CheckTexts, ids: Sequence[str], unit: OffsetUnit
    ) -> "_CheckWriter":
        return cls(
            ResponseWriter(texts.draft, offset_map(texts.draft.sent, unit)),
            {
                name: ResponseWriter(each, _lazily(each.sent, unit))
                for name, each in zip(ids, texts.sources, strict=True)
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
