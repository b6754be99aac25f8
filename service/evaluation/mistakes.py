"""List wrong, missed and spurious records with their words, for reading by hand."""

from collections.abc import Iterator
from typing import Literal

import msgspec

from service.evaluation.gold_articles import (
    GoldArticle,
    Pieces,
    Record,
    spans_of,
    stated,
)
from service.evaluation.scorer import AlignedPair, ScoredArticle

MistakeKind = Literal["missed", "spurious", "wrong"]
COMPARED = ("source", "cue", "speaker", "type", "kind", "speaker_type", "addressee")


class RecordText(msgspec.Struct, frozen=True, kw_only=True):
    """A record with words in place of offsets."""

    content: tuple[str, ...]
    cue: str | None
    source: str | None
    type: str | None
    kind: str | None
    speaker: str | None
    speaker_type: str | None
    outlet: str | None
    addressee: str | None


class Mistake(msgspec.Struct, frozen=True, kw_only=True):
    """A missed gold attribution, a spurious prediction, or a pair with differences."""

    article: str
    mistake: MistakeKind
    wrong: tuple[str, ...] = ()
    """Fields of an aligned pair that differ; ``content`` where it is not exact."""
    paragraph: str
    gold: RecordText | None = None
    predicted: RecordText | None = None


def find_mistakes(scored_article: ScoredArticle) -> tuple[Mistake, ...]:
    """Return the mistakes of an article in reading order.

    Optional gold attributions make no mistakes.
    """
    places = [
        *_missed(scored_article),
        *_spurious(scored_article),
        *_wrong(scored_article),
    ]
    return tuple(mistake for _, mistake in sorted(places, key=lambda item: item[0]))


def text_of_record(record: Record, text: str) -> RecordText:
    """Return the words that a record covers."""
    return RecordText(
        content=tuple(text[start:end] for start, end in spans_of(record.content)),
        cue=_slice(record.cue, text),
        source=_slice(record.source, text),
        type=stated(record.type),
        kind=stated(record.kind),
        speaker=stated(record.speaker),
        speaker_type=stated(record.speaker_type),
        outlet=stated(record.outlet),
        addressee=stated(record.addressee),
    )


def _slice(pieces: Pieces | msgspec.UnsetType | None, text: str) -> str | None:
    return " ... ".join(text[start:end] for start, end in spans_of(pieces)) or None


def _missed(scored_article: ScoredArticle) -> Iterator[tuple[int, Mistake]]:
    found = {pair.gold for pair in scored_article.pairs}
    for index, record in enumerate(scored_article.article.attributions):
        if index not in found and not record.optional:
            yield _mistake(scored_article.article, "missed", gold=record)


def _spurious(scored_article: ScoredArticle) -> Iterator[tuple[int, Mistake]]:
    used = {pair.predicted for pair in scored_article.pairs}
    for index, record in enumerate(scored_article.predicted):
        if index not in used:
            yield _mistake(scored_article.article, "spurious", predicted=record)


def _wrong(scored_article: ScoredArticle) -> Iterator[tuple[int, Mistake]]:
    for pair in scored_article.pairs:
        gold = scored_article.article.attributions[pair.gold]
        predicted = scored_article.predicted[pair.predicted]
        wrong = _differences(pair, gold, predicted)
        if wrong and not gold.optional:
            yield _mistake(
                scored_article.article,
                "wrong",
                gold=gold,
                predicted=predicted,
                wrong=wrong,
            )


def _mistake(
    article: GoldArticle,
    kind: MistakeKind,
    *,
    gold: Record | None = None,
    predicted: Record | None = None,
    wrong: tuple[str, ...] = (),
) -> tuple[int, Mistake]:
    text = article.text
    start, paragraph = _place(gold or predicted, text)
    return start, Mistake(
        article=article.id,
        mistake=kind,
        wrong=wrong,
        paragraph=paragraph,
        gold=text_of_record(gold, text) if gold else None,
        predicted=text_of_record(predicted, text) if predicted else None,
    )


def _differences(pair: AlignedPair, gold: Record, predicted: Record) -> tuple[str, ...]:
    names = [] if pair.exact else ["content"]
    names += [
        name
        for name in COMPARED
        if getattr(gold, name) is not msgspec.UNSET and not getattr(pair, name)
    ]
    one, other = gold.outlet, stated(predicted.outlet)
    if one is not msgspec.UNSET and (one or other) and not pair.outlet:
        names.append("outlet")
    return tuple(names)


def _place(record: Record | None, text: str) -> tuple[int, str]:
    """Return the start of the content and the lines that contain it."""
    spans = (spans_of(record.content) if record else ()) or ((0, 0),)
    start = min(span[0] for span in spans)
    end = max(span[1] for span in spans)
    first = text.rfind("\n", 0, start) + 1
    last = text.find("\n", end)
    return start, text[first : last if last >= 0 else len(text)]
