"""The report of an audit in Chromium."""

from pathlib import Path
from typing import Any

import pytest

from service.audit.report_page import report_html
from tests.support.audit_samples import appearances
from tests.web.page_object import Page
from tests.web.test_page import LOOKS

pytestmark = pytest.mark.server


@pytest.fixture(scope="module")
def report(browser: Any, tmp_path_factory: pytest.TempPathFactory) -> Page:  # noqa: ANN401
    """Return the report, opened as a file."""
    file: Path = tmp_path_factory.mktemp("report") / "report.html"
    page = report_html(appearances(), title="Audit", articles=2, failed=0)
    file.write_text(page, "utf-8")
    browser.get(file.as_uri())
    return Page(browser, file.as_uri())


def test_axe_finds_nothing(report: Page, axe: str) -> None:
    """axe-core finds no violation, light or dark, wide or narrow."""
    assert report.violations(axe, LOOKS) == {}


def test_tables_sort(report: Page) -> None:
    """A heading sorts its table, once down and once up, and says so."""
    head = report.one("th button")
    head.click()
    down = report.words("table:first-of-type tbody tr:first-child td:first-child")[0]
    state = report.one("th").get_attribute("aria-sort")
    head.click()
    up = report.words("table:first-of-type tbody tr:first-child td:first-child")[0]

    assert (down, state, up) == ("not told", "descending", "female")


def test_markup_stays_text(report: Page) -> None:
    """Markup in words of articles is text, and nothing was refused by the policy."""
    assert report.all("blockquote script") == []
    assert report.errors() == []
