"""Write the screenshot of docs/AUDIT.md: the report of the invented articles.

python -m tests.web.audit_picture docs/audit.png
"""

import sys
import tempfile
from pathlib import Path

from service.attribution import Lexicon
from service.attributor import Attributor
from service.audit.audit_input import AuditArticle
from service.audit.people import join_people
from service.audit.report_page import report_html
from service.wire.responses import to_response
from service.wire.schemas import AttributionRequest
from tests.stored_parses.store import INFO, read_parses
from tests.stored_parses.test_stored_parses import StoredAnnotator
from tests.web.chromium import chromium

SIZE = (1280, 1100)


def main(target: Path) -> None:
    """Write the screenshot to ``target``."""
    attributor = Attributor(StoredAnnotator(), Lexicon.load(), 50_000)
    answers = []
    for number, parse in enumerate(read_parses()):
        article = AuditArticle(
            parse.name, parse.text, f"2026-{1 + number % 6:02}-01", parse.name[:5]
        )
        reading = attributor.read(attributor.open(parse.text), parse.annotations)
        request = AttributionRequest(text=parse.text)
        answers.append((article, to_response(reading, request, info=INFO)))
    page = report_html(
        join_people(answers, {}),
        title="Who is quoted: invented articles",
        articles=len(answers),
        failed=0,
    )
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "report.html")
        file.write_text(page, "utf-8")
        with chromium(Path(folder), Path(folder)) as browser:
            browser.set_window_size(*SIZE)
            browser.get(file.as_uri())
            browser.save_screenshot(str(target))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
