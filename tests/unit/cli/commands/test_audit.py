"""``audit``: many articles in, a report and tables out."""

import argparse
import io
import json
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from rich.console import Console

from service.cli.commands.audit import run
from service.cli.terminal import CommandFailed, Terminal
from tests.support.fake_models import READING_FACTORY

TEXT = "“We won,” said Ida."


def audit(source: Path, target: Path, corrections: Path | None = None) -> str:
    """Run an audit with fake models and return what it tells its user."""
    errors = io.StringIO()
    terminal = Terminal(
        environ={"WHOSAID_THREADS": "1"},
        stdin=io.BytesIO(),
        stdout=io.BytesIO(),
        console=Console(file=io.StringIO()),
        errors=Console(file=errors, soft_wrap=True),
    )
    args = argparse.Namespace(
        input=source, output=target, corrections=corrections, title=None, workers=1
    )
    run(args, terminal, factory=READING_FACTORY)
    return errors.getvalue()


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """Return an input of two articles and one without words."""
    file = tmp_path / "in.jsonl"
    rows = [
        {"id": "a", "text": TEXT, "section": "Local"},
        {"text": " "},
        {"text": TEXT},
    ]
    file.write_text("".join(json.dumps(row) + "\n" for row in rows))
    return file


def test_whole(tmp_path: Path, source: Path) -> None:
    """Report, speakers and records are written; a bad article is counted."""
    told = audit(source, tmp_path / "out")
    page = (tmp_path / "out" / "report.html").read_text()
    table = pq.read_table(tmp_path / "out" / "records.parquet").to_pylist()

    assert "2 articles" in page
    assert "1 articles could not be read" in page
    assert "Ida" in (tmp_path / "out" / "speakers.csv").read_text()
    assert [row["section"] for row in table] == ["Local", ""]
    assert [row["speaker_class"] for row in table] == ["unknown", "unknown"]
    assert "report.html" in told


def test_again(tmp_path: Path, source: Path) -> None:
    """A second run reads no article again, and takes other corrections."""
    names = tmp_path / "names.csv"
    names.write_text("name,other_names,gender,class\nIda Holm,Ida,female,sport\n")
    audit(source, tmp_path / "out")
    told = audit(source, tmp_path / "out", names)

    assert "3 of them by an earlier run" in told
    assert "Ida Holm" in (tmp_path / "out" / "speakers.csv").read_text()


def test_html(tmp_path: Path) -> None:
    """HTML of a folder and of a column is read as HTML, and its words are reported."""
    folder = tmp_path / "in"
    folder.mkdir()
    html = "<p>“We <b>won</b>,” said Ida.<script>“No,” said Bo.</script>"
    (folder / "a.html").write_text(html)
    table = pa.table({"text": [html], "format": ["html"]})
    pq.write_table(table, tmp_path / "in.parquet")

    for number, source in enumerate((folder, tmp_path / "in.parquet")):
        target = tmp_path / f"out{number}"
        audit(source, target)
        (row,) = pq.read_table(target / "records.parquet").to_pylist()

        assert row["speaker"] == "Ida"
        assert [span["text"] for span in row["content"]] == ["“We won,”"]


def test_another_input(tmp_path: Path, source: Path) -> None:
    """An output of another input is refused."""
    audit(source, tmp_path / "out")
    source.write_text('{"text": "Other."}')

    with pytest.raises(CommandFailed, match="another input"):
        audit(source, tmp_path / "out")
