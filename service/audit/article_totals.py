"""The totals of one article: records and words by gender, class, type and naming."""

from collections import Counter
from collections.abc import Callable, Iterable

from service.audit.audit_schemas import AuditOutlet, AuditShare, AuditTotals
from service.records import Reading, Speaker
from service.wire.schemas import SpeakerRef, WordCounts


def article_totals(reading: Reading) -> AuditTotals:
    """Return the totals of everything that was found in an article."""
    speakers, records = reading.speakers, reading.attributions
    people = [speaker for speaker in speakers if speaker.type == "person"]
    return AuditTotals(
        speakers=len(speakers),
        records=len(records),
        without_speaker=sum(found.speaker is None for found in records),
        words=_words(speakers),
        by_gender=shares(people, lambda speaker: speaker.profile.gender),
        by_class=shares(speakers, lambda speaker: speaker.profile.source_class),
        by_type=shares(speakers, lambda speaker: speaker.type),
        by_naming=shares(speakers, naming),
        first_quoted=_first_quoted(reading),
        outlets=_outlets(reading),
    )


def naming(speaker: Speaker) -> str:
    """Return whether a speaker is an anonymous source, in a word."""
    return "other" if speaker.profile.anonymous is None else "anonymous"


def shares(
    speakers: Iterable[Speaker], value_of: Callable[[Speaker], str | None]
) -> tuple[AuditShare, ...]:
    """Return the speakers by a value: the most records first, then by value."""
    groups: dict[str | None, list[Speaker]] = {}
    for speaker in speakers:
        groups.setdefault(value_of(speaker), []).append(speaker)
    found = (
        AuditShare(
            value,
            speakers=len(group),
            records=sum(each.profile.records for each in group),
            words=_words(group),
        )
        for value, group in groups.items()
    )
    return tuple(sorted(found, key=lambda each: (-each.records, each.value or "~")))


def _words(speakers: Iterable[Speaker]) -> WordCounts:
    counts = [speaker.profile.words for speaker in speakers]
    return WordCounts(
        sum(each.direct for each in counts), sum(each.indirect for each in counts)
    )


def _first_quoted(reading: Reading) -> SpeakerRef | None:
    ids = (found.speaker for found in reading.attributions if found.speaker)
    first = next(ids, None)
    known = {speaker.id: speaker for speaker in reading.speakers}
    if first is None:
        return None
    speaker = known[first]
    return SpeakerRef(speaker.id, speaker.name, speaker.type)


def _outlets(reading: Reading) -> tuple[AuditOutlet, ...]:
    counts = Counter(found.outlet.id for found in reading.attributions if found.outlet)
    return tuple(
        AuditOutlet(outlet.id, outlet.name, counts[outlet.id])
        for outlet in sorted(reading.outlets, key=lambda each: -counts[each.id])
    )
