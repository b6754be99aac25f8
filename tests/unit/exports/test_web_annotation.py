"""Web Annotation: valid JSON-LD, with selectors that locate their words."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from pyld import jsonld

from service.exports.web_annotation import CONTEXT, to_annotation_page
from tests.support.export_samples import NOTHING, RESPONSE, TEXT
from tests.support.export_schemas import schemas

OA = "http://www.w3.org/ns/oa#"
PAGE: Any = to_annotation_page(TEXT, RESPONSE)
CONTEXTS = pytest.mark.parametrize(
    "context", schemas("annotation_terms.json", "anno.jsonld")
)


def _selectors(node: object) -> Iterator[list[dict[str, Any]]]:
    """Yield every list of selectors in a document."""
    if isinstance(node, list):
        for item in node:
            yield from _selectors(item)
    elif isinstance(node, dict):
        for key, value in node.items():
            if key == "selector":
                yield value
            else:
                yield from _selectors(value)


def _loader(context: dict[str, Any]) -> Callable[[str, object], dict[str, Any]]:
    """Return a JSON-LD document loader for the context of the standard only."""

    def load(url: str, _options: object) -> dict[str, Any]:
        assert url == CONTEXT
        return {"contextUrl": None, "documentUrl": url, "document": context}

    return load


def test_every_attribution_is_an_annotation_on_one_page() -> None:
    """The page has its collection, start index and annotations in order."""
    names = [item["id"].partition("#")[2] for item in PAGE["items"]]

    assert (PAGE["type"], PAGE["startIndex"]) == ("AnnotationPage", 0)
    assert PAGE["partOf"]["total"] == len(PAGE["items"])
    assert names == [each.id for each in RESPONSE.attributions]


def test_selectors_point_at_their_words() -> None:
    """Position and quotation selectors select the same characters."""
    pairs = list(_selectors(PAGE))

    assert len(pairs) > len(RESPONSE.attributions)
    for position, words in pairs:
        start, end = position["start"], position["end"]
        around = words.get("prefix", "") + words["exact"] + words.get("suffix", "")
        assert TEXT[start:end] == words["exact"]
        assert TEXT.count(around) == 1
        assert TEXT.index(around) + len(words.get("prefix", "")) == start


def test_split_content_is_one_annotation_with_two_targets() -> None:
    """A split content is one annotation with a target for each span."""
    targets = PAGE["items"][0]["target"]
    exact = [each["selector"][1]["exact"] for each in targets]

    assert exact == ["“The tram is late,”", "“and it will stay late.”"]


@pytest.mark.parametrize(
    ("index", "expected"),
    [
        (
            0,
            [
                ("classifying", "direct"),
                ("classifying", "speech"),
                ("identifying", "Ida Holm"),
                ("identifying", "Mayor Ida Holm"),
                ("tagging", "told"),
                ("describing", "reporters"),
            ],
        ),
        (
            2,
            [
                ("classifying", "mixed"),
                ("classifying", "speech"),
                ("identifying", "ferry union"),
                ("linking", "Daily Ferry"),
                ("identifying", "The ferry union"),
                ("tagging", "said"),
                ("linking", "the Daily Ferry"),
            ],
        ),
        (
            3,
            [
                ("classifying", "indirect"),
                ("classifying", "speech"),
                ("classifying", "negated"),
                ("identifying", "officials"),
                ("identifying", "Officials"),
                ("tagging", "declined to say"),
            ],
        ),
    ],
)
def test_bodies_say_who_how_and_through_whom(
    index: int, expected: list[tuple[str, str]]
) -> None:
    """Each field of an attribution is a body with the documented purpose."""
    bodies = [
        (
            body["purpose"],
            body["value"] if "value" in body else body["selector"][1]["exact"],
        )
        for body in PAGE["items"][index]["body"]
    ]

    assert bodies == expected


@CONTEXTS
def test_the_context_understands_every_member(context: dict[str, Any]) -> None:
    """Every member is defined by the context, so JSON-LD processing keeps it."""
    options = {"documentLoader": _loader(context)}
    back = jsonld.compact(jsonld.expand(PAGE, options), CONTEXT, options)

    assert _simplify(back) == _simplify(PAGE)


@CONTEXTS
def test_members_are_terms_of_the_vocabulary(context: dict[str, Any]) -> None:
    """Motivations, purposes and selectors become terms of the OA vocabulary."""
    (page,) = jsonld.expand(PAGE, {"documentLoader": _loader(context)})
    (items,) = page["http://www.w3.org/ns/activitystreams#items"]
    first = items["@list"][0]
    target = first[f"{OA}hasTarget"][0]
    types = {each["@type"][0] for each in target[f"{OA}hasSelector"]}

    assert first["@type"] == [f"{OA}Annotation"]
    assert first[f"{OA}motivatedBy"] == [{"@id": f"{OA}identifying"}]
    assert types == {f"{OA}TextPositionSelector", f"{OA}TextQuoteSelector"}


def _simplify(node: Any) -> Any:  # noqa: ANN401 - JSON
    """Normalise JSON-LD: a list of one item is the item, the order is free."""
    if isinstance(node, list):
        items = sorted((_simplify(item) for item in node), key=repr)
        return items[0] if len(items) == 1 else items
    if isinstance(node, dict):
        return {key: _simplify(node[key]) for key in sorted(node)}
    return node


def test_an_article_with_its_own_address_keeps_it() -> None:
    """An id that is a URI is the source; its parts are fragments of it."""
    page: Any = to_annotation_page(TEXT, NOTHING)

    assert page["id"] == "https://example.org/a#page"
    assert page["items"] == []
    assert (
        PAGE["items"][0]["target"][0]["source"]
        == "urn:whosaid:article:wire%207%2F%C3%BC"
    )
