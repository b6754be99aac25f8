"""Parts of texts that are bounded in words."""

from collections.abc import Sequence

from service.text.article import Passage


def count_words(text: str) -> int:
    """Return the number of words, separated by white space."""
    return len(text.split())


def plan_parts(passages: Sequence[Passage], words: int) -> tuple[tuple[int, int], ...]:
    """Return half-open ranges of passages of at most ``words`` words.

    A passage of more words is a range by itself.
    """
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
