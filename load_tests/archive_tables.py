"""Rebuild the responses of the service from the tables of an archive."""

from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import msgspec
import pyarrow.dataset as ds

SPANS = ("cue", "source", "addressee")


def compare(responses: Sequence[bytes], archive: Path) -> str:
    """Return a line on how many responses, in order, equal those of the tables.

    Args:
        responses: as JSON, by themselves or as ``result`` of a line of ``batch``.
        archive: folder of the tables.
    """
    said = defaultdict[int, list[dict[str, Any]]](list)
    for row in _rows(archive / "attributions"):
        said[row["position"]].append(row)
    articles = {row["position"]: row for row in _rows(archive / "articles")}
    wrong = sum(
        _read(one) != _response(articles.pop(n, {}), said.pop(n, []))
        for n, one in enumerate(responses, 1)
    )
    same = len(responses) - wrong
    return (
        f"{same} of {len(responses)} responses are the same, "
        f"{len(articles)} are too many"
    )


def _read(body: bytes) -> object:
    answer = msgspec.json.decode(body)
    return answer.get("result", answer)


def _rows(folder: Path) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = ds.dataset(folder).to_table().to_pylist()
    return rows


def _response(article_row: dict[str, Any], said: list[dict[str, Any]]) -> object:
    """Return the response of an article from its rows."""
    kept = ("id", "language", "speakers", "outlets", "credits", "warnings", "model")
    fields = {name: article_row.get(name) for name in kept}
    return fields | {
        "offset_unit": "codepoint",
        "attributions": [_attribution(row) for row in said],
    }


def _attribution(row: dict[str, Any]) -> dict[str, Any]:
    plain = ("id", "type", "kind", "content", "parent", "continues", "negated")
    spans = {name: _span(row, name, name) for name in SPANS}
    if spans["cue"]:
        spans["cue"]["lemma"] = row["cue_lemma"]
    speaker = {name: row[f"speaker_{name}"] for name in ("id", "type")}
    outlet = {"id": row["outlet_id"], "name": row["outlet"]}
    mention = _span(row, "outlet", "outlet_mention")
    return {
        **{name: row[name] for name in (*plain, "confidence")},
        **spans,
        "speaker": speaker | {"name": row["speaker"]} if speaker["id"] else None,
        "outlet": outlet | {"mention": mention} if outlet["id"] else None,
        "evidence": [],
    }


def _span(row: dict[str, Any], name: str, text: str) -> dict[str, Any] | None:
    if row[text] is None:
        return None
    return {"start": row[f"{name}_start"], "end": row[f"{name}_end"], "text": row[text]}
