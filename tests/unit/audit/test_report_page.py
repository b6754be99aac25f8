"""The page and the table of speakers of an audit."""

import base64
import csv
import hashlib
import io
import re

from service.audit.people import people_of
from service.audit.report_page import report_html
from service.audit.speakers_csv import COLUMNS, speakers_csv
from tests.support.audit_samples import MARKUP, appearances

PAGE = report_html(appearances(), title="<Audit>", articles=2, failed=1)


def test_text_is_never_markup() -> None:
    """Names, words and titles of articles are escaped."""
    assert MARKUP not in PAGE
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in PAGE
    assert "<title>&lt;Audit&gt;</title>" in PAGE


def test_only_web_addresses_are_links() -> None:
    """An address of another scheme is left out."""
    assert 'href="https://example.org/1"' in PAGE
    assert "javascript:" not in PAGE


def test_policy() -> None:
    """The policy allows the style and the script of the page by their hashes only."""
    for element in ("style", "script"):
        (content,) = re.findall(rf"<{element}>(.*?)</{element}>", PAGE, re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
        assert f"{element}-src &#x27;sha256-{digest}&#x27;" in PAGE
    assert "default-src &#x27;none&#x27;" in PAGE


def test_totals() -> None:
    """The page says how many articles were read, and how many were not."""
    assert "2 articles, 6 speakers, 8 attributions with a speaker." in PAGE
    assert "1 articles could not be read" in PAGE


def test_nothing() -> None:
    """An audit without speakers is a page too."""
    assert "People by gender: none." in report_html([], title="x", articles=0, failed=0)


def test_speakers_csv() -> None:
    """A row for each speaker; what a spreadsheet would evaluate has an apostrophe."""
    table = speakers_csv(people_of(appearances()))
    rows = list(csv.DictReader(io.StringIO(table, newline="")))

    assert tuple(rows[0]) == COLUMNS
    assert rows[0]["name"] == "'=Bank"
    assert rows[1]["name"] == "Ida Holm"
    assert (rows[1]["gender"], rows[1]["records"]) == ("female", "2")
