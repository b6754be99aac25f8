"""What went wrong, with its words, for reading by hand."""

from collections.abc import Iterator
from typing import Literal

import msgspec

from service.evaluation.gold_articles import Annotated, Pieces, Record, spans_of, stated
from service.evaluation.scorer import JudgedArticle, Pair

MistakeKind = Literal["missed", "spurious", "wrong"]
COMPARED = ("source", "cue", "speaker", "type", "kind", "speaker_type", "addressee")


class Words(msgspec.Struct, frozen=True, kw_only=True):
    """A record as its words."""

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
    """A gold attribution that was missed or half right, or a prediction too many."""

    article: str
    mistake: MistakeKind
    wrong: tuple[str, ...] = ()
    """Fields of an aligned pair that differ; ``content`` where it is not exact."""
    paragraph: str
    gold: Words | None = None
    predicted: Words | None = None


def find_mistakes(judged_article: JudgedArticle) -> tuple[Mistake, ...]:
    """Return the mistakes of an article in reading order. Optional gold makes none."""
    places = [
        *_missed(judged_article),
        *_spurious(judged_article),
        *_wrong(judged_article),
    ]
    return tuple(mistake for _, mistake in sorted(places, key=lambda item: item[0]))


def words_of(record: Record, text: str) -> Words:
    """Return the words that a record covers."""
    return Words(
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


def _missed(judged_article: JudgedArticle) -> Iterator[tuple[int, Mistake]]:
    found = {pair.gold for pair in judged_article.pairs}
    for index, record in enumerate(judged_article.article.attributions):
        if index not in found and not record.optional:
            yield _mistake(judged_article.article, "missed", gold=record)


def _spurious(judged_article: JudgedArticle) -> Iterator[tuple[int, Mistake]]:
    used = {pair.predicted for pair in judged_article.pairs}
    for index, record in enumerate(judged_article.predicted):
        if index not in used:
            yield _mistake(judged_article.article, "spurious", predicted=record)


def _wrong(judged_article: JudgedArticle) -> Iterator[tuple[int, Mistake]]:
    for pair in judged_article.pairs:
        gold = judged_article.article.attributions[pair.gold]
        predicted = judged_article.predicted[pair.predicted]
        wrong = _differences(pair, gold, predicted)
        if wrong and not gold.optional:
            yield _mistake(
                judged_article.article,
                "wrong",
                gold=gold,
                predicted=predicted,
                wrong=wrong,
            )


def _mistake(
    article: Annotated,
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
        gold=words_of(gold, text) if gold else None,
        predicted=words_of(predicted, text) if predicted else None,
    )


def _differences(pair: Pair, gold: Record, predicted: Record) -> tuple[str, ...]:
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
    """Return where the content begins, and the lines that hold the whole of it."""
    spans = (spans_of(record.content) if record else ()) or ((0, 0),)
    start = min(span[0] for span in spans)
    end = max(span[1] for span in spans)
    first = text.rfind("\n", 0, start) + 1
    last = text.find("\n", end)
    return start, text[first : last if last >= 0 else len(text)]
