"""Speakers of responses and of readings of which little is known."""

from collections.abc import Iterable

from service import records
from service.wire.schemas import Mention, Span, Speaker, WordCounts


def wire_speaker(
    key: str,
    name: str,
    kind: str,
    role: str | None = None,
    mentions: Iterable[Span] = (),
) -> Speaker:
    """Return a speaker of a response of whom the article tells nothing else."""
    return Speaker(
        id=key,
        name=name,
        type=kind,
        role=role,
        role_mention=None,
        gender=None,
        pronouns=(),
        gendered_words=(),
        affiliation=None,
        anonymous=None,
        source_class="unknown",
        words=WordCounts(0, 0),
        records=0,
        mentions=tuple(Mention(s.start, s.end, s.text, "name") for s in mentions),
    )


def named_mentions(spans: Iterable[records.Span]) -> tuple[records.Mention, ...]:
    """Return mentions by name at the spans."""
    return tuple(records.Mention(span, "name") for span in spans)
