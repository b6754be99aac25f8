"""The API page in a browser: complete, and its forms work."""

import json
from pathlib import Path

import pytest

from tests.web.page_object import Page

pytestmark = pytest.mark.server

LOOKS = [("light", 360), ("light", 1440), ("dark", 1440)]
"""The page shows the same elements at every width."""
SPEC = Path(__file__).parents[2] / "api_spec" / "openapi.json"
DOCUMENT = json.loads(SPEC.read_text("utf-8"))
OPERATIONS = {
    operation["operationId"]: operation
    for methods in DOCUMENT["paths"].values()
    for operation in methods.values()
}


@pytest.fixture
def page(browser: object, site: str) -> Page:
    """Return the page, opened anew, once it is drawn."""
    page = Page(browser, site)
    page.look("light", 1440)
    page.errors()
    page.browser.get("about:blank")
    page.browser.get(f"{site}docs")
    page.wait(lambda: page.all("body[data-ready]"))
    return page


def send(page: Page, operation: str, **fields: str) -> tuple[str, str]:
    """Fill in and send the form of an operation; return status line and response."""
    section = f"#{operation} .try"
    page.one(f"{section} summary").click()
    for name, value in fields.items():
        box = page.one(f"#try-{operation}-{name}")
        page.script(
            "arguments[0].value = arguments[1];"
            "arguments[0].dispatchEvent(new Event('change'))",
            box,
            value,
        )
    page.one(f"{section} button").click()
    page.wait(lambda: page.one(f"{section} .verdict").text not in {"", "Sending…"})
    answer = page.one(f"{section} .answer pre").get_attribute("textContent")
    return page.one(f"{section} .verdict").text, answer


def test_everything_is_described(page: Page) -> None:
    """Each operation and schema has a section, without errors in the console."""
    ids = {*page.values(".operation, .schema", "id")}

    shared = DOCUMENT["components"]["schemas"] | DOCUMENT["components"]["responses"]
    assert ids == OPERATIONS.keys() | shared.keys()
    assert page.errors() == []


def test_every_link_in_the_page_leads_to_a_section(page: Page) -> None:
    """Links to types and operations lead to their sections."""
    targets = {
        link.partition("#")[2] for link in page.values("main a[href^='#']", "href")
    }
    ids = {*page.values("main [id]", "id")}

    assert {"createAttributions", "AttributionRequest"} <= targets <= ids


@pytest.mark.parametrize("operation", ["createAttributions", "unmaskQuotations"])
def test_an_operation_shows_all_of_it(page: Page, operation: str) -> None:
    """An operation shows its parameters, media types, statuses and examples."""
    shown = page.one(f"#{operation}").get_attribute("textContent")
    about = OPERATIONS[operation]

    wanted = {
        *(each["name"] for each in about.get("parameters", ())),
        *about["requestBody"]["content"],
        *about["responses"],
    }
    example = about["requestBody"]["content"]["application/json"]["example"]
    assert {word for word in wanted if word not in shown} == set()
    assert json.dumps(example["text"], ensure_ascii=False) in shown


@pytest.mark.parametrize(
    ("operation", "fields", "verdict", "said"),
    [
        ("getLiveness", {}, "200", '"ok"'),
        ("createAttributions", {}, "200", '"attributions"'),
        ("createAttributions", {"media": "text/plain"}, "200", '"attributions"'),
        ("createAttributions", {"min_confidence": "7"}, "422", "query.min_confidence"),
        ("createAttributions", {"types": "direct, mixed"}, "200", '"attributions"'),
        ("createExport", {"name": "csv", "body": '{"text": "A."}'}, "200", "speaker"),
        ("createAttributionBatch", {}, "200", '"line"'),
        ("unmaskQuotations", {}, "200", "The bridge is safe"),
        ("unmaskQuotations", {"body": "{"}, "400", "malformed"),
    ],
)
def test_an_operation_can_be_tried(
    page: Page, operation: str, fields: dict[str, str], verdict: str, said: str
) -> None:
    """The form of an operation sends the request and shows the response or error."""
    found, answer = send(page, operation, **fields)

    assert found.startswith(verdict)
    assert said in answer


def test_axe_finds_nothing(page: Page, axe: str) -> None:
    """axe-core finds no violation with everything unfolded; nothing is too wide."""
    page.script("document.querySelectorAll('details').forEach((d) => d.open = true)")
    page.look("light", 360)
    wide = page.script("return document.documentElement.scrollWidth")

    assert wide <= 360
    assert page.violations(axe, LOOKS) == {}
