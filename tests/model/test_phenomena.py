"""Every way of reporting that the service promises, with the real models.

``phenomena.toml`` and ``press.toml`` say what must be found in each text: all of it and
nothing else. The first grew with the rules; the second was written without them.
``outlets.toml`` says which outlet each of many sentences credits.
"""

import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import msgspec
import pytest

from service.attribution import Lexicon
from service.attributor import Attributor, parsed_passages
from service.nlp.stanza_annotator import StanzaAnnotator
from service.records import Attribution, Reading, Span

TABLES = [Path(__file__).with_name(f"{name}.toml") for name in ("phenomena", "press")]
OUTLETS = Path(__file__).with_name("outlets.toml")
MODELS = Path(__file__).parents[2] / "models"
LIMIT = 10_000
Value = str | bool | list[str] | None


class Expected(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A record that must be found; what is not stated is not looked at.

    An empty string stands for None. ``parent`` and ``continues`` are positions in the
    row's ``records``, -1 stands for None.
    """

    content: list[str]
    cue: str | msgspec.UnsetType = msgspec.UNSET
    lemma: str | msgspec.UnsetType = msgspec.UNSET
    source: str | msgspec.UnsetType = msgspec.UNSET
    speaker: str | msgspec.UnsetType = msgspec.UNSET
    speaker_type: str | msgspec.UnsetType = msgspec.UNSET
    role: str | msgspec.UnsetType = msgspec.UNSET
    outlet: str | msgspec.UnsetType = msgspec.UNSET
    addressee: str | msgspec.UnsetType = msgspec.UNSET
    type: str | msgspec.UnsetType = msgspec.UNSET
    kind: str | msgspec.UnsetType = msgspec.UNSET
    negated: bool | msgspec.UnsetType = msgspec.UNSET
    parent: int | msgspec.UnsetType = msgspec.UNSET
    continues: int | msgspec.UnsetType = msgspec.UNSET


class Row(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A text and its records. ``others`` allows more than these."""

    phenomenon: str
    text: str
    records: list[Expected] = []
    others: bool = False
    xfail: str = ""
    """Why the row fails so far; a row that is mended loses the line."""


class Group(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Sentences that credit outlets in one way: cue, outlet, text."""

    kind: str
    rows: list[tuple[str, str, str]]
    xfail: dict[str, str] = {}
    """Why a row fails so far, by its number from 1."""


def _rows() -> list[Row]:
    tables = [tomllib.loads(table.read_text(encoding="utf-8")) for table in TABLES]
    return msgspec.convert([row for t in tables for row in t["row"]], list[Row])


def _params() -> list[Any]:
    """Return the rows as parameters, numbered within their phenomenon."""
    seen: dict[str, int] = {}
    params = []
    for row in _rows():
        seen[row.phenomenon] = seen.get(row.phenomenon, 0) + 1
        name = f"{row.phenomenon}-{seen[row.phenomenon]}"
        marks = [pytest.mark.xfail(strict=True, reason=row.xfail)] if row.xfail else []
        params.append(pytest.param(row, id=name, marks=marks))
    return params


def _outlets() -> list[Group]:
    found = tomllib.loads(OUTLETS.read_text(encoding="utf-8"))["group"]
    return msgspec.convert(found, list[Group])


def _outlet_params() -> list[Any]:
    """Return the sentences of the outlet table, numbered within their group."""
    params = []
    for group in _outlets():
        for number, row in enumerate(group.rows, 1):
            reason = group.xfail.get(str(number))
            marks = [pytest.mark.xfail(strict=True, reason=reason)] if reason else []
            params.append(pytest.param(*row, id=f"{group.kind}-{number}", marks=marks))
    return params


@pytest.fixture(scope="session")
def readings(annotator: StanzaAnnotator) -> Mapping[str, Reading]:
    """Return the records of every text of both tables, annotated in one go."""
    attributor = Attributor(annotator, Lexicon.load(), LIMIT)
    rows = [row.text for row in _rows()]
    sentences = [text for group in _outlets() for _, _, text in group.rows]
    texts = list(dict.fromkeys([*rows, *sentences]))
    articles = [attributor.open(text) for text in texts]
    passages = [parsed_passages(article) for article in articles]
    found = iter(attributor.annotate([p for group in passages for p in group]))
    return {
        text: attributor.read(article, [next(found) for _ in group])
        for text, article, group in zip(texts, articles, passages, strict=True)
    }


def _cut(text: str, span: Span | None) -> str:
    return text[span.start : span.end] if span else ""


def _contents(text: str, record: Attribution) -> list[str]:
    return [_cut(text, span) for span in record.content]


def _best(text: str, record: Expected, reading: Reading) -> Attribution | None:
    """Return the record with that content, the one with that cue if there are two."""
    same = [a for a in reading.attributions if _contents(text, a) == record.content]
    same.sort(key=lambda a: record.cue != _cut(text, a.cue.span if a.cue else None))
    return same[0] if same else None


def _seen(text: str, reading: Reading, record: Attribution) -> dict[str, Value]:
    """Return a record as the table writes it."""
    speaker = next((s for s in reading.speakers if s.id == record.speaker), None)
    return {
        "content": _contents(text, record),
        "cue": _cut(text, record.cue.span if record.cue else None),
        "lemma": record.cue.lemma if record.cue else "",
        "source": _cut(text, record.source),
        "speaker": speaker.name if speaker else "",
        "speaker_type": speaker.type if speaker else "",
        "role": (speaker.role or "") if speaker else "",
        "outlet": record.outlet.name if record.outlet else "",
        "addressee": _cut(text, record.addressee),
        "type": record.type,
        "kind": record.kind,
        "negated": record.negated,
        "parent": record.parent,
        "continues": record.continues,
    }


def _wanted(record: Expected, found: Sequence[Attribution | None]) -> dict[str, Value]:
    """Return the fields that a row states, links as ids of the records found."""
    stated: dict[str, Any] = msgspec.to_builtins(record)
    for link in {"parent", "continues"} & stated.keys():
        other = found[stated[link]] if stated[link] >= 0 else None
        missing = "missing" if stated[link] >= 0 else None
        stated[link] = other.id if other else missing
    return stated


@pytest.mark.model
@pytest.mark.parametrize("row", _params())
def test_phenomenon_is_read(row: Row, readings: Mapping[str, Reading]) -> None:
    """The records of a text are those of its row, and no others."""
    reading = readings[row.text]
    found = [_best(row.text, record, reading) for record in row.records]
    wanted = [_wanted(record, found) for record in row.records]
    seen = [_seen(row.text, reading, a) if a else {} for a in found]
    compared = [
        {field: all_.get(field) for field in want}
        for want, all_ in zip(wanted, seen, strict=True)
    ]
    more = [
        _seen(row.text, reading, a)
        for a in reading.attributions
        if a not in found and not row.others
    ]

    assert (wanted, []) == (compared, more)


@pytest.mark.model
@pytest.mark.parametrize(("cue", "outlet", "text"), _outlet_params())
def test_outlet_is_credited(
    cue: str, outlet: str, text: str, readings: Mapping[str, Reading]
) -> None:
    """The record of the cue has the outlet, and the text credits no other."""
    reading = readings[text]
    seen = [_seen(text, reading, record) for record in reading.attributions]
    of_cue = [record["outlet"] for record in seen if record["cue"] == cue]

    assert [outlet] == of_cue[:1]
    assert {outlet} - {""} == {one.name for one in reading.outlets}


def test_table_quotes_its_texts() -> None:
    """Every span that a row expects stands in its text, every link in its row."""
    rows = _rows()
    wrong = [
        (row.text, part)
        for row in rows
        for record in row.records
        for part in _parts(record)
        if part not in row.text
    ]
    links = [
        link
        for row in rows
        for record in row.records
        for link in (record.parent, record.continues)
        if link is not msgspec.UNSET and not -1 <= link < len(row.records)
    ]

    assert wrong == []
    assert links == []


def _parts(record: Expected) -> list[str]:
    single = (record.cue, record.source, record.addressee)
    return [*record.content, *(one for one in single if one is not msgspec.UNSET)]
