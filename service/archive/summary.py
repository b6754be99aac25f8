# pyright: reportMissingTypeStubs=false, reportUnknownMemberType=false
# pyright: reportUnknownVariableType=false, reportUnknownArgumentType=false
"""What an output holds, counted by Arrow as a stream over its files."""

from collections.abc import Sequence
from typing import Any

import msgspec
import pyarrow.compute as pc
import pyarrow.dataset as ds
from pyarrow.acero import AggregateNodeOptions, Declaration, ScanNodeOptions

from service.archive.parts import Format, Store
from service.archive.schema import TableName, schema_of

MOST = 10
"""Names that a summary has at most."""

FORMATS: dict[Format, str] = {"parquet": "parquet", "jsonl": "json"}
"""How Arrow calls them."""
Counted = tuple[tuple[str, int], ...]


class Summary(msgspec.Struct, frozen=True, kw_only=True):
    """Counts over a whole output."""

    articles: int
    errors: int
    words: int
    types: Counted
    speakers: Counted
    """The most quoted ones, by the names that their articles give."""
    outlets: Counted


def summarise(store: Store) -> Summary:
    """Return the counts of everything that is complete."""
    states = dict(_counts(store, "articles", "status"))
    return Summary(
        articles=sum(states.values()),
        errors=states.get("error", 0),
        words=_words(store),
        types=tuple(_counts(store, "attributions", "type")),
        speakers=tuple(_counts(store, "attributions", "speaker")[:MOST]),
        outlets=tuple(_counts(store, "attributions", "outlet")[:MOST]),
    )


def _counts(store: Store, table: TableName, column: str) -> list[tuple[str, int]]:
    """Count the values of a column, the most frequent first."""
    counted = _aggregate(store, table, [([], "hash_count_all", None, "n")], column)
    pairs = zip(counted[column].to_pylist(), counted["n"].to_pylist(), strict=True)
    known = [(name, count) for name, count in pairs if name is not None]
    return sorted(known, key=lambda pair: (-pair[1], pair[0]))


def _words(store: Store) -> int:
    total = _aggregate(store, "articles", [("words", "sum", None, "n")], None)
    return int(total["n"][0].as_py() or 0)


def _aggregate(
    store: Store, table: TableName, wanted: Sequence[Any], key: str | None
) -> Any:  # noqa: ANN401 - Arrow has no types
    """Return counts over all parts of a table, one part in memory after another."""
    column = key or wanted[0][0]
    scan = ScanNodeOptions(_dataset(store, table), columns={column: pc.field(column)})
    options = AggregateNodeOptions(wanted, keys=[key] if key else None)
    steps = [Declaration("scan", scan), Declaration("aggregate", options)]
    return Declaration.from_sequence(steps).to_table()


def _dataset(store: Store, table: TableName) -> Any:  # noqa: ANN401 - Arrow has no types
    parts = sorted((store.folder / table).glob("part-*"))
    files = [str(path) for path in parts if path.stat().st_size]  # JSON has no header
    form, schema = FORMATS[store.format], schema_of(table)
    if not files:
        return ds.dataset([schema.empty_table()], schema=schema)
    return ds.dataset(files, format=form, schema=schema)
