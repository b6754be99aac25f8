"""The tab that checks a draft, in a real browser."""

from selenium.webdriver.common.keys import Keys

from tests.web.page_object import Page

SOURCE = "👩‍👩‍👧 “The 🚋 is late,” Ida Holm told the Daily Ferry.\n"
DRAFT = SOURCE.replace("late", "early")


def open_tab(page: Page) -> None:
    """Open the tab and fill both boxes."""
    page.open()
    page.one("#tab-check").click()
    for box, text in (("#draft", DRAFT), ("#source-1", SOURCE)):
        page.one(box).click()
        page.browser.execute_cdp_cmd("Input.insertText", {"text": text})


def test_a_finding_is_linked_to_both_panes(page: Page) -> None:
    """The verdict, and the words that differ marked in the draft and in the source."""
    open_tab(page)
    page.one("#check-form button.primary").click()
    page.wait(lambda: page.one("#check-result").is_displayed())

    assert page.one("#findings .who").text.startswith("altered")
    assert [each.text for each in page.all("#draft-pane mark")] == ["early"]
    assert [each.text for each in page.all("#source-pane mark")] == ["late"]


def test_tabs_by_keyboard(page: Page) -> None:
    """Arrow keys move between the tabs; only the chosen one takes part in Tab."""
    page.open()
    page.script("document.getElementById('tab-read').focus()")
    page.press(Keys.ARROW_RIGHT)

    assert page.one("#check-view").is_displayed()
    assert not page.one("#read-view").is_displayed()
    assert page.one("#tab-check").get_attribute("aria-selected") == "true"
    assert page.one("#tab-read").get_attribute("tabindex") == "-1"


def test_a_missing_text_is_an_error(page: Page) -> None:
    """Without a draft and a source there is nothing to check."""
    page.open()
    page.one("#tab-check").click()
    page.one("#check-form button.primary").click()

    assert "A text is missing" in page.one("#check-problem").text
