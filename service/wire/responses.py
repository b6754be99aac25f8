"""Responses from readings: filters, offset units, texts of spans. No HTTP library."""

import hashlib
from collections.abc import Callable
from importlib.metadata import version

import msgspec

from service import DISTRIBUTION, records
from service.provenance import AttributorInfo
from service.text.html import Readable, SentSpan, open_text, without_repeats
from service.wire import schemas
from service.wire.offsets import offset_map

SERVICE_VERSION = version(DISTRIBUTION)


def to_response(
    reading: records.Reading,
    request: schemas.AttributionRequest,
    *,
    info: AttributorInfo,
    readable: Readable | None = None,
) -> schemas.AttributionResponse:
    """Return the response to ``request``.

    Args:
        reading: of the text that is read of the request.
        request: of a client.
        info: versions of the models and rules.
        readable: of the request; None makes it once more.
    """
    options = request.options
    reading, readable = without_repeats(reading, readable or readable_of(request))
    writer = ResponseWriter(readable, offset_map(readable.sent, options.offset_unit))
    kept = filter_attributions(reading, options)
    speakers = {found.speaker for found in kept}
    outlets = {found.outlet.id for found in kept if found.outlet}
    return schemas.AttributionResponse(
        id=request.id if request.id is not None else text_id(request.text),
        format=request.format,
        offset_unit=options.offset_unit,
        language=reading.language,
        attributions=writer.attributions(kept, reading, evidence=options.evidence),
        speakers=tuple(
            writer.speaker(item) for item in reading.speakers if item.id in speakers
        ),
        outlets=tuple(
            writer.outlet(item) for item in reading.outlets if item.id in outlets
        ),
        credits=tuple(map(writer.span, reading.credits)),
        warnings=writer.warnings(reading),
        model=model_of(info),
    )


def readable_of(request: schemas.AttributionRequest) -> Readable:
    """Return what is read of a request.

    Raises:
        InvalidText: the HTML has an invalid character.
    """
    return open_text(request.text, request.format)


