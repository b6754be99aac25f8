"""The demo page in a browser: results, filters, errors, keyboard, export."""

import json
import shlex
from pathlib import Path

import pytest
from selenium.webdriver import ActionChains
from selenium.webdriver.common.keys import Keys

from tests.web.canned_app import EMOJI, GOLDEN, SLOW
from tests.web.page_object import Page

pytestmark = pytest.mark.server

LOOKS = [("light", 390), ("light", 900), ("light", 1440), ("dark", 390), ("dark", 1440)]
"""Dark at 900 is left out: its elements are all shown at 390 or 1440."""
PRINTED = {"#reading", ".chip", "#records", "#quoted", "#warnings", "#summary"}
CONTROLS = {
    ".compose", ".tabs", ".filters", ".take", ".search", ".actions", "nav", "#picked",
}  # fmt: skip
ARTICLE = json.loads(GOLDEN.read_text(encoding="utf-8"))["text"]


@pytest.fixture
def page(browser: object, site: str) -> Page:
    """Return the page, opened anew."""
    page = Page(browser, site)
    page.open()
    page.errors()
    return page


def test_paste_and_see(page: Page) -> None:
    """A pasted article is shown complete, with its attributions highlighted."""
    page.read(EMOJI)
    reading = page.script(
        "const copy = document.getElementById('reading').cloneNode(true);"
        "copy.querySelectorAll('.chip').forEach((chip) => chip.remove());"
        "return copy.textContent"
    )

    assert reading == EMOJI
    assert page.words("[data-ids=a1].content") == ["“The 🚋 is late,”"]
    assert page.words("[data-ids=a1].cue") == ["told"]
    assert page.words("[data-ids=a1].source") == ["Ida Holm"]
    assert "the Daily Ferry" in page.words("[data-ids=a1].outlet")
    assert page.one("#summary").text == "3 attributions, 2 speakers, 1 outlet"
    assert page.errors() == []


def test_golden_article(page: Page) -> None:
    """The golden article is shown with all attributions, outlets and credit lines."""
    page.read(ARTICLE)
    gold = json.loads(GOLDEN.read_text(encoding="utf-8"))["attributions"]

    assert len(page.all(".chip")) == len(page.all(".record")) == len(gold)
    assert [each.text for each in page.all("#outlets .who")] == ["Sputnik", "CNN"]
    assert "Credit line: (With inputs from agencies)" in page.one("#warnings").text


def test_the_json_is_what_the_service_gives_for_the_curl(page: Page) -> None:
    """The filtered JSON equals the response of the service to the curl command."""
    page.read(EMOJI)
    page.one("#types input[value=mixed]").click()
    shown = json.loads(page.one("#json").get_attribute("textContent"))
    curl = shlex.split(page.one("#curl").get_attribute("textContent"))
    body = curl[curl.index("--data-binary") + 1]
    answered = page.script(
        "const headers = {'Content-Type': 'application/json'};"
        "const sent = {method: 'POST', body: arguments[0], headers};"
        "return fetch('v1/attributions', sent).then((answer) => answer.json())",
        body,
    )

    assert curl[:3] == ["curl", "-sS", f"{page.site}v1/attributions"]
    assert json.loads(body)["text"] == EMOJI
    assert shown == answered
    assert answered["attributions"][1]["parent"] is None


def test_hover_links_words_speaker_and_outlet(page: Page) -> None:
    """Pointing at an attribution highlights its parts, speaker and outlet."""
    page.read(EMOJI)
    chip = page.one(".chip[data-id=a1]")
    ActionChains(page.browser).move_to_element(chip).perform()

    assert {"content", "cue", "source", "outlet", "addressee"} <= {
        each.get_attribute("class").split()[0] for each in page.all("#reading .on")
    }
    assert [each.get_attribute("data-entity") for each in page.all(".entity.on")] == [
        "s1",
        "o1",
    ]
    assert [each.get_attribute("data-id") for each in page.all(".record.on")] == ["a1"]


@pytest.mark.parametrize(("width", "shown"), [(390, True), (1440, False)])
def test_what_is_picked_is_told_beside_the_text(
    page: Page, width: int, *, shown: bool
) -> None:
    """In a narrow window, a line below the text shows the selected record."""
    page.look("light", width)
    page.read(EMOJI)
    page.script("document.querySelector('.chip[data-id=a3]').click()")
    line = page.one("#picked")
    words, is_shown = line.get_attribute("textContent"), line.is_displayed()
    page.look("light", 1440)

    assert words == "IHIda Holmno. 3 · indirect · “had promised” · inside no. 2 · 40%"
    assert is_shown is shown


