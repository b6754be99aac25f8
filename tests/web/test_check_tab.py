"""The tab that checks a draft, in a real browser."""

import pytest
from selenium.webdriver.common.keys import Keys

from tests.web.canned_app import EMOJI
from tests.web.page_object import Page

LOOKS = [("light", 360), ("light", 1440), ("dark", 1440)]
CHOSEN_AND_SEEN = """
    const button = document.activeElement;
    const { left, top, height } = button.getBoundingClientRect();
    const there = document.elementFromPoint(left + 5, top + height / 2);
    return button.matches(".pick[aria-pressed=true]") && button.contains(there);"""
"""Whether the focused element is the chosen finding and nothing hides it."""
SOURCE = "“The ferry is late,” she told us.\n"


@pytest.fixture
def page(browser: object, site: str) -> Page:
    """Return the page, opened anew."""
    page = Page(browser, site)
    page.open()
    page.errors()
    return page


def open_tab(page: Page, draft: str = EMOJI) -> None:
    """Open the tab and fill both boxes."""
    page.one("#tab-check").click()
    for box, text in (("#draft", draft), ("#source-1", SOURCE)):
        page.one(box).click()
        page.browser.execute_cdp_cmd("Input.insertText", {"text": text})


def test_a_finding_is_linked_to_both_panes(page: Page) -> None:
    """The verdict, the quotation in the draft, and what differs in the source."""
    open_tab(page)
    page.one("#check-form button.primary").click()
    page.wait(lambda: page.one("#check-result").is_displayed())

    assert page.one("#findings .who").text.startswith("altered")
    assert page.one("#draft-pane .content").text == "“The 🚋 is late,”"
    assert page.one("#source-pane").text.strip() == SOURCE.strip()
    assert "ferry" in [each.text for each in page.all("#source-pane mark")]


def test_tabs_by_keyboard(page: Page) -> None:
    """Arrow keys move between the tabs; only the chosen one takes part in Tab."""
    page.script("document.getElementById('tab-read').focus()")
    page.press(Keys.ARROW_RIGHT)

    assert page.one("#check-view").is_displayed()
    assert not page.one("#read-view").is_displayed()
    assert page.one("#tab-check").get_attribute("aria-selected") == "true"
    assert page.one("#tab-read").get_attribute("tabindex") == "-1"


def test_axe_finds_nothing(page: Page, axe: str) -> None:
    """axe-core finds no violation in the findings."""
    open_tab(page)
    page.one("#check-form button.primary").click()
    page.wait(lambda: page.one("#check-result").is_displayed())

    assert page.violations(axe, LOOKS) == {}


@pytest.mark.parametrize("height", [500, 900])
def test_the_focus_stays_in_view(page: Page, height: int) -> None:
    """Arrow keys choose a finding, and neither the panes nor the window hide it."""
    page.look("light", 1280, height)
    open_tab(page, EMOJI + "“The ferry is never on time.” " * 5)
    page.one("#check-form button.primary").click()
    page.wait(lambda: page.one("#check-result").is_displayed())
    page.script("document.querySelector('.pick').focus()")
    seen: list[bool] = []
    for key in (Keys.END, *[Keys.ARROW_UP] * 5, Keys.ARROW_DOWN):
        page.press(key)
        seen.append(page.script(CHOSEN_AND_SEEN))

    assert seen == [True] * 7
