"""Two articles with the structure of real news, whole, through the real server."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest

from service.evaluation.gold_articles import GoldArticle, Record
from service.evaluation.roundtrip import UNITS, Unit, spans_in, wrong_spans
from service.evaluation.scorer import ScoredArticle, score_article
from tests.support.real_server import Server, real_server

pytestmark = [pytest.mark.model, pytest.mark.server]

HERE = Path(__file__).parent
README = HERE.parents[1] / "README.md"
PATH = "/v1/attributions"
Response = dict[str, Any]


class Golden(msgspec.Struct, frozen=True):
    """An article's file and what must be seen in it beside its gold records."""

    file: str
    outlets: frozenset[str]
    told: str
    """Who is told the first direct quotation."""
    brackets: str
    uncued: str
    """How the paragraph without a cue begins."""
    continues: str
    """Who goes on in it."""


ARTICLE = Golden(
    file="article.json",
    outlets=frozenset({"Sputnik", "CNN"}),
    told="reporters",
    brackets="[it is early]",
    uncued="“I think that we have to use any format",
    continues="Volodymyr Zelensky",
)
TWIN = Golden(
    file="twin.json",
    outlets=frozenset({"Meridian", "Al Jazeera"}),
    told="journalists",
    brackets="[still no map]",
    uncued="“We will try every door",
    continues="Ivan Valdis",
)


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    """Start the real server once for all tests here, patient on a busy machine."""
    patient = {"WHOSAID_DEADLINE": "150", "WHOSAID_GRACEFUL": "160"}
    with real_server(WHOSAID_THREADS="1", **patient) as server:
        yield server


@pytest.fixture(scope="module", params=[ARTICLE, TWIN], ids=lambda one: one.file)
def golden(request: pytest.FixtureRequest) -> Golden:
    """Return each article in turn."""
    found: Golden = request.param
    return found


@pytest.fixture(scope="module")
def response(server: Server, golden: Golden) -> Response:
    """Return the response to an article, asked for once."""
    return ask(server, read(golden).text)


@pytest.fixture(scope="module")
def judged(response: Response, golden: Golden) -> ScoredArticle:
    """Return the response compared with the gold."""
    records = tuple(record_of(found) for found in response["attributions"])
    return score_article(read(golden), records)


def read(golden: Golden) -> GoldArticle:
    """Return an article with its gold."""
    return msgspec.json.decode((HERE / golden.file).read_bytes(), type=GoldArticle)


def ask(server: Server, text: str, **options: object) -> Response:
    """Return the response to a text sent as JSON."""
    body = msgspec.json.encode({"text": text, "options": options})
    answer = server.post(PATH, body, media="application/json")
    assert answer.status == 200, answer.body
    return msgspec.json.decode(answer.body)


def record_of(found: dict[str, Any]) -> Record:
    """Return an attribution of a response in the scorer's form."""
    return Record(
        content=tuple((span["start"], span["end"]) for span in found["content"]),
        cue=edges(found["cue"]),
        source=edges(found["source"]),
        type=found["type"],
        kind=found["kind"],
        speaker=found["speaker"] and found["speaker"]["name"],
        speaker_type=found["speaker"] and found["speaker"]["type"],
        outlet=found["outlet"] and found["outlet"]["name"],
        addressee=found["addressee"] and found["addressee"]["text"],
    )


def edges(span: dict[str, int] | None) -> tuple[int, int] | None:
    """Return the offsets of a span."""
    return (span["start"], span["end"]) if span else None


def test_records(judged: ScoredArticle) -> None:
    """At least 12 of the 14 records are right, and at most 2 stand beside them."""
    right = [pair for pair in judged.pairs if pair.cue and pair.source and pair.speaker]

    assert len(judged.article.attributions) == 14
    assert len(right) >= 12
    assert len(judged.predicted) - len(judged.pairs) <= 2


def test_types(judged: ScoredArticle) -> None:
    """What is aligned has the gold's type and kind."""
    assert all(pair.type and pair.kind for pair in judged.pairs)


