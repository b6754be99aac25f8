"""Restoring the quotations of placeholders in an edited text."""

from collections import Counter
from collections.abc import Mapping, Sequence

import msgspec

from service.errors import TextTooLong
from service.masking.marker import REMNANT, TOKEN, canonical_id
from service.masking.placeholders import Placeholder


class Restored(msgspec.Struct, frozen=True):
    """The text with its quotations, and the ids of changed placeholders.

    A placeholder is *lost* if it does not occur in the text, *repeated* if it occurs
    more than once, and *altered* if an occurrence differs from its original form.
    Altered and repeated ones are restored as well.
    """

    text: str
    lost: tuple[str, ...]
    repeated: tuple[str, ...]
    altered: tuple[str, ...]


class _Occurrence(msgspec.Struct, frozen=True):
    """An occurrence of a placeholder: a range of the edited text."""

    start: int
    end: int
    id: str
    exact: bool


def unmask(
    text: str, placeholders: Sequence[Placeholder], *, limit: int | None = None
) -> Restored:
    """Return the text with each placeholder replaced with its quotation.

    Words that only resemble a placeholder are kept.

    Raises:
        TextTooLong: the edited or the restored text has more than ``limit`` characters;
            repeated placeholders of long quotations can make a short text long.
    """
    quoted = {each.id: each.text for each in placeholders}
    _check_length(len(text), limit)
    occurrences = _find_occurrences(text, frozenset(quoted))
    added = sum(len(quoted[each.id]) for each in occurrences)
    _check_length(len(text) + added, limit)
    counts = Counter(each.id for each in occurrences)
    altered = {each.id for each in occurrences if not each.exact}
    ids = tuple(placeholder.id for placeholder in placeholders)
    return Restored(
        text=_restore(text, quoted, occurrences),
        lost=tuple(name for name in ids if not counts[name]),
        repeated=tuple(name for name in ids if counts[name] > 1),
        altered=tuple(name for name in ids if name in altered),
    )


def _check_length(length: int, limit: int | None) -> None:
    if limit is not None and length > limit:
        raise TextTooLong(length=length, limit=limit)


def _restore(
    text: str, quoted: Mapping[str, str], occurrences: Sequence[_Occurrence]
) -> str:
    pieces: list[str] = []
    position = 0
    for occurrence in occurrences:
        pieces += text[position : occurrence.start], quoted[occurrence.id]
        position = occurrence.end
    return "".join([*pieces, text[position:]])


def _find_occurrences(text: str, ids: frozenset[str]) -> list[_Occurrence]:
    """Find unaltered placeholders first, so that no bracket of the article is lost."""
    whole = [match for match in TOKEN.finditer(text) if match[1] in ids]
    by_form = {name.casefold(): name for name in ids}
    occurrences: list[_Occurrence] = []
    position = 0
    for match in whole:
        occurrences += _find_altered(text, position, match.start(), by_form)
        occurrences.append(
            _Occurrence(match.start(), match.end(), match[1], exact=True)
        )
        position = match.end()
    return occurrences + _find_altered(text, position, len(text), by_form)


def _find_altered(
    text: str, start: int, end: int, by_form: Mapping[str, str]
) -> list[_Occurrence]:
    """Return the altered placeholders between two unaltered ones."""
    return [
        _Occurrence(match.start(), match.end(), by_form[form], exact=False)
        for match in REMNANT.finditer(text, start, end)
        if (form := canonical_id(match[1], match[2])) in by_form
    ]
