r"""Short invented texts in the manners that news comes in, with their records.

    python -m tests.stored_parses.manners.cases     parse the texts anew

A case of ``marks.txt``, ``layout.txt`` and ``variants.txt``: a line "# KIND", the text,
and a line for each record, "-> CONTENT ++ MORE => SPEAKER ; CUE ; OUTLET". "-" is null,
"?" is not compared. Records beside these are wrong, unless a line "... any" allows
them. A line "!! STAGE: CAUSE" marks a case that fails, with the reason. ``\uXXXX``,
``\r`` and ``\n`` are escapes. ``parses.jsonl.xz`` holds the annotations of the texts,
computed in fp32 by one thread.
"""

import lzma
import re
from collections.abc import Iterator
from pathlib import Path

import msgspec

from service.attributor import Attributor
from tests.stored_parses.store import StoredParse, annotations_of

HERE = Path(__file__).parent
PARSES = HERE / "parses.jsonl.xz"
FILES = ("marks", "layout", "variants")
_KIND = re.compile(r"^# ", re.MULTILINE)
_ESCAPE = re.compile(r"\\u([0-9a-f]{4})")
_RECORD, _FAILS, _ANY = "-> ", "!! ", "... any"


class Wanted(msgspec.Struct, frozen=True):
    """A record that a case must have; a field that is "?" is not compared."""

    content: tuple[str, ...]
    speaker: str | None
    cue: str | None
    outlet: str | None


class Case(msgspec.Struct, frozen=True):
    """A text with its records."""

    name: str
    kind: str
    text: str
    records: tuple[Wanted, ...]
    only: bool
    """Whether it has no other records."""
    fails: str | None
    """The stage and the cause if it is known to fail."""


def read_cases() -> list[Case]:
    """Return the cases of all files in order."""
    return [case for name in FILES for case in _read_file(name)]


def _read_file(name: str) -> Iterator[Case]:
    text = (HERE / f"{name}.txt").read_text("utf-8")
    for number, block in enumerate(_KIND.split(text)[1:], start=1):
        kind, *lines = block.rstrip("\n").split("\n")
        marked = (_RECORD, _FAILS, _ANY)
        words = [line for line in lines if not line.startswith(marked)]
        fails = [line for line in lines if line.startswith(_FAILS)]
        yield Case(
            name=f"{name}-{number}",
            kind=kind,
            text=_unescape("\n".join(words).strip("\n")),
            records=tuple(_wanted(line) for line in lines if line.startswith(_RECORD)),
            only=_ANY not in lines,
            fails=fails[0].removeprefix(_FAILS) if fails else None,
        )


def _wanted(line: str) -> Wanted:
    content, _, fields = line.removeprefix(_RECORD).partition(" => ")
    speaker, cue, outlet = (None if f == "-" else f for f in fields.split(" ; "))
    parts = tuple(_unescape(part) for part in content.split(" ++ "))
    return Wanted(parts, speaker, cue, outlet)


def _unescape(text: str) -> str:
    found = _ESCAPE.sub(lambda match: chr(int(match[1], 16)), text)
    return found.replace("\\r", "\r").replace("\\n", "\n")


def read_parses() -> dict[str, StoredParse]:
    """Return the stored parses by the name of the case."""
    decode = msgspec.json.Decoder(StoredParse).decode
    lines = lzma.decompress(PARSES.read_bytes()).splitlines()
    return {stored.name: stored for stored in map(decode, lines)}


def write_parses(attributor: Attributor) -> None:
    """Parse the texts of all cases and store the annotations."""
    lines = [
        msgspec.json.encode(
            StoredParse(
                case.name,
                case.text,
                annotations_of(attributor, case.text),
            )
        )
        for case in read_cases()
    ]
    PARSES.write_bytes(lzma.compress(b"\n".join(lines)))


def main() -> None:
    """Write the parses."""
    from service.bootstrap import build_attributor  # noqa: PLC0415 - imports torch
    from service.settings import Settings  # noqa: PLC0415

    settings = msgspec.structs.replace(Settings(), precision="fp32", threads=1)
    write_parses(build_attributor(settings))


if __name__ == "__main__":
    main()
