"""Work units of an inference worker, and its replies.

Work units are stateless values, so any worker can run any unit, and another worker can
repeat a unit that was lost. They are sent to processes as msgpack. An article of up to
``unit_words`` words is one unit. A longer article is divided into parts, parsed part by
part and then read, so that it does not block the others; so is a shorter article when
several workers are idle. Articles that nobody waits for singly share a unit, because
short ones are read faster together.
"""

import msgspec

from service.attributor import Attributor, parsed_passages
from service.batch_attributor import BatchAttributor
from service.errors import InferenceFailed, WhosaidError
from service.logs import describe_error
from service.nlp.annotator import Annotation
from service.records import Reading
from service.text.word_bounds import count_words, plan_parts

SMALLEST_PART = 150
"""Words of the smallest part that is worth the cost of another worker."""
PART_SLACK = 40
"""Words added to the size of a part, so that rounding leaves no small remainder."""


class ReadArticle(msgspec.Struct, frozen=True, tag=True):
    """Read an article in one unit; the reply is ``EncodedReading``."""

    text: str


class PlanParts(msgspec.Struct, frozen=True, tag=True):
    """Divide an article into parts of ``words`` words; the reply is ``PartPlan``."""

    text: str
    words: int


class ParsePart(msgspec.Struct, frozen=True, tag=True):
    """Parse the passages ``[start, end)`` of an article; the reply is ``PartParse``."""

    text: str
    start: int
    end: int


class ReadParses(msgspec.Struct, frozen=True, tag=True):
    """Read an article from the parses of its parts; the reply is ``EncodedReading``."""

    text: str
    parses: tuple[bytes, ...]


class ReadTogether(msgspec.Struct, frozen=True, tag=True):
    """Read several articles, annotated in batches of ``words`` words.

    The reply is ``RepliesTogether``.
    """

    texts: tuple[str, ...]
    words: int


class EncodedReading(msgspec.Struct, frozen=True, tag=True):
    """The reading of an article as msgpack."""

    reading: bytes


class PartPlan(msgspec.Struct, frozen=True, tag=True):
    """The parts of an article as half-open ranges of passages."""

    parts: tuple[tuple[int, int], ...]


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


ArticleUnit = ReadArticle | PlanParts | ParsePart | ReadParses
"""A unit of a single article."""
Unit = ArticleUnit | ReadTogether
Reply = EncodedReading | PartPlan | PartParse | UnitFailed | RepliesTogether

_encode = msgspec.msgpack.Encoder().encode
_parses = msgspec.msgpack.Decoder(tuple[Annotation, ...])
_readings = msgspec.msgpack.Decoder(Reading)


def run_unit(attributor: Attributor, unit: Unit) -> Reply:
    """Return the reply to one unit; any exception becomes ``UnitFailed``."""
    try:
        return _run_unit(attributor, unit)
    except Exception as error:  # noqa: BLE001 - it must not end the worker
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
        case ReadTogether(texts, words):
            outcomes = BatchAttributor(attributor, words).read(texts)
            return RepliesTogether(tuple(map(_to_reply, outcomes)))


def _to_reply(outcome: Reading | WhosaidError) -> EncodedReading | UnitFailed:
    if isinstance(outcome, Reading):
        return EncodedReading(_encode(outcome))
    known = outcome.trace if isinstance(outcome, InferenceFailed) else ()
    return UnitFailed(known or tuple(describe_error(outcome)))


def choose_unit_words(words: int, *, idle: int, most: int) -> int:
    """Return the words of the units of an article, which idle workers share equally.

    Args:
        words: of the article.
        idle: number of idle workers.
        most: words of the largest unit.
    """
    parts = min(idle, words // SMALLEST_PART)
    return min(most, words // parts + PART_SLACK) if parts > 1 else most


def decode_reading(done: EncodedReading) -> Reading:
    """Return the decoded reading of a reply."""
    return _readings.decode(done.reading)
