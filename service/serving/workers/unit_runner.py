"""What an inference worker does with a work unit."""

import msgspec

from service.attribution import Stages
from service.attributor import Attributor, parsed_passages
from service.batch_attributor import BatchAttributor
from service.errors import InferenceFailed, WhosaidError
from service.logs import describe_error
from service.nlp.annotator import Annotation
from service.records import Reading
from service.serving.work_units import (
    ContinueReading,
    EncodedReading,
    ParsePart,
    PartParse,
    PartPlan,
    PlanParts,
    ReadArticle,
    ReadingPaused,
    ReadParses,
    ReadTogether,
    RepliesTogether,
    Reply,
    Unit,
    UnitFailed,
)
from service.text.article import Passage
from service.text.word_bounds import count_words, plan_parts

_encode = msgspec.msgpack.Encoder().encode
_parses = msgspec.msgpack.Decoder(tuple[Annotation, ...])
_passages = msgspec.msgpack.Decoder(tuple[Passage, ...])


class UnitRunner:
    """Runs one work unit after the other with an attributor.

    It keeps at most one paused reading. A new one takes its place, so the pool begins
    none at a worker that has one whose client still waits.
    """

    def __init__(self, attributor: Attributor) -> None:
        self._attributor = attributor
        self._paused: Stages[Reading] | None = None

    def run(self, unit: Unit) -> Reply:
        """Return the reply to one unit; any exception becomes ``UnitFailed``."""
        try:
            return self._run(unit)
        except Exception as error:  # noqa: BLE001 - it must not end the worker
            return UnitFailed(tuple(describe_error(error)))

    def _run(self, unit: Unit) -> Reply:
        attributor = self._attributor
        match unit:
            case ReadArticle(text):
                return EncodedReading(_encode(attributor.attribute(text)))
            case PlanParts(text, words):
                return self._plan(text, words)
            case ParsePart(encoded):
                passages = _passages.decode(encoded)
                words = sum(count_words(passage.text) for passage in passages)
                return PartParse(_encode(attributor.annotate(passages)), words)
            case ReadParses(text, parses, stages):
                return self._go_on(_read_in_stages(attributor, text, parses), stages)
            case ContinueReading(stages):
                paused, self._paused = self._paused, None
                return self._go_on(paused, stages)
            case ReadTogether(texts, words):
                outcomes = BatchAttributor(attributor, words).read(texts)
                return RepliesTogether(tuple(map(_to_reply, outcomes)))

    def _plan(self, text: str, words: int) -> PartPlan:
        passages = parsed_passages(self._attributor.open(text))
        parts = plan_parts(passages, words)
        return PartPlan(tuple(_encode(passages[start:end]) for start, end in parts))

    def _go_on(
        self, reading: Stages[Reading] | None, stages: int | None
    ) -> EncodedReading | ReadingPaused:
        """Run stages of a reading, all for None; keep it if some are left."""
        if reading is None:
            raise LookupError
        done = 0
        while stages is None or done < stages:
            try:
                next(reading)
            except StopIteration as end:
                return EncodedReading(_encode(end.value))
            done += 1
        self._paused = reading
        return ReadingPaused()


def _read_in_stages(
    attributor: Attributor, text: str, parses: tuple[bytes, ...]
) -> Stages[Reading]:
    """Return the stages of the reading of an article, which is opened first."""
    article = attributor.open(text)
    yield
    annotations = [item for parse in parses for item in _parses.decode(parse)]
    yield
    return (yield from attributor.read_in_stages(article, annotations))


def _to_reply(outcome: Reading | WhosaidError) -> EncodedReading | UnitFailed:
    if isinstance(outcome, Reading):
        return EncodedReading(_encode(outcome))
    known = outcome.trace if isinstance(outcome, InferenceFailed) else ()
    return UnitFailed(known or tuple(describe_error(outcome)))
