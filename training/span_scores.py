"""F1 of labelled spans."""

from collections import Counter
from collections.abc import Iterable, Sequence

from service.nlp.convert import decode_bioes

ALL = "micro"


def f1(right: int, predicted: int, gold: int) -> float:
    """Return F1 in per cent; 0 if there are no predicted and no gold items."""
    return 200 * right / max(1, predicted + gold)


def span_f1(
    predicted: Iterable[Sequence[str]], gold: Iterable[Sequence[str]]
) -> dict[str, float]:
    """Return F1 of exact spans in per cent: by class, and over all as ``micro``.

    Args:
        predicted: BIOES labels of the words of each sentence.
        gold: of the same sentences.
    """
    right: Counter[str] = Counter()
    offered: Counter[str] = Counter()
    wanted: Counter[str] = Counter()
    for got, expected in zip(predicted, gold, strict=True):
        ours, theirs = set(decode_bioes(got)), set(decode_bioes(expected))
        right.update(span.label for span in ours & theirs)
        offered.update(span.label for span in ours)
        wanted.update(span.label for span in theirs)
    scores = {
        label: f1(right[label], offered[label], wanted[label])
        for label in sorted(wanted)
    }
    scores[ALL] = f1(right.total(), offered.total(), wanted.total())
    return scores
