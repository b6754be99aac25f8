"""The table of invented sentences and their stored parses.

    python -m tests.profiles.store     parse the sentences anew

``sentences.txt`` has a row for each sentence with a field of one speaker in it.
``parses.jsonl.xz`` holds the annotations, computed in fp32 by one thread, so that the
rules are tested without a model.
"""

import lzma
from pathlib import Path

import msgspec

from service.attributor import Attributor
from tests.stored_parses.store import StoredParse, annotations_of

HERE = Path(__file__).parent
SENTENCES = HERE / "sentences.txt"
PARSES = HERE / "parses.jsonl.xz"


class Row(msgspec.Struct, frozen=True):
    """A sentence with what the article tells of one speaker."""

    field: str
    sentence: str
    name: str
    """A part of the speaker's name."""
    value: str


def read_rows() -> list[Row]:
    """Return the rows of the table, in their order."""
    rows: list[Row] = []
    field = ""
    for line in SENTENCES.read_text("utf-8").splitlines():
        if line.startswith("["):
            field = line.strip("[]")
        elif line and not line.startswith("#"):
            rows.append(Row(field, *line.split("|")))
    return rows


def read_parses() -> dict[str, StoredParse]:
    """Return the stored parses by their sentence."""
    decode = msgspec.json.Decoder(StoredParse).decode
    lines = lzma.decompress(PARSES.read_bytes()).splitlines()
    return {parse.text: parse for parse in map(decode, lines)}


def write_parses(attributor: Attributor) -> None:
    """Parse all sentences with the attributor's models and store the annotations."""
    lines = []
    for text in dict.fromkeys(row.sentence for row in read_rows()):
        parse = StoredParse("", text, annotations_of(attributor, text))
        lines.append(msgspec.json.encode(parse))
    PARSES.write_bytes(lzma.compress(b"\n".join(lines)))


def main() -> None:
    """Write the parses."""
    from service.bootstrap import build_attributor  # noqa: PLC0415 - imports torch
    from service.settings import Settings  # noqa: PLC0415

    settings = msgspec.structs.replace(Settings(), precision="fp32", threads=1)
    write_parses(build_attributor(settings))


if __name__ == "__main__":
    main()
