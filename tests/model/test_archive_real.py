"""An archive's answers with the real models."""

import asyncio
import json
from pathlib import Path
from typing import Any

import msgspec
import pytest

from load_tests.recipe import article
from service.archive.attempts import Attempts
from service.archive.attribute_block import ArticleFailure, BlockAttributor, Outcome
from service.archive.input.blocks import decode_block, plan_blocks
from service.archive.input.input_files import find_input_files
from service.archive.input.read_articles import read_block
from service.attribution import Lexicon
from service.attributor import Attributor
from service.batch_attributor import BatchAttributor
from service.cli.batch_lines import answer_lines, group_lines
from service.errors import EmptyText
from service.nlp.stanza_annotator import StanzaAnnotator
from service.serving.pool import Pool, PoolLimits
from service.serving.workers.threads import ThreadWorker
from service.settings import Settings
from service.wire.responses import to_response
from service.wire.schemas import AttributionRequest

pytestmark = pytest.mark.model

ROOT = Path(__file__).parents[2]

GOLDEN = (ROOT / "tests/golden/article.txt").read_text("utf-8")
TEXTS = [*(article(60, seed=seed) for seed in range(12)), "...", GOLDEN]


@pytest.mark.parametrize("words", [50, 1_000])
def test_answers_of_the_service(
    annotator: StanzaAnnotator, tmp_path: Path, words: int
) -> None:
    """In batches, or cut into parts, an article gets the answer it gets alone."""
    attributor = Attributor(annotator, Lexicon.load(), 50_000)
    batches = BatchAttributor(attributor, words)
    lines = [json.dumps({"id": f"r{n}", "text": t}) for n, t in enumerate(TEXTS)]
    (tmp_path / "in.jsonl").write_text("\n".join(lines))
    plan = plan_blocks(find_input_files(str(tmp_path), output=tmp_path / "out"))
    items = [
        item
        for block in plan.blocks
        for item in read_block(decode_block(block), limit=1_000_000)
    ]

    outcomes = BlockAttributor(batches).read(
        items, Attempts(tmp_path / "notes", run="r")
    )
    told = asyncio.run(
        batch_lines([line.encode() for line in lines], attributor, words)
    )

    expected = [alone(attributor, f"r{n}", text) for n, text in enumerate(TEXTS)]
    assert [plain(outcome) for outcome in outcomes] == expected
    assert [line["result"] or line["error"]["code"] for line in told] == expected


async def batch_lines(
    lines: list[bytes], attributor: Attributor, words: int
) -> list[dict[str, Any]]:
    """Return the lines of ``batch``, read by a thread of this process."""
    written: list[bytes] = []
    limits = PoolLimits(requests=99, unit_words=words)
    pool = Pool([ThreadWorker(lambda: attributor)], limits=limits, check=lambda _: None)
    await pool.start()
    try:
        groups = group_lines(lines, Settings(unit_words=words), first=1)
        await answer_lines(groups, pool, written.append, ahead=4)
    finally:
        await pool.stop()
    return [json.loads(line) for line in written]


def alone(attributor: Attributor, name: str, text: str) -> object:
    """Return the response to one article, as the service makes it, or its code."""
    request = AttributionRequest(text=text, id=name)
    try:
        response = to_response(
            attributor.attribute(text), request, info=attributor.info
        )
    except EmptyText as error:
        return error.code
    return json.loads(msgspec.json.encode(response))


def plain(outcome: Outcome) -> object:
    """Return the response of an outcome, or its code."""
    if isinstance(outcome, ArticleFailure):
        return outcome.code
    return json.loads(msgspec.json.encode(outcome.response))
