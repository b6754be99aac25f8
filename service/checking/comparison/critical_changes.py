"""Differences that change what is said: in a negation, number, name or unit."""

from collections.abc import Iterable, Sequence

from service.checking.check_records import Operation
from service.checking.words.check_words import Words, ends_sentence
from service.checking.words.word_classes import is_negation, negates, number_of, unit_of

EDGE = 3
"""Words beside an omission among which a lost negation changes what is left."""
_NO_NAMES = frozenset("i i'm i'll i've i'd mr mrs ms dr sir".split())


def is_critical(
    op: Operation,
    draft: tuple[Words, range],
    source: tuple[Words, range],
) -> bool:
    """Whether the words on the two sides differ in a negation, number, name or unit.

    Words in brackets stand for others, so their names say nothing; of an omission
    that the draft shows only a negation at its edge counts; of words that moved a
    negation.
    """
    ours, theirs = _keys(*draft), _keys(*source)
    if op == "omitted":
        return any(map(is_negation, (*theirs[:EDGE], *theirs[-EDGE:])))
    if op == "moved":
        return any(map(is_negation, (*ours, *theirs)))
    if _negations(ours) != _negations(theirs) or _numbers(ours, theirs):
        return True
    if op == "bracketed":
        return False
    return (
        _units(ours) != _units(theirs)
        or sorted(_names(*draft)) != sorted(_names(*source))
        or any(negates(one, other) for one in ours for other in theirs)
    )


def is_name(words: Words, position: int) -> bool:
    """Whether a word has a capital that no sentence's beginning explains."""
    return (
        words.written(position)[0].isupper()
        and words.keys[position] not in _NO_NAMES
        and position > 0
        and not ends_sentence(words.between(position))
    )


def _keys(words: Words, positions: range) -> Sequence[str]:
    return words.keys[positions.start : positions.stop]


def _negations(keys: Iterable[str]) -> int:
    return sum(map(is_negation, keys))


def _numbers(ours: Sequence[str], theirs: Sequence[str]) -> bool:
    """Whether the numbers differ; "one" alone is often no number."""
    one = sorted(n for key in ours if (n := number_of(key)))
    other = sorted(n for key in theirs if (n := number_of(key)))
    if not one or not other:
        return any(n != "1" for n in (*one, *other))
    return one != other


def _units(keys: Iterable[str]) -> list[str]:
    return sorted(unit for key in keys if (unit := unit_of(key)))


def _names(words: Words, positions: range) -> list[str]:
    return [words.keys[at].removesuffix("'s") for at in positions if is_name(words, at)]
