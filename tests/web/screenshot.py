"""Write the screenshot in the README: the golden article on the demo page.

python tests/web/screenshot.py docs/page.png
"""

import json
import sys
import tempfile
from pathlib import Path

from tests.support.real_server import real_server
from tests.web.chromium import chromium
from tests.web.page_object import Page

HERE = Path(__file__).parent

GOLDEN = HERE.parent / "golden" / "article.json"
WIDTH, HEIGHT = 1280, 900
PATIENT = {"WHOSAID_DEADLINE": "50", "WHOSAID_GRACEFUL": "60"}
"""Long deadlines, since the machine may be busy."""
SCROLL = "scrollTo(0, document.getElementById('result').offsetTop)"
PICK = "document.querySelectorAll('.chip')[3].click()"
HIDE = "document.getElementById('took').hidden = true"
"""Hides the time taken, which depends on the machine."""


def main(target: str) -> None:
    """Write the screenshot to ``target``."""
    text = json.loads(GOLDEN.read_text(encoding="utf-8"))["text"]
    with tempfile.TemporaryDirectory() as folder, real_server(**PATIENT) as server:
        profile = Path(folder)
        with chromium(profile, profile) as browser:
            page = Page(browser, f"http://127.0.0.1:{server.port}/")
            page.look("light", WIDTH, HEIGHT)
            page.open()
            page.read(text)
            page.script(f"{PICK}; {HIDE}; {SCROLL}")
            browser.save_screenshot(target)


if __name__ == "__main__":
    main(sys.argv[1])