def text_id(text: str) -> str:
    """Return the id of an article sent without one: a hash of its text."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:32]


def model_of(info: AttributorInfo) -> schemas.Model:
    """Return the versions of the service, of the models and of the rules."""
    return schemas.Model(SERVICE_VERSION, info.stanza, info.package, info.rules_version)


class ResponseWriter(msgspec.Struct, frozen=True):
    """Converts the records of a text to response types: offsets in the text as sent."""

    readable: Readable
    offset: Callable[[int], int]
    """From code points to the unit of the response."""

    def span(self, span: records.Span) -> schemas.Span:
        """Return a span of the text that was read, with its words."""
        place = self.readable.place(span)
        return self._span(place, self.readable.words(span))

    def warnings(self, reading: records.Reading) -> tuple[schemas.Warning, ...]:
        """Return the warnings of the text as sent, then those of its reading."""
        sent = (
            schemas.Warning(each.code, each.detail, tuple(map(self._sent, each.spans)))
            for each in self.readable.notices
        )
        read = (
            schemas.Warning(each.code, each.detail, tuple(map(self.span, each.spans)))
            for each in reading.warnings
        )
        return (*sent, *read)

    def _sent(self, span: SentSpan) -> schemas.Span:
        return self._span(records.Span(span.start, span.end), span.text)

    def _span(self, place: records.Span, words: str) -> schemas.Span:
        return schemas.Span(self.offset(place.start), self.offset(place.end), words)

    def optional_span(self, span: records.Span | None) -> schemas.Span | None:
        """Return a span with its text, or None."""
        return None if span is None else self.span(span)

    def speaker(self, speaker: records.Speaker) -> schemas.Speaker:
        """Return a speaker with the texts of all spans."""
        profile = speaker.profile
        return schemas.Speaker(
            id=speaker.id,
            name=speaker.name,
            type=speaker.type,
            role=speaker.role,
            role_mention=self.optional_span(profile.role),
            gender=profile.gender,
            pronouns=tuple(
                schemas.PronounUse(
                    use.form, len(use.spans), tuple(map(self.span, use.spans))
                )
                for use in profile.pronouns
            ),
            gendered_words=tuple(map(self._gendered_word, profile.gendered_words)),
            affiliation=self._affiliation(profile.affiliation),
            anonymous=self._anonymity(profile.anonymous),
            source_class=profile.source_class,
            words=schemas.WordCounts(profile.words.direct, profile.words.indirect),
            records=profile.records,
            mentions=tuple(map(self._mention, speaker.mentions)),
        )

    def _mention(self, mention: records.Mention) -> schemas.Mention:
        span = self.span(mention.span)
        return schemas.Mention(span.start, span.end, span.text, mention.kind)

    def _gendered_word(self, word: records.GenderedWord) -> schemas.GenderedWord:
        span = self.span(word.span)
        return schemas.GenderedWord(span.start, span.end, span.text, word.gender)

    def _affiliation(
        self, affiliation: records.Affiliation | None
    ) -> schemas.Affiliation | None:
        if affiliation is None:
            return None
        return schemas.Affiliation(affiliation.name, self.span(affiliation.mention))

    def _anonymity(
        self, anonymous: records.Anonymity | None
    ) -> schemas.Anonymity | None:
        if anonymous is None:
            return None
        return schemas.Anonymity(self.optional_span(anonymous.reason))

    def outlet(self, outlet: records.Outlet) -> schemas.Outlet:
        """Return an outlet with the texts of its mentions."""
        return schemas.Outlet(
            outlet.id, outlet.name, tuple(map(self.span, outlet.mentions))
        )

    def attributions(
        self,
        kept: tuple[records.Attribution, ...],
        reading: records.Reading,
        *,
        evidence: bool,
    ) -> tuple[schemas.Attribution, ...]:
        """Return the kept attributions; references to others become None."""
        ids = {found.id for found in kept}
        speakers = {speaker.id: speaker for speaker in reading.speakers}
        return tuple(
            schemas.Attribution(
                id=found.id,
                type=found.type,
                kind=found.kind,
                content=tuple(map(self.span, found.content)),
                cue=self._cue(found.cue),
                source=self.optional_span(found.source),
                speaker=_speaker_ref(speakers.get(found.speaker or "")),
                outlet=self._outlet_ref(found.outlet),
                addressee=self.optional_span(found.addressee),
                parent=found.parent if found.parent in ids else None,
                continues=found.continues if found.continues in ids else None,
                negated=found.negated,
                confidence=round(found.confidence, 2),
                evidence=_evidence(found) if evidence else (),
            )
            for found in kept
        )

    def _cue(self, cue: records.Cue | None) -> schemas.Cue | None:
        if cue is None:
            return None
        span = self.span(cue.span)
        if span.start == span.end:  # a dash that is read before the name in a ``cite``
            return None
        return schemas.Cue(span.start, span.end, span.text, cue.lemma)

    def _outlet_ref(
        self, credit: records.OutletCredit | None
    ) -> schemas.OutletRef | None:
        if credit is None:
            return None
        return schemas.OutletRef(
            credit.id, credit.name, self.optional_span(credit.mention)
        )


def filter_attributions(
    reading: records.Reading, options: schemas.Options
) -> tuple[records.Attribution, ...]:
    """Return the attributions that pass the filters of a request."""
    return tuple(
        found for found in reading.attributions if _passes_filters(found, options)
    )


def _passes_filters(found: records.Attribution, options: schemas.Options) -> bool:
    return (
        found.type in options.types
        and found.kind in options.kinds
        and round(found.confidence, 2) >= options.min_confidence
    )


def _speaker_ref(speaker: records.Speaker | None) -> schemas.SpeakerRef | None:
    if speaker is None:
        return None
    return schemas.SpeakerRef(speaker.id, speaker.name, speaker.type)


def _evidence(found: records.Attribution) -> tuple[schemas.Evidence, ...]:
    return tuple(schemas.Evidence(item.stage, item.rule) for item in found.evidence)