def test_keyboard_path(page: Page) -> None:
    """Request, result and selection can be operated by keyboard."""
    page.one("#text").click()
    page.browser.execute_cdp_cmd("Input.insertText", {"text": EMOJI})
    page.press(Keys.CONTROL, Keys.ENTER)
    page.wait(lambda: page.focused() == "Attributions")

    for _ in range(20):
        page.press(Keys.TAB)
        if page.focused().startswith("IH: attribution 1"):
            break
    first = page.focused()
    page.press(Keys.ARROW_RIGHT)
    second = page.focused()
    page.press(Keys.END)
    third = page.focused()
    lit = [each.get_attribute("data-id") for each in page.all(".record.on")]
    page.press(Keys.ENTER)
    pressed = page.all(".chip[aria-pressed=true]")

    assert first == "IH: attribution 1, Ida Holm, direct, via Daily Ferry, 97%"
    assert second == "PO: attribution 2, Paul Orsten, mixed, 90%"
    assert third == "IH: attribution 3, Ida Holm, indirect, nested, 40%"
    assert lit == ["a3"]
    assert [each.get_attribute("data-id") for each in pressed] == ["a3"]


def test_filter_keeps_the_focus(page: Page) -> None:
    """The focus stays on a filter that is operated by keyboard."""
    page.read(EMOJI)
    page.script("document.querySelector('[data-entity=s1]').focus()")
    page.press(Keys.SPACE)

    assert "Ida Holm" in page.focused()
    assert len(page.all(".chip")) == 2


def test_a_key_is_sent(page: Page) -> None:
    """The key is sent as a bearer token if the field is filled in."""
    page.script(
        "const real = window.fetch; window.sent = [];"
        "window.fetch = (path, options) => {"
        " window.sent.push(options.headers.Authorization); return real(path, options) }"
    )
    page.read(EMOJI)
    page.script("document.getElementById('key').value = ' who_desk '")
    page.read(EMOJI)

    assert page.script("return window.sent") == [None, "Bearer who_desk"]


def test_a_service_that_is_away_is_an_error_too(page: Page) -> None:
    """A failed connection is shown as an error."""
    page.browser.execute_cdp_cmd("Network.enable", {})
    page.browser.execute_cdp_cmd("Network.setBlockedURLs", {"urls": ["*attributions*"]})
    try:
        page.paste(EMOJI)
        page.one("button.primary").click()
        problem = page.wait(lambda: page.one("#problem").text)
    finally:
        page.browser.execute_cdp_cmd("Network.setBlockedURLs", {"urls": []})

    assert "could not be reached" in problem


def test_an_error_is_brought_into_view(page: Page) -> None:
    """The error of a failed download is scrolled into view."""
    page.look("light", 390)
    page.read(ARTICLE)
    page.script("document.getElementById('download').scrollIntoView()")
    page.browser.execute_cdp_cmd("Network.enable", {})
    page.browser.execute_cdp_cmd("Network.setBlockedURLs", {"urls": ["*exports*"]})
    try:
        page.one("#download").click()
        page.wait(lambda: page.one("#problem").text)
    finally:
        page.browser.execute_cdp_cmd("Network.setBlockedURLs", {"urls": []})
    top = page.script(
        "return document.getElementById('problem').getBoundingClientRect().top"
    )
    page.look("light", 1440)

    assert 0 <= top < 900


def test_long_work_shows_progress_and_can_be_stopped(page: Page) -> None:
    """Progress is shown during a request, and Stop cancels it."""
    page.paste(SLOW)
    page.one("button.primary").click()
    page.wait(lambda: page.one("#progress").is_displayed())
    elapsed = page.one("#elapsed").text
    page.one("#cancel").click()
    page.wait(lambda: not page.one("#progress").is_displayed())

    assert elapsed.startswith(f"Analysing {len(SLOW)} characters")
    assert not page.one("#result").is_displayed()
    assert page.one("#problem").text == ""


def test_the_link_holds_the_text(page: Page) -> None:
    """A copied link opens the same article."""
    page.read(EMOJI)
    copied = page.copy("link")
    link = page.browser.current_url
    page.open(link.removeprefix(page.site))
    page.wait(lambda: page.one("#summary").text)

    assert copied == link
    assert page.one("#text").get_property("value") == EMOJI


