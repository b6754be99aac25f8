# pyright: reportMissingTypeStubs=false, reportUnknownMemberType=false
# pyright: reportUnknownVariableType=false, reportUnknownArgumentType=false
"""``records.parquet`` of an audit: attributions with the columns of the articles."""

from collections.abc import Sequence
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from service.archive.attribute_block import ArticleResult
from service.archive.output.table_rows import to_rows
from service.archive.output.table_schemas import schema_of
from service.audit.audit_input import AuditArticle
from service.wire.schemas import AttributionResponse

ARTICLE_COLUMNS = ("date", "section", "byline", "url")
"""Columns after those of the archive's ``attributions``, "" where there is none."""


def write_records(
    path: Path, answers: Sequence[tuple[AuditArticle, AttributionResponse]]
) -> None:
    """Write a row for each attribution; ``position`` is the article's number."""
    rows = []
    for number, (article, response) in enumerate(answers, 1):
        result = ArticleResult("", number, 0, response)
        told = {name: getattr(article, name) for name in ARTICLE_COLUMNS}
        rows += [{**row, **told} for row in to_rows([result])["attributions"]]
    schema = schema_of("attributions")
    for name in ARTICLE_COLUMNS:
        schema = schema.append(pa.field(name, pa.string()))
    pq.write_table(pa.Table.from_pylist(rows, schema=schema), path)
