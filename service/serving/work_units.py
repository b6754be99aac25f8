"""Work units: what an inference worker is asked, and what it answers.

Units are values without state behind them, so any worker can take any unit and a unit
lost with its worker can be given to another. They cross process borders as msgpack.
An article of up to ``unit_words`` words is one unit. A longer one is planned, parsed
part by part and then read, so that it never keeps a worker from the others for long; so
is a shorter one that several idle workers can share.
"""

from collections.abc import Sequence

import msgspec

from service.attributor import Attributor, parsed_passages
from service.logs import describe_error
from service.nlp.annotator import Annotation
from service.records import Reading
from service.text.article import Passage

LEAST_SHARE = 150
"""Words of a part that are worth the cost of handing it to another worker."""
SLACK = 40
"""Words by which a part may be longer than another, so that none is left over."""


class ReadArticle(msgspec.Struct, frozen=True, tag=True):
    """Read a whole article at once."""

    text: str


class PlanParts(msgspec.Struct, frozen=True, tag=True):
    """Cut an article into parts of about ``words`` words."""

    text: str
    words: int


class ParsePart(msgspec.Struct, frozen=True, tag=True):
    """Parse the passages ``[start, end)`` of an article."""

    text: str
    start: int
    end: int


class ReadParses(msgspec.Struct, frozen=True, tag=True):
    """Read the records from the parses of all parts, in order."""

    text: str
    parses: tuple[bytes, ...]


class EncodedReading(msgspec.Struct, frozen=True, tag=True):
    """The reading of an article, encoded."""

    reading: bytes


class PartPlan(msgspec.Struct, frozen=True, tag=True):
    """Where the parts of an article start and end, counted in passages."""

    parts: tuple[tuple[int, int], ...]


class PartParse(msgspec.Struct, frozen=True, tag=True):
    """The annotations of a part, encoded: only another worker looks inside."""

    parse: bytes
    words: int


class UnitFailed(msgspec.Struct, frozen=True, tag=True):
    """The article broke something; types and places for the log, no messages."""

    trace: tuple[str, ...]


Unit = ReadArticle | PlanParts | ParsePart | ReadParses
Reply = EncodedReading | PartPlan | PartParse | UnitFailed

_encode = msgspec.msgpack.Encoder().encode
_parses = msgspec.msgpack.Decoder(tuple[Annotation, ...])
_readings = msgspec.msgpack.Decoder(Reading)


def run_unit(attributor: Attributor, unit: Unit) -> Reply:
    """Do one unit. Whatever the article breaks fails this unit and nothing else."""
    try:
        return _run_unit(attributor, unit)
    except Exception as error:  # noqa: BLE001 - one bad article fails alone
        return UnitFailed(tuple(describe_error(error)))


def _run_unit(attributor: Attributor, unit: Unit) -> Reply:
    match unit:
        case ReadArticle(text):
            return EncodedReading(_encode(attributor.attribute(text)))
        case PlanParts(text, words):
            return PartPlan(plan_parts(parsed_passages(attributor.open(text)), words))
        case ParsePart(text, start, end):
            passages = parsed_passages(attributor.open(text))[start:end]
            words = sum(count_words(passage.text) for passage in passages)
            return PartParse(_encode(attributor.annotate(passages)), words)
        case ReadParses(text, parses):
            article = attributor.open(text)
            annotations = [item for parse in parses for item in _parses.decode(parse)]
            return EncodedReading(_encode(attributor.read(article, annotations)))


def plan_parts(passages: Sequence[Passage], words: int) -> tuple[tuple[int, int], ...]:
    """Return ranges of passages of at most ``words`` words, or one passage each."""
    parts: list[tuple[int, int]] = []
    start = total = 0
    for index, passage in enumerate(passages):
        size = count_words(passage.text)
        if total + size > words and index > start:
            parts.append((start, index))
            start, total = index, 0
        total += size
    if start < len(passages):
        parts.append((start, len(passages)))
    return tuple(parts)


def choose_unit_words(words: int, *, idle: int, most: int) -> int:
    """Return the words of a unit: an article is shared out among idle workers.

    Args:
        words: of the article.
        idle: workers that have nothing else to do.
        most: words of the largest unit.
    """
    parts = min(idle, words // LEAST_SHARE)
    return min(most, words // parts + SLACK) if parts > 1 else most


def count_words(text: str) -> int:
    """Return a cheap estimate of the number of words."""
    return len(text.split())


def decode_reading(done: EncodedReading) -> Reading:
    """Return the reading inside a reply."""
    return _readings.decode(done.reading)
