"""The demo page in a real browser: paste, see, filter, err, go by keyboard."""

import json
import re
import shlex
from pathlib import Path
from urllib.parse import quote

import pytest
from selenium.webdriver import ActionChains
from selenium.webdriver.common.keys import Keys

from tests.web.canned_app import BUSY, EMOJI, GOLDEN, LIMIT, SLOW
from tests.web.page_object import Page

pytestmark = pytest.mark.server

LOOKS = [("light", 390), ("light", 900), ("light", 1440), ("dark", 390), ("dark", 1440)]
"""The dark colours at 900 are on what is shown at 390 or 1440 too."""
ARTICLE = json.loads(GOLDEN.read_text(encoding="utf-8"))["text"]


@pytest.fixture
def page(browser: object, site: str) -> Page:
    """Return the page, opened anew."""
    page = Page(browser, site)
    page.open()
    page.errors()
    return page


def test_paste_and_see(page: Page) -> None:
    """A pasted article is shown whole, its words marked where they stand."""
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


def test_markup_in_an_article_stays_text(page: Page) -> None:
    """Tags in the article are words like others."""
    page.read(EMOJI)

    assert page.all("#reading b") == []
    assert "<b>more</b>" in page.one("#reading").text


def test_nested_words_lie_in_their_parent(page: Page) -> None:
    """An attribution inside another is marked inside the other's mark."""
    page.read(EMOJI)

    nested = page.all(".content[data-ids=a2] .content[data-ids=a3]")
    assert [each.get_attribute("textContent") for each in nested] == [
        "“<b>more</b> trams”"
    ]


def test_golden_article(page: Page) -> None:
    """The whole article has all its attributions, speakers and outlets."""
    page.read(ARTICLE)
    gold = json.loads(GOLDEN.read_text(encoding="utf-8"))["attributions"]

    assert len(page.all(".chip")) == len(page.all(".record")) == len(gold)
    assert [each.text for each in page.all("#outlets .who")] == ["Sputnik", "CNN"]
    assert "Credit line: (With inputs from agencies)" in page.one("#warnings").text


def test_a_speaker_filters_the_text(page: Page) -> None:
    """Choosing a speaker leaves their attributions; choosing again brings all back."""
    page.read(EMOJI)
    page.one("[data-entity=s2]").click()

    assert [each.get_attribute("data-id") for each in page.all(".chip")] == ["a2"]
    assert (
        page.one("#speakers [data-entity=s2]").get_attribute("aria-pressed") == "true"
    )
    assert "1 shown" in page.one("#summary").text

    page.one("[data-entity=s2]").click()
    assert len(page.all(".chip")) == 3


def test_an_outlet_filters_the_text(page: Page) -> None:
    """The same for outlets."""
    page.read(EMOJI)
    page.one("[data-entity=o1]").click()

    assert [each.get_attribute("data-id") for each in page.all(".chip")] == ["a1"]


def test_types_and_confidence_are_switches(page: Page) -> None:
    """A type that is off and records below the bar disappear from text and JSON."""
    page.read(EMOJI)
    page.one("#types input[value=direct]").click()
    assert [each.get_attribute("data-id") for each in page.all(".chip")] == ["a2", "a3"]

    page.script(
        "const bar = document.getElementById('confidence'); bar.value = 50;"
        "bar.dispatchEvent(new Event('input', {bubbles: true}))"
    )
    shown = json.loads(page.one("#json").get_attribute("textContent"))
    curl = page.one("#curl").get_attribute("textContent")

    assert [each["id"] for each in shown["attributions"]] == ["a2"]
    assert [each["id"] for each in shown["speakers"]] == ["s2"]
    assert '"types":["mixed","indirect"],"min_confidence":0.5' in curl

    page.one("#reset").click()
    assert len(page.all(".chip")) == 3


def test_the_json_is_what_the_service_gives_for_the_curl(page: Page) -> None:
    """The filtered JSON in the page equals the service's answer to the same request."""
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
    """Pointing at a quotation lights up its parts, its speaker and its outlet."""
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
    """Where the list of records has no room beside the text, a line has its facts."""
    page.look("light", width)
    page.read(EMOJI)
    page.script("document.querySelector('.chip[data-id=a3]').click()")
    line = page.one("#picked")
    words, is_shown = line.get_attribute("textContent"), line.is_displayed()
    page.look("light", 1440)

    assert words == "IHIda Holmno. 3 · indirect · “had promised” · inside no. 2 · 40%"
    assert is_shown is shown


@pytest.mark.parametrize(
    ("text", "gaps"),
    [
        (f"{'Long line. ' * 12}\nNext.\n\nLast.\n", 1),
        ("A line that was cut\nat its seventieth character.\n", 0),
    ],
    ids=["paragraphs", "hard-wrapped"],
)
def test_paragraphs_stand_apart(page: Page, text: str, gaps: int) -> None:
    """A single break between long lines gets a gap; the text stays as it was."""
    page.read(text)

    assert len(page.all("#reading .gap")) == gaps
    assert page.one("#reading").get_attribute("textContent") == text


def test_the_page_tells_how_long_it_took_and_with_what(page: Page) -> None:
    """Seconds, the version of the service and the package of its models."""
    page.read(EMOJI)

    assert re.fullmatch(
        r"\d+\.\d s, Whosaid [\d.]+, models “fake”", page.one("#took").text
    )


def test_keyboard_path(page: Page) -> None:
    """From the box to the answer, the chips and the filters without a mouse."""
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
    """After a filter by keyboard the focus is still on the switch."""
    page.read(EMOJI)
    page.script("document.querySelector('[data-entity=s1]').focus()")
    page.press(Keys.SPACE)

    assert "Ida Holm" in page.focused()
    assert len(page.all(".chip")) == 2


