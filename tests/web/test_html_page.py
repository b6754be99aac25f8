"""HTML on the page: a paste keeps it, and nothing of it becomes part of the page."""

import json

import pytest

from tests.web.canned_app import EMOJI
from tests.web.page_object import Page

pytestmark = pytest.mark.server

HTML = (
    "<p>👩‍👩‍👧 &ldquo;The <b>🚋</b> is\n late,&#8221; "
    '<a href="javascript:window.hacked=1">'
    "Ida Holm</a> told the Daily<!-- x --> Ferry."
    '<img src="x" onerror="window.hacked=1"><script>window.hacked=1</script>'
    '<br title=">">Paul Orsten said that Holm had promised '
    "“&lt;b&gt;more&lt;/b&gt; trams”.<svg onload='window.hacked=1'><p>"
    "It's 'fine' &amp; \\o/. caf&eacute; &#151; &nosuch; &#0;"
)
SHOWN = EMOJI.replace("\nIt's", "\n\nIt's").rstrip() + " café — &nosuch; \ufffd"


@pytest.fixture
def page(browser: object, site: str) -> Page:
    """Return the page, opened anew."""
    page = Page(browser, site)
    page.open()
    page.errors()
    return page


def submit(page: Page) -> None:
    """Submit the text and wait for the result."""
    page.one("button.primary").click()
    page.wait(lambda: page.one("#summary").text and not page.all("[aria-busy]"))


def shown(page: Page) -> str:
    """Return the article as the page shows it."""
    text: str = page.script(
        "const copy = document.getElementById('reading').cloneNode(true);"
        "copy.querySelectorAll('.chip').forEach((chip) => chip.remove());"
        "return copy.textContent"
    )
    return text


def check_harmless(page: Page) -> None:
    """Nothing ran, and the only elements of the article are those of the page."""
    names = page.script(
        "return [...new Set([...document.querySelectorAll('#reading *, #records *,"
        " #warnings *, #draft-pane *, #source-pane *, #findings *')]"
        ".map((each) => each.localName))]"
    )

    assert set(names) <= {"span", "button", "div", "li", "ul", "h3", "p", "mark"}
    assert page.script("return window.hacked") is None
    assert page.all("[onerror], [onload], [href^=javascript]") == []
    assert page.errors() == []


def test_a_paste_keeps_its_html(page: Page) -> None:
    """The words are shown without the markup, with the attributions in their places."""
    page.paste_rich(f"<html><!--StartFragment-->{HTML}<!--EndFragment-->", "Plain.")
    assert page.one("#text").get_property("value") == HTML
    assert page.one("#input-format").get_property("value") == "html"
    submit(page)

    assert shown(page) == SHOWN
    assert page.words("[data-ids=a1].content") == ["“The 🚋 is late,”"]
    assert page.words("[data-ids=a1].source") == ["Ida Holm"]
    assert "the Daily Ferry" in page.words("[data-ids=a1].outlet")
    check_harmless(page)


def test_the_json_points_into_the_html(page: Page) -> None:
    """JSON and curl command are those of the HTML as pasted."""
    page.paste_rich(HTML, "")
    submit(page)
    answer = json.loads(page.one("#json").get_attribute("textContent"))
    (span,) = answer["attributions"][0]["content"]
    data = HTML.encode("utf-16-le")

    assert answer["format"] == "html"
    assert data[2 * span["start"] : 2 * span["end"]].decode("utf-16-le") == (
        "&ldquo;The <b>🚋</b> is\n late,&#8221;"
    )
    assert '"format":"html"' in page.one("#curl").get_attribute("textContent")


def test_a_shared_link_is_as_harmless(page: Page) -> None:
    """A link holds the HTML and its format; opening it runs nothing of it."""
    page.paste_rich(HTML, "")
    submit(page)
    page.copy("link")
    link = page.browser.current_url
    page.open(link.removeprefix(page.site))
    page.wait(lambda: page.one("#summary").text)

    assert "#m=" in link
    assert page.one("#text").get_property("value") == HTML
    assert shown(page) == SHOWN
    check_harmless(page)


def test_a_dropped_page_is_html(page: Page) -> None:
    """The name of a dropped file gives its format."""
    page.drop(HTML.encode(), "a.html")
    page.wait(lambda: page.one("#summary").text)

    assert shown(page) == SHOWN
    check_harmless(page)


def test_a_check_of_html(page: Page) -> None:
    """Both panes show words; the differences are marked in their places."""
    page.one("#tab-check").click()
    page.paste_rich(HTML, "", "#draft")
    source = "<p>“The <i>ferry</i> is late,” she told us.<script>x</script>"
    page.paste_rich(f"<style>p{{}}</style>{source}", "", "#source-1")
    page.one("#check-form button.primary").click()
    page.wait(lambda: page.one("#check-result").is_displayed())

    assert page.one("#draft-pane .content").text == "“The 🚋 is late,”"
    assert page.one("#source-pane").text.strip() == "“The ferry is late,” she told us."
    assert "ferry" in [each.text for each in page.all("#source-pane mark")]
    check_harmless(page)
