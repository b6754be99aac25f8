"""Stored parses of invented texts, and the records that the rules find in them.

    python -m tests.stored_parses.store parses     parse the texts anew
    python -m tests.stored_parses.store records    write the records of today's rules

The texts are the invented articles beside this file, the golden article's twin and the
rows of ``tests/model/*.toml``. ``parses.jsonl.xz`` holds their annotations, computed in
fp32 by one thread; ``records.txt`` holds a line for each record, so that a change of
the rules shows in its diff what it changes.
"""

import json
import lzma
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import msgspec
from msgspec.structs import replace

from service.attributor import Attributor, parsed_passages
from service.nlp.annotator import Annotation
from service.provenance import AttributorInfo
from service.wire.responses import to_response
from service.wire.schemas import AttributionRequest, AttributionResponse, Options

HERE = Path(__file__).parent
TESTS = HERE.parent
PARSES = HERE / "parses.jsonl.xz"
RECORDS = HERE / "records.txt"
INFO = AttributorInfo(
    stanza="1.15.0", package="news", tagger=True, rules_version="1e5a2f0c9d7b4836"
)


class StoredParse(msgspec.Struct, frozen=True):
    """A text and the annotations of its parsed passages."""

    name: str
    text: str
    annotations: tuple[Annotation, ...]


def texts() -> Iterator[tuple[str, str]]:
    """Yield the name and the text of each invented article and row."""
    for path in sorted((HERE / "articles").glob("*.txt")):
        yield path.stem, path.read_text("utf-8")
    twin = json.loads((TESTS / "golden" / "twin.json").read_bytes())
    yield "twin", twin["text"]
    for name in ("phenomena", "press"):
        tables = tomllib.loads((TESTS / "model" / f"{name}.toml").read_text("utf-8"))
        for number, row in enumerate(tables["row"], start=1):
            yield f"{name}-{number}", row["text"]
    tables = tomllib.loads((TESTS / "model" / "outlets.toml").read_text("utf-8"))
    for group in tables["group"]:
        for number, (_, _, text) in enumerate(group["rows"], start=1):
            yield f"outlets-{group['kind']}-{number}", text


def annotations_of(attributor: Attributor, text: str) -> tuple[Annotation, ...]:
    """Return the annotations of a text without projections.

    They are many times as large as the rest; the boundaries of contents are those of
    the rules without them.
    """
    return tuple(
        replace(
            annotation,
            sentences=tuple(replace(s, projections=b"") for s in annotation.sentences),
        )
        for annotation in attributor.annotate(parsed_passages(attributor.open(text)))
    )


def write_parses(attributor: Attributor) -> None:
    """Parse all texts with the attributor's models and store the annotations."""
    lines = [
        msgspec.json.encode(
            StoredParse(
                name,
                text,
                annotations_of(attributor, text),
            )
        )
        for name, text in texts()
    ]
    PARSES.write_bytes(lzma.compress(b"\n".join(lines)))


def read_parses() -> list[StoredParse]:
    """Return the stored parses, in their order."""
    decode = msgspec.json.Decoder(StoredParse).decode
    return [decode(line) for line in lzma.decompress(PARSES.read_bytes()).splitlines()]


def record_lines(attributor: Attributor, stored: StoredParse) -> Iterator[str]:
    """Yield the lines of ``records.txt`` that stand for one text."""
    article = attributor.open(stored.text)
    request = AttributionRequest(text=stored.text, options=Options(evidence=True))
    reading = attributor.read(article, stored.annotations)
    response = to_response(reading, request, info=INFO)
    yield f"# {stored.name}"
    yield from _lines(response)


def _lines(response: AttributionResponse) -> Iterator[str]:
    for record in response.attributions:
        fields = msgspec.to_builtins(record)
        yield json.dumps(_compact(fields), ensure_ascii=False)
    for kind in ("speakers", "outlets", "credits", "warnings"):
        for item in getattr(response, kind):
            fields = _compact(msgspec.to_builtins(item))
            yield f"{kind}: {json.dumps(fields, ensure_ascii=False)}"


def _compact(value: object) -> object:
    """Return spans as "start:end text", and no field that is empty or False."""
    if isinstance(value, dict):
        if value.keys() == {"start", "end", "text"}:
            return f"{value['start']}:{value['end']} {value['text']}"
        kept = {key: _compact(field) for key, field in value.items()}
        return {key: field for key, field in kept.items() if field}
    if isinstance(value, list | tuple):
        return [_compact(item) for item in value]
    return value


def records_text(attributor: Attributor) -> str:
    """Return what ``records.txt`` holds for the rules of this tree."""
    lines = (
        line for stored in read_parses() for line in record_lines(attributor, stored)
    )
    return "\n".join(lines) + "\n"


def main(step: str) -> None:
    """Write the parses or the records."""
    from service.bootstrap import build_attributor  # noqa: PLC0415 - imports torch
    from service.settings import Settings  # noqa: PLC0415

    settings = msgspec.structs.replace(Settings(), precision="fp32", threads=1)
    attributor = build_attributor(settings)
    if step == "parses":
        write_parses(attributor)
    RECORDS.write_text(records_text(attributor), "utf-8")


if __name__ == "__main__":
    main(sys.argv[1])