def test_the_clipboard_takes_text_and_a_table(page: Page) -> None:
    """JSON is copied as shown; of the table the clipboard has HTML too."""
    page.read(EMOJI)
    shown = page.one("#json").get_attribute("textContent")
    copied = page.copy("json")
    page.copy("table")
    rows = page.script(
        "return navigator.clipboard.read()"
        ".then(([item]) => item.getType('text/html')).then((blob) => blob.text())"
    )

    assert copied == shown
    assert rows.count("<tr>") == 4
    assert "<td>“The 🚋 is late,”</td>" in rows
    assert page.errors() == []


def test_exports_can_be_downloaded(page: Page, downloads: Path) -> None:
    """An export is a file with the filters and corrections of the page."""
    page.read(EMOJI)
    page.one("#types input[value=direct]").click()
    page.one("[data-id=a3] [data-action=strike]").click()
    page.script("document.getElementById('format').value = 'csv'")
    page.one("#download").click()
    (file,) = page.wait(lambda: list(downloads.glob("*.csv")))
    rows = file.read_text(encoding="utf-8").splitlines()

    assert [row.split(",")[1] for row in rows] == ["id", "a2"]
    assert page.errors() == []


def test_a_dropped_file_is_read(page: Page) -> None:
    """A text file dropped on the page is analysed."""
    page.drop(EMOJI.encode())
    page.wait(lambda: page.one("#summary").text)

    assert page.one("#text").get_property("value") == EMOJI


def test_inline_scripts_cannot_run(page: Page) -> None:
    """The Content-Security-Policy blocks injected scripts."""
    page.script(
        "const node = document.createElement('script');"
        "try { node.textContent = 'window.hacked = true' } catch {}"
        "document.body.append(node)"
    )

    assert page.script("return window.hacked") is None
    page.errors()


@pytest.mark.parametrize("state", ["empty", "read", "pinned", "corrected", "problem"])
def test_axe_finds_nothing(page: Page, axe: str, state: str) -> None:
    """axe-core finds no violation in any state of the page."""
    _bring_to(page, state)

    assert page.violations(axe, LOOKS) == {}


def test_nothing_is_wider_than_the_window(page: Page) -> None:
    """The page does not scroll sideways at any width."""
    page.read(ARTICLE)
    page.script("document.querySelectorAll('.chip')[3].click()")
    widths = (320, 390, 900, 1440)
    wide = {}
    for width in reversed(widths):
        page.look("light", width)
        wide[width] = page.script("return document.documentElement.scrollWidth")
    page.look("light", 1440)

    assert [width for width in widths if wide[width] > width] == []


def test_print(page: Page) -> None:
    """On paper are the article, its records and notes: no controls, nothing cut off."""
    page.read(ARTICLE)
    page.paper(printed=True)
    seen = [name for name in PRINTED | CONTROLS if page.one(name).is_displayed()]
    cut = page.script(
        "return [...document.querySelectorAll('main *')].filter((each) =>"
        " each.scrollHeight > each.clientHeight + 2 && each.checkVisibility()"
        " && ['auto', 'scroll', 'hidden'].includes(getComputedStyle(each).overflowY)"
        " && !each.matches('.visually-hidden')).map(({id}) => id)"
    )
    ink = page.script(
        "return [getComputedStyle(document.body).color,"
        " getComputedStyle(document.querySelector('.cue')).color]"
    )
    page.paper(printed=False)

    assert set(seen) == PRINTED
    assert cut == []
    assert ink == ["rgb(0, 0, 0)", "rgb(31, 78, 158)"]


def _bring_to(page: Page, state: str) -> None:
    if state == "problem":
        page.one("button.primary").click()
        page.wait(lambda: page.one("#problem").text)
    elif state != "empty":
        page.read(ARTICLE)
    if state == "pinned":
        page.script("document.querySelectorAll('.chip')[3].click()")
        page.script(
            "document.querySelectorAll('details').forEach((d) => { d.open = true })"
        )
    if state == "corrected":
        page.script(
            "document.querySelector('[data-entity=s1]').click();"
            "document.querySelector('[data-action=strike]').click();"
            "document.querySelector('[data-action=edit]').click();"
            "const typed = {'search-words': 'the', text: 'Edited.'};"
            "for (const [id, words] of Object.entries(typed)) {"
            " const box = document.getElementById(id); box.value = words;"
            " box.dispatchEvent(new Event('input', {bubbles: true})) }"
        )