def test_outlets(judged: ScoredArticle, response: Response, golden: Golden) -> None:
    """Both outlets are credited, under their names alone, for the right records."""
    gold = judged.article.attributions
    credited = [pair.outlet for pair in judged.pairs if gold[pair.gold].outlet]

    assert {outlet["name"] for outlet in response["outlets"]} == golden.outlets
    assert credited == [True] * 3


def test_addressee_and_brackets(response: Response, golden: Golden) -> None:
    """The first quotation was told to the press and keeps its brackets."""
    quoted = [
        found
        for found in response["attributions"]
        if any(golden.brackets in span["text"] for span in found["content"])
        and found["type"] == "direct"
    ]

    assert [found["addressee"]["text"] for found in quoted] == [golden.told]


def test_continuation(response: Response, golden: Golden) -> None:
    """The paragraph without a cue goes on where the interview's quotation ended."""
    attributions = response["attributions"]
    (found,) = (
        found
        for found in attributions
        if found["content"][0]["text"].startswith(golden.uncued)
    )
    (before,) = (other for other in attributions if other["id"] == found["continues"])

    assert found["cue"] is None
    assert found["source"] is None
    assert found["speaker"]["name"] == golden.continues
    assert before["speaker"] == found["speaker"]
    assert before["outlet"]["name"] == found["outlet"]["name"]
    assert before["cue"] is not None


def test_boilerplate(response: Response, golden: Golden) -> None:
    """Nothing touches the "Also read" lines, and the credit line is a credit."""
    article = read(golden)
    lines = [line for line in article.text.split("\n") if line.startswith("Also read")]
    places = [
        (article.text.index(line), article.text.index(line) + len(line))
        for line in lines
    ]

    assert len(places) == 2
    assert [span["text"] for span in response["credits"]] == list(article.credits)
    for start, end, _ in spans_in(response):
        assert all(end <= first or start >= last for first, last in places)


@pytest.mark.parametrize("unit", UNITS)
def test_offsets(server: Server, golden: Golden, unit: Unit) -> None:
    """Every span equals its text in every unit, behind a BOM and emoji too."""
    text = "\ufeff😀 é\r\n\r\n" + read(golden).text
    response = ask(server, text, offset_unit=unit)

    assert len(list(spans_in(response))) > 40
    assert wrong_spans(response, text, unit=unit) == ()


def test_media_types(server: Server) -> None:
    """As text, JSON and MessagePack, in and out, the answer is the same."""
    text = read(ARTICLE).text
    request = {"text": text}
    bodies = {
        "text/plain; charset=utf-8": text.encode(),
        "application/json": msgspec.json.encode(request),
        "application/msgpack": msgspec.msgpack.encode(request),
        "application/x-msgpack": msgspec.msgpack.encode(request),
        "application/vnd.msgpack": msgspec.msgpack.encode(request),
    }
    answers = [server.post(PATH, body, media=media) for media, body in bodies.items()]
    packed = server.post(
        PATH, text.encode(), media="text/plain", accept="application/msgpack"
    )

    assert {answer.status for answer in answers} == {200}
    assert {answer.type for answer in answers} == {"application/json"}
    assert len({answer.body for answer in answers}) == 1
    assert packed.type == "application/msgpack"
    assert msgspec.msgpack.decode(packed.body) == msgspec.json.decode(answers[0].body)


@pytest.mark.parametrize("golden", [ARTICLE], indirect=True)
def test_readme(response: Response) -> None:
    """The record that the README shows is the service's own."""
    block = README.read_text("utf-8").partition("```json")[2].partition("```")[0]
    shown: Response = msgspec.json.decode(block)

    (found,) = (
        found
        for found in response["attributions"]
        if found["content"] == shown["content"]
    )
    assert {name: found[name] for name in shown} == shown


def test_text_files() -> None:
    """The text that the README and ``make demo`` use is the golden article's."""
    text = (HERE / "article.txt").read_bytes().decode()

    assert text == read(ARTICLE).text


def test_no_words_shared() -> None:
    """The twin is no copy: it names nobody and no outlet that the article names."""
    names = [
        {record.speaker for record in read(golden).attributions if record.speaker}
        | golden.outlets
        for golden in (ARTICLE, TWIN)
    ]

    assert names[0] & names[1] <= {"reports"}
