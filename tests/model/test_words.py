"""The content of reporting words, a sentence for each word and frame."""

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from service.attribution import Lexicon
from service.attributor import Attributor, parsed_passages
from service.nlp.stanza_annotator import StanzaAnnotator
from service.records import Reading, Span

pytestmark = pytest.mark.model

TABLE = tomllib.loads(Path(__file__).with_name("words.toml").read_text("utf-8"))
ROWS: list[tuple[str, str, str]] = TABLE["rows"]
FAILS: dict[str, str] = TABLE["xfail"]
"""Why the sentence of a cue fails so far."""


def _params() -> list[Any]:
    return [
        pytest.param(
            *row,
            id=f"{row[0]}-{number}",
            marks=[pytest.mark.xfail(strict=True, reason=FAILS[row[0]])]
            if row[0] in FAILS
            else [],
        )
        for number, row in enumerate(ROWS, 1)
    ]


@pytest.fixture(scope="module")
def readings(annotator: StanzaAnnotator) -> Mapping[str, Reading]:
    """Return the records of every sentence, annotated in one go."""
    attributor = Attributor(annotator, Lexicon.load(), 1_000)
    articles = [attributor.open(text) for _, _, text in ROWS]
    annotations = attributor.annotate([parsed_passages(each)[0] for each in articles])
    return {
        text: attributor.read(article, [annotation])
        for (_, _, text), article, annotation in zip(
            ROWS, articles, annotations, strict=True
        )
    }


@pytest.mark.parametrize(("cue", "content", "text"), _params())
def test_word(
    cue: str, content: str, text: str, readings: Mapping[str, Reading]
) -> None:
    """The sentence has one record, of this cue and content."""

    def cut(span: Span) -> str:
        return text[span.start : span.end]

    found = [
        (cut(one.cue.span), [cut(span) for span in one.content])
        for one in readings[text].attributions
        if one.cue is not None
    ]

    assert found == [(cue, [content])]
