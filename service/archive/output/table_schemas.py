# pyright: reportMissingTypeStubs=false, reportUnknownMemberType=false
# pyright: reportUnknownVariableType=false, reportUnknownArgumentType=false
"""The Arrow schemas of the three tables.

docs/ARCHIVES.md lists every column; a test compares it with this module.
"""

from collections.abc import Mapping
from typing import Any, Literal

import pyarrow as pa

TableName = Literal["articles", "attributions", "errors"]
VERSION = 3
"""Increased when a column changes its meaning or is removed."""

_SPAN = pa.struct([("start", pa.int32()), ("end", pa.int32()), ("text", pa.string())])
_MENTION = pa.struct([*_SPAN, ("kind", pa.string())])
_GENDERED_WORD = pa.struct([*_SPAN, ("gender", pa.string())])
_PRONOUN = pa.struct(
    [("form", pa.string()), ("count", pa.int32()), ("spans", pa.list_(_SPAN))]
)
_SPEAKER = pa.struct(
    [
        ("id", pa.string()),
        ("name", pa.string()),
        ("type", pa.string()),
        ("role", pa.string()),
        ("role_mention", _SPAN),
        ("gender", pa.string()),
        ("pronouns", pa.list_(_PRONOUN)),
        ("gendered_words", pa.list_(_GENDERED_WORD)),
        ("affiliation", pa.struct([("name", pa.string()), ("mention", _SPAN)])),
        ("anonymous", pa.struct([("reason", _SPAN)])),
        ("source_class", pa.string()),
        ("words", pa.struct([("direct", pa.int32()), ("indirect", pa.int32())])),
        ("records", pa.int32()),
        ("mentions", pa.list_(_MENTION)),
    ]
)
_OUTLET = pa.struct(
    [("id", pa.string()), ("name", pa.string()), ("mentions", pa.list_(_SPAN))]
)
_NOTE = pa.struct(
    [("code", pa.string()), ("detail", pa.string()), ("spans", pa.list_(_SPAN))]
)
_MODEL = pa.struct(
    [
        ("service", pa.string()),
        ("stanza", pa.string()),
        ("package", pa.string()),
        ("rules_version", pa.string()),
    ]
)

Column = tuple[str, Any, str]
ARTICLES: tuple[Column, ...] = (
    ("id", pa.string(), "The article's id; without one, a hash of its text."),
    ("file", pa.string(), "Its file, relative to the input."),
    ("position", pa.int64(), "Number of its line or row in the file, from 1."),
    ("status", pa.int32(), "HTTP status of the service; if not 200, see `errors`."),
    ("words", pa.int32(), "Words that were read."),
    ("language", pa.string(), "Language of the text, as far as it was told."),
    ("format", pa.string(), "`text` or `html`: what offsets point into, as sent."),
    ("attributions", pa.int32(), "How many rows `attributions` has of it."),
    ("speakers", pa.list_(_SPEAKER), "Everyone who speaks, with all fields."),
    ("outlets", pa.list_(_OUTLET), "Every outlet, and where it is named."),
    ("credits", pa.list_(_SPAN), "Credit lines."),
    ("warnings", pa.list_(_NOTE), "What a reader of the records should know."),
    ("model", _MODEL, "What made the records."),
)
ATTRIBUTIONS: tuple[Column, ...] = (
    ("article_id", pa.string(), "The article's `id`."),
    ("file", pa.string(), "With `position` the key of the article."),
    ("position", pa.int64(), "With `file` the key of the article."),
    ("id", pa.string(), "Id within the article."),
    ("type", pa.string(), "`direct`, `indirect` or `mixed`; new values may come."),
    ("kind", pa.string(), "`speech` or `thought`; new values may come."),
    ("content", pa.list_(_SPAN), "What was said, in pieces, in order."),
    ("cue", pa.string(), "The words that report."),
    ("cue_start", pa.int32(), "Where they start."),
    ("cue_end", pa.int32(), "Where they end."),
    ("cue_lemma", pa.string(), "Dictionary form of their main word."),
    ("source", pa.string(), "The words that name the speaker here."),
    ("source_start", pa.int32(), "Where they start."),
    ("source_end", pa.int32(), "Where they end."),
    ("speaker_id", pa.string(), "Id within the article."),
    ("speaker", pa.string(), "The speaker's fullest name in the article."),
    ("speaker_type", pa.string(), "`person`, `organization`, `group`, ..."),
    ("speaker_role", pa.string(), "Title or office, as the article has it."),
    ("speaker_gender", pa.string(), "As the article tells it: docs/AUDIT.md."),
    ("speaker_affiliation", pa.string(), "The organisation, party or place."),
    ("speaker_anonymous", pa.bool_(), "Whether it is a source without a name."),
    ("speaker_class", pa.string(), "The part of society: docs/AUDIT.md."),
    ("outlet_id", pa.string(), "Id within the article."),
    ("outlet", pa.string(), "Name of the outlet."),
    ("outlet_mention", pa.string(), "The words that name it here, if any do."),
    ("outlet_start", pa.int32(), "Where they start."),
    ("outlet_end", pa.int32(), "Where they end."),
    ("addressee", pa.string(), "To whom it was said."),
    ("addressee_start", pa.int32(), "Where these words start."),
    ("addressee_end", pa.int32(), "Where they end."),
    ("parent", pa.string(), "Id of the attribution this one is nested in."),
    ("continues", pa.string(), "Id of the one whose speaker goes on here."),
    ("negated", pa.bool_(), "True for 'did not say'."),
    ("confidence", pa.float64(), "Two decimals; 0.9 is right nine times in ten."),
)
ERRORS: tuple[Column, ...] = (
    ("id", pa.string(), "The article's `id`, where it could be read."),
    ("file", pa.string(), "Its file, relative to the input."),
    ("position", pa.int64(), "Number of its line or row in the file, from 1."),
    ("status", pa.int32(), "HTTP status with which the service would answer."),
    ("code", pa.string(), "Stable; the codes are those of the service."),
    ("detail", pa.string(), "What is wrong, for a person."),
)
COLUMNS: Mapping[TableName, tuple[Column, ...]] = {
    "articles": ARTICLES,
    "attributions": ATTRIBUTIONS,
    "errors": ERRORS,
}


def schema_of(name: TableName, metadata: Mapping[str, str] | None = None) -> Any:  # noqa: ANN401 - Arrow has no types
    """Return the schema of a table, with a description of each column."""
    return pa.schema(
        [
            pa.field(column, kind, metadata={"description": text})
            for column, kind, text in COLUMNS[name]
        ],
        metadata=dict(metadata) if metadata else None,
    )
