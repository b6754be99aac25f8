"""The demo page as a page object for Selenium."""

from collections.abc import Callable, Sequence
from typing import Any

from selenium.webdriver.common.by import By
from selenium.webdriver.support.wait import WebDriverWait

SECONDS = 60


class Page:
    """Actions of a user on the page, and what it shows."""

    def __init__(self, browser: Any, site: str) -> None:  # noqa: ANN401 - selenium
        self.browser = browser
        self.site = site

    def open(self, fragment: str = "") -> None:
        """Open the page anew."""
        self.browser.get("about:blank")
        self.browser.get(self.site + fragment)
        self.wait(lambda: self.all(".samples button"))

    def all(self, selector: str) -> list[Any]:
        """Return the elements of a selector."""
        found: list[Any] = self.browser.find_elements(By.CSS_SELECTOR, selector)
        return found

    def one(self, selector: str) -> Any:  # noqa: ANN401
        """Return the first element of a selector."""
        return self.browser.find_element(By.CSS_SELECTOR, selector)

    def wait(self, condition: Callable[[], object]) -> Any:  # noqa: ANN401
        """Wait until a condition holds."""
        return WebDriverWait(self.browser, SECONDS).until(lambda _: condition())

    def script(self, source: str, *arguments: object) -> Any:  # noqa: ANN401
        """Run a script in the page."""
        return self.browser.execute_script(source, *arguments)

    def press(self, *keys: str) -> None:
        """Press keys wherever the focus is."""
        self.browser.switch_to.active_element.send_keys(*keys)

    def paste(self, text: str) -> None:
        """Put a text into the box at once, as a paste does."""
        box = self.one("#text")
        box.clear()
        box.click()
        self.browser.execute_cdp_cmd("Input.insertText", {"text": text})

    def read(self, text: str) -> None:
        """Paste a text, submit it and wait for the result."""
        self.paste(text)
        self.one("button.primary").click()
        self.wait(lambda: self.one("#summary").text and not self.all("[aria-busy]"))

    def values(self, selector: str, attribute: str) -> list[str]:
        """Return an attribute of all elements of a selector, in one go."""
        found: list[str] = self.script(
            "return [...document.querySelectorAll(arguments[0])]"
            ".map((each) => each.getAttribute(arguments[1]))",
            selector,
            attribute,
        )
        return found

    def words(self, selector: str) -> list[str]:
        """Return the texts of highlighted words."""
        return [each.get_attribute("textContent") for each in self.all(selector)]

    def focused(self) -> str:
        """Return the accessible name of the focused element."""
        name: str = self.browser.switch_to.active_element.accessible_name
        return name

    def copy(self, name: str) -> str:
        """Press a copy button and return the content of the clipboard."""
        self.browser.execute_cdp_cmd(
            "Browser.grantPermissions",
            {"permissions": ["clipboardReadWrite", "clipboardSanitizedWrite"]},
        )
        self.one(f"[data-copy={name}]").click()
        self.wait(lambda: self.all(f"[data-copy={name}].done"))
        copied: str = self.script("return navigator.clipboard.readText()")
        return copied

    def paste_rich(self, html: str, plain: str, box: str = "#text") -> None:
        """Paste as from another page: HTML with the plain text beside it."""
        self.script(
            "const data = new DataTransfer();"
            "if (arguments[1]) data.setData('text/html', arguments[1]);"
            "data.setData('text/plain', arguments[2]);"
            "const box = document.querySelector(arguments[0]); box.select();"
            "const paste = new ClipboardEvent('paste',"
            " {clipboardData: data, bubbles: true, cancelable: true});"
            "if (box.dispatchEvent(paste)) box.value = arguments[2]",
            box,
            html,
            plain,
        )

    def drop(self, data: bytes, name: str = "a.txt") -> None:
        """Drop a file on the page."""
        self.script(
            "const data = new DataTransfer();"
            "const bytes = new Uint8Array(arguments[0]);"
            "data.items.add(new File([bytes], arguments[1], {type: 'text/plain'}));"
            "document.body.dispatchEvent(new DragEvent('drop',"
            " {dataTransfer: data, bubbles: true, cancelable: true}))",
            list(data),
            name,
        )

    def violations(self, axe: str, looks: Sequence[tuple[str, int]]) -> dict[str, Any]:
        """Return the violations that axe-core finds, by colour scheme and width."""
        self.script(axe)
        found = {}
        for scheme, width in looks:
            self.look(scheme, width)
            found[f"{scheme}, {width}"] = self.script(
                "return axe.run(document, {resultTypes: ['violations']})"
                ".then(({violations}) => violations.map(({id, nodes}) =>"
                " [id, nodes.map(({html}) => html)]))"
            )
        self.look("light", 1440)
        return {look: each for look, each in found.items() if each}

    def errors(self) -> list[str]:
        """Return the errors in the console of the browser."""
        return [
            entry["message"]
            for entry in self.browser.get_log("browser")
            if entry["level"] == "SEVERE"
        ]

    def paper(self, *, printed: bool) -> None:
        """Show the page as printed from the dark scheme, or on the screen again."""
        features = [{"name": "prefers-color-scheme", "value": "dark"}]
        media = {"media": "print", "features": features} if printed else {"media": ""}
        self.browser.execute_cdp_cmd("Emulation.setEmulatedMedia", media)

    def look(self, scheme: str, width: int, height: int = 900) -> None:
        """Show the page in a colour scheme and a window size, without motion."""
        features = [
            {"name": "prefers-color-scheme", "value": scheme},
            {"name": "prefers-reduced-motion", "value": "reduce"},
        ]
        self.browser.execute_cdp_cmd(
            "Emulation.setEmulatedMedia", {"features": features}
        )
        self.browser.execute_cdp_cmd(
            "Emulation.setDeviceMetricsOverride",
            {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False},
        )
