"""The invented sentences that the classifier is fitted on beside the articles."""

import tomllib
from pathlib import Path

from service.evaluation.gold_articles import read_articles, spans_of
from training import world

INVENTED = world.ANNOTATIONS.with_name("invented.jsonl")
MODEL_TESTS = Path(__file__).parents[2] / "model"


def test_every_attribution_is_in_its_text() -> None:
    """Contents, cues and sources are words of a sentence, without spaces around."""
    articles = list(read_articles(INVENTED))
    assert sum(len(one.attributions) for one in articles) > 150
    for article in articles:
        for record in article.attributions:
            spans = [
                span
                for pieces in (record.content, record.cue, record.source)
                for span in spans_of(pieces)
            ]
            parts = [article.text[start:end] for start, end in spans]
            assert parts == [part.strip() for part in parts if part.strip()]
            assert not any("\n" in part for part in parts)


def test_no_sentence_is_one_of_the_tests() -> None:
    """What the tests of the models read is not fitted on."""
    tables = [
        tomllib.loads((MODEL_TESTS / f"{name}.toml").read_text(encoding="utf-8"))
        for name in ("phenomena", "press")
    ]
    tested = "\n".join(row["text"] for table in tables for row in table["row"])
    sentences = [
        sentence
        for article in read_articles(INVENTED)
        for sentence in article.text.split("\n\n")
    ]
    assert [sentence for sentence in sentences if sentence in tested] == []
