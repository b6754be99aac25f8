"""Sentences as the models parse them: joined in a phrase, cut where too long."""

from collections.abc import Iterator, Sequence

from service.nlp.convert import RawWord, cut_points, ends_mid_phrase


def joined(
    sentences: Sequence[tuple[RawWord, ...]],
) -> list[tuple[RawWord, ...]]:
    """Return the sentences, joined where one ends in the middle of a phrase."""
    whole: list[tuple[RawWord, ...]] = []
    for sentence in sentences:
        if whole and ends_mid_phrase(_texts(whole[-1]), _texts(sentence)):
            whole[-1] += sentence
        else:
            whole.append(sentence)
    return whole


def _texts(sentence: Sequence[RawWord]) -> list[str]:
    return [word.text for word in sentence]


def cut(
    sentences: Sequence[tuple[RawWord, ...]],
) -> Iterator[tuple[tuple[RawWord, ...], int]]:
    """Yield parts of at most ``CUT_LENGTH`` words.

    With the first part of a cut sentence comes the length of the sentence, else 0.
    """
    for sentence in sentences:
        points = list(cut_points(_texts(sentence)))
        start = 0
        for end in (*points, len(sentence)):
            yield sentence[start:end], len(sentence) if points and not start else 0
            start = end
