"""Request lines to response lines, with a pool in this process."""

import asyncio
import json
from typing import Any

import pytest

from service.attribution import Lexicon
from service.cli.batch_lines import ValidLine, answer_lines, group_lines
from service.errors import InvalidModels, StartError
from service.serving.pool import Pool, PoolLimits
from service.serving.workers.threads import ThreadWorker
from service.settings import Settings
from tests.support.fake_attributors import PatternAttributor, Recorder

ARTICLE = "“We won,” said Ida.\n“I know,” said Per.\n(Agencies)"
SETTINGS = Settings(unit_words=50, max_chars=1_000)


def request(name: str, text: str = ARTICLE, **more: object) -> bytes:
    """Return a request line."""
    return json.dumps({"id": name, "text": text, **more}).encode()


def build() -> PatternAttributor:
    """Return an attributor that raises on RAISE."""
    return PatternAttributor(Recorder(), Lexicon.load(), 1_000)


def build_damaged() -> PatternAttributor:
    """Raise the error of a damaged model."""
    raise InvalidModels("is damaged", path="x.pt")


def answers(
    lines: list[bytes], *, worker: ThreadWorker | None = None, ahead: int = 3
) -> list[dict[str, Any]]:
    """Return the response lines of a batch whose first line is 5."""
    written: list[bytes] = []

    async def run() -> None:
        limits = PoolLimits(requests=99, unit_words=50, starts=1)
        pool = Pool(
            [worker or ThreadWorker(build)], limits=limits, check=lambda _: None
        )
        await pool.start()
        try:
            groups = group_lines(lines, SETTINGS, first=5)
            async with asyncio.timeout(10):
                await answer_lines(groups, pool, written.append, ahead=ahead)
        finally:
            await pool.stop()

    asyncio.run(run())
    return [json.loads(line) for line in written]


def test_lines_of_every_kind() -> None:
    """Valid, invalid and failing lines get the lines that the service gives them."""
    found = answers(
        [
            request("a", options={"kinds": ["thought"]}),
            request("b", "RAISE"),
            request("c", "..."),
            request("d", txt="y"),
            b"{",
            request("e", "x" * 1_001),
        ]
    )

    assert [(one["line"], one["id"], one["status"]) for one in found] == [
        (5, "a", 200),
        (6, "b", 500),
        (7, "c", 422),
        (8, "d", 422),
        (9, None, 400),
        (10, "e", 413),
    ]
    assert found[0]["result"]["id"] == "a"
    assert found[0]["result"]["attributions"] == []
    assert found[0]["error"] is None
    assert [one["error"]["code"] for one in found[1:]] == [
        "inference_failed",
        "empty_text",
        "invalid_field",
        "malformed_body",
        "text_too_long",
    ]
    assert found[1]["result"] is None
    assert found[1]["error"]["detail"] == "ZeroDivisionError while reading"


def test_order() -> None:
    """Lines are written in order, however many groups there are."""
    names = [str(n) for n in range(60)]

    found = answers([request(name) for name in names])

    assert [one["id"] for one in found] == names
    assert [one["line"] for one in found] == list(range(5, 65))


def test_blank_lines() -> None:
    """Blank lines are skipped; the others keep their numbers."""
    found = answers([b"\n", request("a"), b" \r\n", b"", request("b")])

    assert [(one["line"], one["id"]) for one in found] == [(6, "a"), (9, "b")]


def test_no_lines() -> None:
    """No lines, no responses, and no hang."""
    assert answers([]) == []


def test_models_that_cannot_be_loaded_end_the_batch() -> None:
    """Damaged models end the batch with their error."""
    with pytest.raises(StartError, match=r"x\.pt: is damaged"):
        answers([request("a")] * 9, worker=ThreadWorker(build_damaged), ahead=1)


@pytest.mark.parametrize(
    ("lines", "sizes"),
    [
        ([], []),
        ([request("a", "w " * 20)] * 5, [2, 2, 1]),
        ([request("a", "w"), request("b", "w " * 300), request("c", "w")], [1, 1, 1]),
        ([b"{"] * 120, [50, 50, 20]),
    ],
)
def test_groups(lines: list[bytes], sizes: list[int]) -> None:
    """A group has at most ``unit_words`` words, or one line; each line counts."""
    groups = list(group_lines(lines, SETTINGS, first=1))

    assert [len(group) for group in groups] == sizes
    numbers = [
        one.number if isinstance(one, ValidLine) else one.line
        for group in groups
        for one in group
    ]
    assert numbers == list(range(1, len(lines) + 1))


def test_lines_of_html() -> None:
    """A line has a format; its limit counts what is read; offsets are those of HTML."""
    html = "<p class='" + "x" * 2_000 + "'>“We <b>won</b>,” said Ida."
    good, long = answers(
        [
            request("a", html, format="html"),
            request("b", "<p>" + "a " * 600, format="html"),
        ]
    )

    (found,) = good["result"]["attributions"]
    (span,) = found["content"]
    assert html[span["start"] : span["end"]] == "“We <b>won</b>,”"
    assert long["error"]["code"] == "text_too_long"