def test_a_key_is_sent(page: Page) -> None:
    """What stands in the field for the key goes with the text; nothing else does."""
    page.script(
        "const real = window.fetch; window.sent = [];"
        "window.fetch = (path, options) => {"
        " window.sent.push(options.headers.Authorization); return real(path, options) }"
    )
    page.read(EMOJI)
    page.script("document.getElementById('key').value = ' who_desk '")
    page.read(EMOJI)

    assert page.script("return window.sent") == [None, "Bearer who_desk"]


def test_samples_are_read(page: Page) -> None:
    """A sample fills the box and is read at once."""
    page.one(".samples button").click()
    page.wait(lambda: page.one("#result").is_displayed())

    assert "mayor Ida Holm said on Tuesday" in page.one("#reading").text


@pytest.mark.parametrize(
    ("text", "title", "detail"),
    [
        ("x" * (LIMIT + 1), "Text too long", f"the limit is {LIMIT}"),
        (" - ", "Empty text", "no letter or digit"),
        (BUSY, "Service overloaded", "Try again in 7 s."),
        ("  ", "No text", "Paste an article"),
    ],
    ids=["long", "empty", "busy", "blank"],
)
def test_errors_show_title_and_detail(
    page: Page, text: str, title: str, detail: str
) -> None:
    """What the service refuses is told in its own words."""
    page.paste(text)
    page.one("button.primary").click()
    problem = page.wait(lambda: page.one("#problem").text)

    assert title in problem
    assert detail in problem
    assert not page.one("#progress").is_displayed()


def test_a_service_that_is_away_is_an_error_too(page: Page) -> None:
    """A connection that fails gets a sentence, not a silence."""
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
    """A download that fails is told where the reader can see it."""
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


def test_an_error_goes_away_with_the_next_answer(page: Page) -> None:
    """A good answer clears the problem."""
    page.one("button.primary").click()
    page.wait(lambda: page.one("#problem").text)
    page.read(EMOJI)

    assert page.one("#problem").text == ""


def test_long_work_shows_progress_and_can_be_stopped(page: Page) -> None:
    """While the service reads, the page says so, and Stop ends it."""
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
    """A copied link opens the same article, emoji and all."""
    page.read(EMOJI)
    copied = page.copy("link")
    link = page.browser.current_url
    page.open(link.removeprefix(page.site))
    page.wait(lambda: page.one("#summary").text)

    assert copied == link
    assert page.one("#text").get_property("value") == EMOJI


@pytest.mark.parametrize("name", ["curl", "json"])
def test_curl_and_json_can_be_copied(page: Page, name: str) -> None:
    """What the buttons copy is what the page shows below them."""
    page.read(EMOJI)
    shown = page.one(f"#{name}").get_attribute("textContent")

    assert EMOJI.split()[1] in shown
    assert page.copy(name) == shown


@pytest.mark.parametrize(
    "fragment", ["#z=", "#z=%%%", "#z=AAAA", "#reading", "#" + quote("é")]
)
def test_a_broken_link_is_just_the_page(page: Page, fragment: str) -> None:
    """A fragment that holds no text leaves an empty box."""
    page.open(fragment)

    assert page.one("#text").get_property("value") == ""
    assert not page.one("#result").is_displayed()


def test_exports_can_be_downloaded(page: Page, downloads: Path) -> None:
    """The chosen format comes as a file, with the filters of the page."""
    page.read(EMOJI)
    page.one("#types input[value=direct]").click()
    page.script("document.getElementById('format').value = 'csv'")
    page.one("#download").click()
    file = downloads / "whosaid.csv"
    page.wait(file.is_file)
    rows = file.read_text(encoding="utf-8").splitlines()

    assert [row.split(",")[1] for row in rows] == ["id", "a2", "a3"]


def test_a_dropped_file_is_read(page: Page) -> None:
    """A text file dropped on the page is the article."""
    page.drop(EMOJI.encode())
    page.wait(lambda: page.one("#summary").text)

    assert page.one("#text").get_property("value") == EMOJI


def test_a_dropped_picture_is_refused(page: Page) -> None:
    """What is not text is told so by its name, not shown as garbage."""
    page.drop(b"\x89PNG\xff\xfe")
    problem = page.wait(lambda: page.one("#problem").text)

    assert problem == "Not a text file\na.txt is not UTF-8 text."
    assert page.one("#text").get_property("value") == ""


def test_inline_scripts_cannot_run(page: Page) -> None:
    """The policy is in force: what is injected as markup does nothing."""
    page.script(
        "const node = document.createElement('script');"
        "try { node.textContent = 'window.hacked = true' } catch {}"
        "document.body.append(node)"
    )

    assert page.script("return window.hacked") is None
    page.errors()


@pytest.mark.parametrize("state", ["empty", "read", "pinned", "filtered", "problem"])
def test_axe_finds_nothing(page: Page, axe: str, state: str) -> None:
    """No violation of WCAG 2.2 AA or of good practice, in any state of the page."""
    _bring_to(page, state)

    assert page.violations(axe, LOOKS) == {}


def test_nothing_is_wider_than_the_window(page: Page) -> None:
    """No sideways scrolling, down to the width of a small phone."""
    page.read(ARTICLE)
    page.script("document.querySelectorAll('.chip')[3].click()")
    widths = (320, 390, 900, 1440)
    wide = {}
    for width in reversed(widths):
        page.look("light", width)
        wide[width] = page.script("return document.documentElement.scrollWidth")
    page.look("light", 1440)

    assert [width for width in widths if wide[width] > width] == []


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
    if state == "filtered":
        page.script("document.querySelector('[data-entity=s1]').click()")
