"""The articles and the corrections of an audit."""

import json
from pathlib import Path

import pytest

from service.audit.audit_input import AuditArticle, AuditFailed, read_articles
from service.audit.corrections import Correction, read_corrections

JSON = '{"id": "a", "text": "One.", "date": "2026-01-02", "url": null}\n{"text": "B"}\n'
CSV = "id,text,section,byline\na,One.,Local,Bo\n,B,,\n"
HTML = "<p>Caf&eacute;<script>x</script>"


def test_json_lines(tmp_path: Path) -> None:
    """A line is an article; one without an id has its number."""
    file = tmp_path / "in.jsonl"
    file.write_text(JSON)

    assert read_articles(file) == [
        AuditArticle("a", "One.", "2026-01-02"),
        AuditArticle("2", "B"),
    ]


def test_csv(tmp_path: Path) -> None:
    """A row is an article; a byte order mark is no part of the first column."""
    file = tmp_path / "in.csv"
    file.write_text(CSV, "utf-8-sig")

    assert read_articles(file) == [
        AuditArticle("a", "One.", section="Local", byline="Bo"),
        AuditArticle("2", "B"),
    ]


def test_folder(tmp_path: Path) -> None:
    """The texts of a folder have their paths as ids, sorted."""
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "x.txt").write_text("X")
    (tmp_path / "a.txt").write_text("A")

    assert [each.id for each in read_articles(tmp_path)] == ["a.txt", "b/x.txt"]


def test_blank_lines(tmp_path: Path) -> None:
    """Blank lines and a byte order mark are no articles."""
    file = tmp_path / "in.jsonl"
    file.write_text('{"text": "A"}\n\n \r\n{"text": "B"}\n\n', "utf-8-sig")

    assert read_articles(file) == [AuditArticle("1", "A"), AuditArticle("2", "B")]


def test_folder_with_html(tmp_path: Path) -> None:
    """HTML is read as HTML, told by the names; other files are left out."""
    for name in ("a.txt", "b.html", "c.HTM", "d.md", "e.xhtml"):
        (tmp_path / name).write_text(HTML)

    found = read_articles(tmp_path)
    (alone,) = read_articles(tmp_path / "b.html")

    assert [(each.id, each.format) for each in found] == [
        ("a.txt", "text"),
        ("b.html", "html"),
        ("c.HTM", "html"),
        ("e.xhtml", "html"),
    ]
    assert alone == AuditArticle("b.html", HTML, format="html")


def test_column_format(tmp_path: Path) -> None:
    """A row has a format; one without is plain text."""
    rows = [{"text": HTML, "format": each} for each in ("html", "text", None)]
    lines, table = tmp_path / "in.jsonl", tmp_path / "in.csv"
    lines.write_text("".join(json.dumps(row) + "\n" for row in rows))
    table.write_text(f"text,format\n{HTML},html\n{HTML},text\n{HTML},\n")

    for file in (lines, table):
        found = [(each.text, each.format) for each in read_articles(file)]
        assert found == [(HTML, "html"), (HTML, "text"), (HTML, "text")]


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        (
            "in.jsonl",
            '{"text": "a", "format": "rtf"}',
            "1: the format 'rtf' is unknown",
        ),
        ("in.jsonl", '{"text": "a", "format": 1}', "1: the format 1 is unknown"),
        ("in.jsonl", "{", "line 1"),
        ("in.jsonl", '{"id": "a"}', "article 1: there is no text"),
        ("in.csv", "id,text\n", "has no article"),
        ("in.doc", "x", "is no folder"),
    ],
)
def test_failures(tmp_path: Path, name: str, content: str, told: str) -> None:
    """What cannot be read is named."""
    (tmp_path / name).write_text(content)

    with pytest.raises(AuditFailed, match=told):
        read_articles(tmp_path / name)


def test_corrections(tmp_path: Path) -> None:
    """Each name of a person leads to its correction."""
    file = tmp_path / "names.csv"
    file.write_text("name,other_names,gender,class\nIda Holm,Holm; I. Holm,female,\n")
    found = read_corrections(file)

    assert found.keys() == {"ida holm", "holm", "i. holm"}
    assert found["holm"] == Correction("Ida Holm", "female", "")
    assert read_corrections(None) == {}


def test_other_columns(tmp_path: Path) -> None:
    """A file of other columns is refused."""
    file = tmp_path / "names.csv"
    file.write_text("who\nIda\n")

    with pytest.raises(AuditFailed, match="columns name, other_names, gender, class"):
        read_corrections(file)


@pytest.mark.parametrize("name", ["in.csv", "in.txt", "folder"])
def test_not_utf8(tmp_path: Path, name: str) -> None:
    """A file in another encoding is named, whatever its form."""
    path = file = tmp_path / name
    if name == "folder":
        path.mkdir()
        file = path / "latin.txt"
    file.write_bytes(b"id,text\n1,caf\xe9\n")

    with pytest.raises(AuditFailed, match=f"{file.name} is not UTF-8"):
        read_articles(path)


def test_corrections_that_are_not_utf8(tmp_path: Path) -> None:
    """Corrections in another encoding are refused with the name of the file."""
    file = tmp_path / "names.csv"
    file.write_bytes(b"name,other_names,gender,class\nAna Ca\xf1a,,female,\n")

    with pytest.raises(AuditFailed, match=r"names\.csv is not UTF-8"):
        read_corrections(file)
