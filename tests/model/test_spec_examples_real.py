"""Every pair of api_spec/examples is what the real models answer."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest
from litestar.testing import TestClient

from service.api.app import create_app
from service.api.routes import examples
from service.attribution import Lexicon
from service.attributor import Attributor
from service.nlp.stanza_annotator import StanzaAnnotator
from service.settings import Settings
from tests.support.fakes import FakePool
from tests.support.spec_examples import PAIRS, read, rows, send, standoff

pytestmark = pytest.mark.model

PARSERS = {"export-csv": rows, "export-brat": standoff}
MOVES = 0.15
"""How far a calibration may move a confidence before an example is out of date."""


class RealPool(FakePool):
    """The real models in this process; says which they are."""

    def __init__(self, annotator: StanzaAnnotator, limit: int) -> None:
        attributor = Attributor(annotator, Lexicon.load(), limit)
        super().__init__(attributor.attribute, limit=limit)
        self._real = msgspec.structs.replace(
            attributor.info, rules_version=examples.RULES_VERSION
        )

    async def start(self) -> None:
        """Be warm."""
        self.info = self._real


@pytest.fixture(scope="module")
def client(annotator: StanzaAnnotator) -> Iterator[TestClient]:
    """Return a client of the application over the real models."""
    settings = Settings(models=Path("/nowhere"))
    app = create_app(settings, RealPool(annotator, settings.max_chars))
    with TestClient(app, raise_server_exceptions=False) as client:
        yield client


def differences(real: Any, written: Any, at: str = "$") -> list[str]:  # noqa: ANN401
    """Return where two bodies differ; a confidence may by a little."""
    if isinstance(real, dict) and isinstance(written, dict) and [*real] == [*written]:
        pairs = [(real[name], written[name], f"{at}.{name}") for name in real]
    elif (
        isinstance(real, list)
        and isinstance(written, list)
        and len(real) == len(written)
    ):
        pairs = [
            (one, other, f"{at}[]") for one, other in zip(real, written, strict=True)
        ]
    else:
        same = real == written or (
            at.endswith(".confidence") and abs(real - written) <= MOVES
        )
        return [] if same else [f"{at}: {real!r} is not {written!r}"]
    return [line for pair in pairs for line in differences(*pair)]


@pytest.mark.parametrize(
    ("real", "written", "found"),
    [
        ({"a": [{"confidence": 0.9}]}, {"a": [{"confidence": 0.8}]}, 0),
        ({"a": [{"confidence": 0.9}]}, {"a": [{"confidence": 0.7}]}, 1),
        ({"a": 0.9}, {"a": 0.8}, 1),
        ({"a": 1}, {"a": 1, "b": 2}, 1),
        ([1, 2], [1], 1),
        ([1, 2], [1, 3], 1),
    ],
)
def test_differences_are_seen(real: object, written: object, found: int) -> None:
    """Only a confidence may differ, and not by much."""
    assert len(differences(real, written)) == found


@pytest.mark.parametrize("name", PAIRS)
def test_pair_is_the_real_answer(client: TestClient, name: str) -> None:
    """Status, type and body are those of the file; confidences are near."""
    request, response = PAIRS[name]["request"], PAIRS[name]["response"]

    answer = send(client, request)

    assert answer.status_code == response["status"]
    assert answer.headers["content-type"] == response["headers"]["Content-Type"]
    real, written = read(answer), response["body"]
    parse = PARSERS.get(name)
    if parse:
        real, written = parse(real), parse(written)
    assert differences(real, written) == []


def test_the_quoted_problem_is_the_real_one(client: TestClient) -> None:
    """The text that is too long in the document's example gets that very problem."""
    document = client.get("/openapi.json").json()
    response = document["components"]["responses"]["ContentTooLarge"]
    example = response["content"]["application/problem+json"]["example"]
    name = example["instance"].rpartition(":")[2]
    text = "word " * (61_200 // 5)
    headers = {"X-Request-Id": name}

    answer = client.post("/v1/attributions", json={"text": text}, headers=headers)

    assert answer.json() == example
