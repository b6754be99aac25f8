"""An archive's answers with the real models."""

import json
import sys
from pathlib import Path

import msgspec
import pytest

from service.archive.attempts import Attempts
from service.archive.attributing import Answer, Failure, Reader
from service.archive.plan import decode_block, make_plan
from service.archive.reading import read_block
from service.archive.sources import find_sources
from service.attribution.lexicon import Lexicon
from service.attributor import Attributor
from service.cli.reader import read_line
from service.nlp.stanza_annotator import StanzaAnnotator

pytestmark = pytest.mark.model

ROOT = Path(__file__).parents[2]
sys.path.append(str(ROOT / "load_tests"))

from recipe import article  # noqa: E402 - a script's neighbour, not a package

GOLDEN = (ROOT / "tests/golden/article.txt").read_text("utf-8")
TEXTS = [*(article(60, seed=seed) for seed in range(12)), "...", GOLDEN]


@pytest.mark.parametrize("words", [50, 1_000])
def test_answers_of_the_service(
    annotator: StanzaAnnotator, tmp_path: Path, words: int
) -> None:
    """In batches, or cut into parts, an article gets the answer it gets alone."""
    attributor = Attributor(annotator, Lexicon.load(), 50_000)
    lines = [json.dumps({"id": f"r{n}", "text": t}) for n, t in enumerate(TEXTS)]
    (tmp_path / "in.jsonl").write_text("\n".join(lines))
    plan = make_plan(find_sources(str(tmp_path), output=tmp_path / "out"))
    items = [
        item
        for block in plan.blocks
        for item in read_block(decode_block(block), limit=1_000_000)
    ]

    outcomes = Reader(attributor, words).read(
        items, Attempts(tmp_path / "notes", run="r")
    )

    assert len(outcomes) == len(TEXTS)
    for line, outcome in zip(lines, outcomes, strict=True):
        alone = msgspec.json.decode(read_line(line.encode(), attributor=attributor))
        if isinstance(outcome, Answer):
            assert msgspec.json.decode(msgspec.json.encode(outcome.response)) == alone
        else:
            assert isinstance(outcome, Failure)
            assert alone["error"]["code"] == outcome.code == "empty_text"
