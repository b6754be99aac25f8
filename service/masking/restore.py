"""Put quotations back where their placeholders stand, and tell what became of them."""

from collections import Counter
from collections.abc import Mapping, Sequence

import msgspec

from service.errors import TextTooLong
from service.masking.marker import REMNANT, TOKEN, canonical_id
from service.masking.placeholders import Placeholder


class Restored(msgspec.Struct, frozen=True):
    """The text with its quotations, and the ids that did not come through whole.

    A placeholder is *lost* if the text has no trace of it, *repeated* if it stands
    there more than once, and *altered* if a trace differs from what was handed out.
    Altered and repeated ones are restored all the same.
    """

    text: str
    lost: tuple[str, ...]
    repeated: tuple[str, ...]
    altered: tuple[str, ...]


class _Trace(msgspec.Struct, frozen=True):
    """Where a placeholder was found: a range of the edited text."""

    start: int
    end: int
    id: str
    exact: bool


def unmask(
    text: str, placeholders: Sequence[Placeholder], *, limit: int | None = None
) -> Restored:
    """Put every quotation back. Words that only look like placeholders stay.

    Raises:
        TextTooLong: the text, before or after, has more than ``limit`` characters;
            a long quotation that is repeated often can make much of little.
    """
    quoted = {each.id: each.text for each in placeholders}
    _check_length(len(text), limit)
    traces = _find_traces(text, frozenset(quoted))
    _check_length(len(text) + sum(len(quoted[trace.id]) for trace in traces), limit)
    found = Counter(trace.id for trace in traces)
    altered = {trace.id for trace in traces if not trace.exact}
    ids = tuple(placeholder.id for placeholder in placeholders)
    return Restored(
        text=_restore(text, quoted, traces),
        lost=tuple(name for name in ids if not found[name]),
        repeated=tuple(name for name in ids if found[name] > 1),
        altered=tuple(name for name in ids if name in altered),
    )


def _check_length(length: int, limit: int | None) -> None:
    if limit is not None and length > limit:
        raise TextTooLong(length=length, limit=limit)


def _restore(text: str, quoted: Mapping[str, str], traces: Sequence[_Trace]) -> str:
    pieces: list[str] = []
    position = 0
    for trace in traces:
        pieces += text[position : trace.start], quoted[trace.id]
        position = trace.end
    return "".join([*pieces, text[position:]])


def _find_traces(text: str, ids: frozenset[str]) -> list[_Trace]:
    """Find whole placeholders first, so that no bracket of the article is eaten."""
    whole = [match for match in TOKEN.finditer(text) if match[1] in ids]
    by_form = {name.casefold(): name for name in ids}
    traces: list[_Trace] = []
    position = 0
    for match in whole:
        traces += _find_remnants(text, position, match.start(), by_form)
        traces.append(_Trace(match.start(), match.end(), match[1], exact=True))
        position = match.end()
    return traces + _find_remnants(text, position, len(text), by_form)


def _find_remnants(
    text: str, start: int, end: int, by_form: Mapping[str, str]
) -> list[_Trace]:
    """Find altered placeholders between two whole ones."""
    return [
        _Trace(match.start(), match.end(), by_form[form], exact=False)
        for match in REMNANT.finditer(text, start, end)
        if (form := canonical_id(match[1], match[2])) in by_form
    ]
