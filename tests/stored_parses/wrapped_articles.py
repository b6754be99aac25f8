"""Whether articles in HTML have the records of their plain text, with the models.

    python -m tests.stored_parses.wrapped_articles GOLD.jsonl [--most N]

wraps every article of a file (lines with ``text``) into markup, attributes both, and
prints how many have the same records, and how many spans differ from their slices.
"""

import argparse
import json
import lzma
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec

from service.attributor import Attributor
from service.bootstrap import build_attributor
from service.settings import Settings
from service.wire.responses import readable_of, to_response
from service.wire.schemas import AttributionRequest, AttributionResponse
from tests.support.html_decoder import decode
from tests.support.html_wrapping import wrap

PLACES = frozenset({"start", "end", "id", "format"})
"""Fields that may differ; an id may be a hash of the text as sent."""


def fields_of(answer: AttributionResponse) -> dict[str, Any]:
    """Return an answer as plain JSON."""
    fields: dict[str, Any] = json.loads(msgspec.json.encode(answer))
    return fields


def without_offsets(value: Any) -> Any:  # noqa: ANN401 - any JSON
    """Return the records of an answer without what depends on the format."""
    if isinstance(value, list):
        return [without_offsets(item) for item in value]
    if not isinstance(value, dict):
        return " ".join(value.split()) if isinstance(value, str) else value
    kept = {k: v for k, v in value.items() if k not in PLACES}
    if "warnings" in kept:
        kept["warnings"] = [w for w in kept["warnings"] if w["code"] != "left_out"]
    return {name: without_offsets(item) for name, item in kept.items()}


def spans_in(value: Any) -> Iterator[dict[str, Any]]:  # noqa: ANN401 - any JSON
    """Yield every span of an answer."""
    items = value.values() if isinstance(value, dict) else value
    if isinstance(value, dict) and "start" in value:
        yield value
    if isinstance(value, dict | list):
        for item in items:
            yield from spans_in(item)


def wrong_slices(answer: Any, markup: str) -> list[str]:  # noqa: ANN401 - any JSON
    """Return the texts of the spans whose slices decode to something else."""
    return [
        span["text"]
        for span in spans_in(answer)
        if decode(markup[span["start"] : span["end"]]) != span["text"]
    ]


def compare(attributor: Attributor, text: str, seed: int) -> tuple[bool, int]:
    """Return whether the records are the same, and the number of wrong slices."""
    requests = (
        AttributionRequest(text=text),
        AttributionRequest(text=wrap(text, seed), format="html"),
    )
    plain, html = (
        fields_of(
            to_response(
                attributor.attribute(readable_of(request).text),
                request,
                info=attributor.info,
            )
        )
        for request in requests
    )
    same = without_offsets(plain) == without_offsets(html)
    return same, len(wrong_slices(html, requests[1].text))


def main() -> None:
    """Compare the articles of a file."""
    parser = argparse.ArgumentParser()
    parser.add_argument("gold", type=Path)
    parser.add_argument("--most", type=int)
    args = parser.parse_args()
    data = args.gold.read_bytes()
    lines = (lzma.decompress(data) if args.gold.suffix == ".xz" else data).splitlines()
    texts = [json.loads(line)["text"] for line in lines if line.strip()][: args.most]
    attributor = build_attributor(Settings())
    found = [compare(attributor, text, seed) for seed, text in enumerate(texts)]
    same = sum(same for same, _ in found)
    print(f"{same} of {len(texts)} articles have the same records")  # noqa: T201
    print(f"{sum(wrong for _, wrong in found)} slices differ")  # noqa: T201


if __name__ == "__main__":
    main()
