"""Work units of an inference worker, and its replies.

A work unit is one message to a worker. An article of up to ``unit_words`` words is one
unit. A longer article is divided into parts, parsed part by part and then read, so that
it does not block the others; so is a shorter article when several workers are idle.
These units are stateless values, so any worker can run any unit, and another worker can
repeat a unit that was lost. The reading of a very long article is paused after some of
its stages, and continued by the worker that has begun it. Articles that nobody waits
for singly share a unit, because short ones are read faster together.
"""

import msgspec

from service.records import Reading

SMALLEST_PART = 150
"""Words of the smallest part that is worth the cost of another worker."""
PART_SLACK = 40
"""Words added to the size of a part, so that rounding leaves no small remainder."""
STAGE_WORDS = 50_000
"""Words times stages of one unit of a reading: about as much work as the parse of
``Settings.unit_words`` (the stages of 4,000 words take as long as their parse does of
1,000)."""
ALL_STAGES_WORDS = 4_000
"""Words of the longest article whose stages are one unit."""


class ReadArticle(msgspec.Struct, frozen=True, tag=True):
    """Read an article in one unit; the reply is ``EncodedReading``."""

    text: str


class PlanParts(msgspec.Struct, frozen=True, tag=True):
    """Divide an article into parts of ``words`` words; the reply is ``PartPlan``."""

    text: str
    words: int


class ParsePart(msgspec.Struct, frozen=True, tag=True):
    """Parse passages of an article; the reply is ``PartParse``."""

    passages: bytes
    """From ``PartPlan``."""


class ReadParses(msgspec.Struct, frozen=True, tag=True):
    """Read an article from the parses of its parts, ``stages`` stages of it or all.

    The reply is ``EncodedReading``, or ``ReadingPaused`` where stages are left.
    """

    text: str
    parses: tuple[bytes, ...]
    stages: int | None = None


class ContinueReading(msgspec.Struct, frozen=True, tag=True):
    """Continue the reading that the worker has paused, like ``ReadParses``."""

    stages: int


class ReadTogether(msgspec.Struct, frozen=True, tag=True):
    """Read several articles, annotated in batches of ``words`` words.

    The reply is ``RepliesTogether``.
    """

    texts: tuple[str, ...]
    words: int


class EncodedReading(msgspec.Struct, frozen=True, tag=True):
    """The reading of an article as msgpack."""

    reading: bytes


class ReadingPaused(msgspec.Struct, frozen=True, tag=True):
    """The worker keeps the reading of an article, whose stages are not done."""


class PartPlan(msgspec.Struct, frozen=True, tag=True):
    """The parts of an article, each its passages as msgpack that only workers decode.

    Workers that parse a part do not open the article again.
    """

    parts: tuple[bytes, ...]


class PartParse(msgspec.Struct, frozen=True, tag=True):
    """The annotations of a part, as msgpack that only workers decode."""

    parse: bytes
    words: int


class UnitFailed(msgspec.Struct, frozen=True, tag=True):
    """An exception was raised; ``trace`` has types and code locations, no messages."""

    trace: tuple[str, ...]


class RepliesTogether(msgspec.Struct, frozen=True, tag=True):
    """The reading or the failure of each article, in order."""

    replies: tuple[EncodedReading | UnitFailed, ...]


ArticleUnit = ReadArticle | PlanParts | ParsePart | ReadParses | ContinueReading
"""A unit of a single article."""
Unit = ArticleUnit | ReadTogether
Reply = (
    EncodedReading | ReadingPaused | PartPlan | PartParse | UnitFailed | RepliesTogether
)

_readings = msgspec.msgpack.Decoder(Reading)


def choose_unit_words(words: int, *, idle: int, most: int) -> int:
    """Return the words of the units of an article, which idle workers share equally.

    Args:
        words: of the article.
        idle: number of idle workers.
        most: words of the largest unit.
    """
    parts = min(idle, words // SMALLEST_PART)
    return min(most, words // parts + PART_SLACK) if parts > 1 else most


def choose_stages(words: int) -> int | None:
    """Return the stages of one unit of the reading of an article of ``words`` words.

    None for all of them, if the article has at most ``ALL_STAGES_WORDS`` words.
    """
    return None if words <= ALL_STAGES_WORDS else max(1, STAGE_WORDS // words)


def decode_reading(done: EncodedReading) -> Reading:
    """Return the decoded reading of a reply."""
    return _readings.decode(done.reading)
