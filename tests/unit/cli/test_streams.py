"""Standard streams that are closed, full or not UTF-8."""

import io
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from service.cli.check_report import OPS
from service.cli.streams import write_any_text
from service.cli.terminal import plain_console

ROOT = Path(__file__).parents[3]
TEXT = "“Señor Šuk’s – …” → 日"
NAME = "n\udcc3\udcb3“.txt"
"""A file name as Python has it, the first letters of which are no UTF-8."""


def bytes_of(text: str, *, encoding: str, errors: bool) -> bytes:
    """Return what a standard stream of an encoding writes of a text."""
    with pytest.MonkeyPatch.context() as patch:
        raw = io.BytesIO()
        stream = io.TextIOWrapper(raw, encoding=encoding)
        patch.setattr(sys, "stderr" if errors else "stdout", stream)
        write_any_text()
        plain_console(stderr=errors, soft_wrap=True).print(text)
        stream.flush()
        return raw.getvalue()


ENCODINGS = [
    ("utf-8", TEXT, TEXT.encode()),
    ("latin-1", TEXT, '"Señor Suk\'s - ." > ?'.encode("latin-1")),
    ("ascii", TEXT, b'"Senor Suk\'s - ." > ?'),
    ("ascii", "á\udc80", b"a?"),
]


@pytest.mark.parametrize(("encoding", "text", "written"), ENCODINGS)
def test_output_of_any_encoding(encoding: str, text: str, written: bytes) -> None:
    """A character that cannot be written is one that looks like it, so tables align."""
    assert bytes_of(text, encoding=encoding, errors=False) == written + b"\n"


NAMES = [
    ("utf-8", b"n\xc3\xb3\xe2\x80\x9c.txt"),
    ("latin-1", b"n\xc3\xb3\\u201c.txt"),
    ("ascii", b"n\xc3\xb3\\u201c.txt"),
]


@pytest.mark.parametrize(("encoding", "written"), NAMES)
def test_errors_of_any_encoding(encoding: str, written: bytes) -> None:
    """Bytes of a file name are written as they are, other characters as escapes."""
    assert bytes_of(NAME, encoding=encoding, errors=True) == written + b"\n"


def test_tables_have_only_characters_with_look_alikes() -> None:
    """Words of our own reports can be written in ASCII."""
    assert b"?" not in bytes_of("→ […] …".join(OPS), encoding="ascii", errors=False)


def test_one_place_makes_consoles() -> None:
    """No console can read markup or names of emoji in text."""
    made = [
        path.name
        for path in (ROOT / "service").rglob("*.py")
        if re.search(r"\bConsole\(", path.read_text("utf-8"))
    ]

    assert made == ["terminal.py"]


HEAD = "openapi | head -c 1 > /dev/null; exit ${PIPESTATUS[0]}"
STREAMS = [
    ("", "openapi >&-", "whosaid: Bad file descriptor\n"),
    ("", "keys new ann > /dev/full", "whosaid: No space left on device\n"),
    ("", "batch - /nowhere/out <&-", "whosaid: Bad file descriptor\n"),
    ("", "batch /nowhere/in /nowhere/out 2>&-", ""),
    ("", HEAD, ""),
    ("1", HEAD, ""),
]


@pytest.mark.parametrize(("unbuffered", "command", "told"), STREAMS)
def test_streams_of_a_process(unbuffered: str, command: str, told: str) -> None:
    """A stream that is closed or full is a failure with one line at most."""
    ran = subprocess.run(
        ["/bin/bash", "-c", f"{sys.executable} -m service {command}"],
        cwd=ROOT,
        env={**os.environ, "PYTHONUNBUFFERED": unbuffered},
        capture_output=True,
        text=True,
        check=False,
    )

    assert (ran.returncode, ran.stderr) == (1, told)
