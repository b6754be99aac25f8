"""Bounded batches; a failing article does not affect others."""

from pathlib import Path

import pytest

from service.archive.attempts import Attempts
from service.archive.attribute_block import ArticleFailure, ArticleResult
from service.archive.input.read_articles import InputArticle
from service.text.html import read_html
from service.wire.request_errors import MalformedBody
from service.wire.responses import text_id, to_response
from service.wire.schemas import AttributionRequest
from tests.support.archive_samples import RICH, item, read, reader
from tests.support.fake_attributors import Recorder
from tests.support.fakes import fake_reading


def test_answers(tmp_path: Path) -> None:
    """An answer has the article's place and the response of the service."""
    (got,) = read([item(RICH, position=7)], tmp_path)

    request = AttributionRequest(text=RICH, id="a")
    info = reader().attributor.attributor.info
    expected = to_response(fake_reading(RICH), request, info=info)
    assert got == ArticleResult("in.jsonl", 7, 14, expected)


def test_article_without_an_id(tmp_path: Path) -> None:
    """It gets the id that the service gives, in an answer and in a failure."""
    good, bad = read([item("Hi.", name=None), item("x" * 2_000, name=None)], tmp_path)

    assert isinstance(good, ArticleResult)
    assert good.response.id == text_id("Hi.")
    assert isinstance(bad, ArticleFailure)
    assert (bad.id, bad.code) == (text_id("x" * 2_000), "text_too_long")


def test_short_articles_share_a_batch(tmp_path: Path) -> None:
    """Articles are annotated together up to a number of words."""
    annotator = Recorder()
    items = [item("one two three", name=str(n)) for n in range(5)]

    got = read(items, tmp_path, annotator=annotator, words=6)

    assert [len(texts) for texts in annotator.asked] == [2, 2, 1]
    assert [one.response.id for one in got if isinstance(one, ArticleResult)] == list(
        "01234"
    )


def test_bad_article_fails_alone(tmp_path: Path) -> None:
    """An article that breaks the annotator fails alone, with the service's code."""
    before, bad, after = read([item("Hi."), item("RAISE"), item("Ho.")], tmp_path)

    assert isinstance(before, ArticleResult)
    assert isinstance(after, ArticleResult)
    assert bad == ArticleFailure(
        "in.jsonl", 1, "a", 500, "inference_failed", "ZeroDivisionError while reading"
    )


@pytest.mark.parametrize(
    ("given", "status", "code"),
    [
        (item(""), 422, "empty_text"),
        (item("x" * 1_001), 413, "text_too_long"),
        (item("\x00 a"), 422, "invalid_text"),
        (
            InputArticle("in.jsonl", 1, "a", error=MalformedBody("?")),
            400,
            "malformed_body",
        ),
    ],
)
def test_refused_articles(
    tmp_path: Path, given: InputArticle, status: int, code: str
) -> None:
    """An article that the service refuses is a failure with its code."""
    bad, good = read([given, item("Hi.")], tmp_path)

    assert isinstance(bad, ArticleFailure)
    assert (bad.id, bad.position, bad.status, bad.code) == ("a", 1, status, code)
    assert isinstance(good, ArticleResult)


def test_suspects_are_alone(tmp_path: Path) -> None:
    """An article at which a process ended is read by itself."""
    annotator = Recorder()
    notes = tmp_path / "notes"
    with Attempts(notes, run="r").at([1, 2], seconds=60):
        pass
    items = [item(f"word {n}") for n in range(5)]

    reader(annotator).read(items, Attempts(notes, run="r"))

    assert [len(texts) for texts in annotator.asked] == [1, 1, 1, 2]
    assert not notes.exists()


def test_lost_article(tmp_path: Path) -> None:
    """An article that ended two processes is given up; the others are read."""
    notes = tmp_path / "notes"
    for _ in range(2):
        with Attempts(notes, run="r").at([1], seconds=60):
            pass

    before, lost, after = reader().read(
        [item("Hi."), item("DIE"), item("Ho.")], Attempts(notes, run="r")
    )

    assert isinstance(before, ArticleResult)
    assert isinstance(after, ArticleResult)
    assert isinstance(lost, ArticleFailure)
    assert lost.code == "inference_failed"
    assert lost.detail == "two inference processes died with the article"


def test_html(tmp_path: Path) -> None:
    """An article in HTML has the response of the service; a bad one fails alone."""
    html = f"<p>{RICH}</p><script>x</script>"
    items = [
        InputArticle("in.jsonl", 1, "a", html, "html"),
        InputArticle("in.jsonl", 2, "b", "<p>a\0", "html"),
        InputArticle("in.jsonl", 3, "c", "Hi.", "text"),
    ]

    good, bad, plain = read(items, tmp_path)

    assert isinstance(good, ArticleResult)
    request = AttributionRequest(text=html, format="html", id="a")
    reading = fake_reading(read_html(html).text)
    info = reader().attributor.attributor.info
    assert good.response == to_response(reading, request, info=info)
    assert isinstance(bad, ArticleFailure)
    assert bad.code == "invalid_text"
    assert isinstance(plain, ArticleResult)
