"""Rows of the tables hold what the response holds."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import msgspec

from service.archive.attribute_block import ArticleResult
from service.wire.schemas import AttributionResponse
from tests.support.archive_samples import (
    OUTCOMES,
    store,
    table_rows,
    write_block,
)

Row = dict[str, Any]


def rebuilt(article: Row, attributions: Sequence[Row]) -> AttributionResponse:
    """Return the response of the service, from nothing but the tables."""

    def part(row: Row, name: str, text: str) -> Row | None:
        if row[text] is None:
            return None
        return {
            "start": row[f"{name}_start"],
            "end": row[f"{name}_end"],
            "text": row[text],
        }

    def attribution(row: Row) -> Row:
        cue = part(row, "cue", "cue")
        speaker = {
            "id": row["speaker_id"],
            "name": row["speaker"],
            "type": row["speaker_type"],
        }
        outlet = {
            "id": row["outlet_id"],
            "name": row["outlet"],
            "mention": part(row, "outlet", "outlet_mention"),
        }
        return {
            **{name: row[name] for name in ("id", "type", "kind", "content")},
            "cue": cue and cue | {"lemma": row["cue_lemma"]},
            "source": part(row, "source", "source"),
            "speaker": speaker if row["speaker_id"] else None,
            "outlet": outlet if row["outlet_id"] else None,
            "addressee": part(row, "addressee", "addressee"),
            **{name: row[name] for name in ("parent", "continues", "negated")},
            "confidence": row["confidence"],
            "evidence": [],
        }

    kept = ("id", "language", "format", "speakers", "outlets", "credits", "warnings")
    own = [row for row in attributions if row["position"] == article["position"]]
    return msgspec.convert(
        {
            **{name: article[name] for name in (*kept, "model")},
            "offset_unit": "codepoint",
            "attributions": [attribution(row) for row in own],
        },
        AttributionResponse,
    )


def test_every_field_of_the_response_is_there(tmp_path: Path) -> None:
    """The response of the service can be made from the tables, to the last field."""
    write_block(store(tmp_path))

    said = table_rows(tmp_path, "attributions")
    answers = [
        rebuilt(row, said) for row in table_rows(tmp_path, "articles") if row["words"]
    ]

    assert answers == [
        one.response for one in OUTCOMES if isinstance(one, ArticleResult)
    ]
    assert len(said) == 3


def test_rows(tmp_path: Path) -> None:
    """Each outcome has one row in articles; a failed one has one in errors too."""
    write_block(store(tmp_path))

    articles = table_rows(tmp_path, "articles")
    told = [(row["id"], row["position"], row["status"]) for row in articles]
    assert told == [("a", 1, 200), (None, 2, 400), ("a", 3, 200)]
    assert table_rows(tmp_path, "errors") == [
        {
            "id": None,
            "file": "in.jsonl",
            "position": 2,
            "status": 400,
            "code": "malformed_body",
            "detail": "it is cut off",
        }
    ]
    assert [row["attributions"] for row in articles] == [3, None, 0]
