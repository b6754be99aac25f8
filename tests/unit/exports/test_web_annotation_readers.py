"""Web Annotation: read by Apache Annotator and by Recogito."""

import json
import subprocess
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from service.exports.web_annotation import to_annotation_page
from tests.support.export_samples import RESPONSE, TEXT
from tests.support.nodejs import NODE

READER = Path(__file__).parents[2] / "web" / "read_annotations.mjs"
FLAT = TEXT.replace("🚋", "T")
"""The article without emoji, since Recogito counts UTF-16 units."""


class Found(NamedTuple):
    """Results for the article, with a wrong offset, and without emoji."""

    article: dict[str, Any]
    moved: dict[str, Any]
    flat: dict[str, Any]


@pytest.fixture(scope="module")
def found() -> Found:
    """Return the results of both readers, which run once."""
    if not READER.with_name("node_modules").is_dir():
        pytest.skip("the readers are missing (npm ci in tests/web)")
    pages: list[Any] = [to_annotation_page(t, RESPONSE) for t in (TEXT, TEXT, FLAT)]
    position, _ = pages[1]["items"][0]["target"][0]["selector"]
    position["start"] += 1
    texts = (TEXT, TEXT, FLAT)
    sent = [
        {"text": text, "page": page} for text, page in zip(texts, pages, strict=True)
    ]
    done = subprocess.run(
        [NODE, READER],
        input=json.dumps(sent),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return Found(*json.loads(done.stdout))


def test_both_selectors_find_the_words(found: Found) -> None:
    """Each span is found at the same place by offset and by words."""
    selected = found.article["selected"]

    assert len(selected) > len(RESPONSE.attributions)
    for place in selected:
        ((start, words),) = place["byPosition"]
        assert words == place["exact"]
        assert place["byQuote"] == [[start, words]]


def test_a_reader_sees_a_wrong_offset(found: Found) -> None:
    """A wrong offset selects other words."""
    first = found.moved["selected"][0]

    assert first["byPosition"][0][1] != first["exact"]


def test_annotations_are_read_whole(found: Found) -> None:
    """Recogito parses every annotation with its targets."""
    annotations = found.flat["annotations"]

    assert [each["id"].partition("#")[2] for each in annotations] == [
        each.id for each in RESPONSE.attributions
    ]
    for each, said in zip(annotations, RESPONSE.attributions, strict=True):
        words = [span.text for span in said.content]
        assert each["motivation"] == "identifying"
        assert each["quotes"] == each["ranges"] == words


def test_bodies_keep_their_purposes(found: Found) -> None:
    """Bodies have the purposes of speaker, source, cue and addressee."""
    first = found.flat["annotations"][0]

    assert first["bodies"] == [
        ["classifying", "direct"],
        ["classifying", "speech"],
        ["identifying", "Ida Holm"],
        ["identifying", "Mayor Ida Holm"],
        ["tagging", "told"],
        ["describing", "reporters"],
    ]
