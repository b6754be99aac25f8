"""Web Annotation: read by Apache Annotator and by Recogito, which are not ours."""

import copy
import json
import subprocess
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from export_samples import RESPONSE, TEXT
from nodejs import NODE

from service.exports.web_annotation import to_annotation_page

READER = Path(__file__).parents[2] / "web" / "read_annotations.mjs"
FLAT = TEXT.replace("🚋", "T")
"""The article without emoji: Recogito counts UTF-16 units, the standard does not."""


@cache
def read(text: str, *, moved: int = 0) -> dict[str, Any]:
    """Return what the readers find, the first target moved by some characters."""
    if not READER.with_name("node_modules").is_dir():
        pytest.skip("the readers are missing (npm ci in tests/web)")
    page: Any = copy.deepcopy(to_annotation_page(text, RESPONSE))
    position, _ = page["items"][0]["target"][0]["selector"]
    position["start"] += moved
    position["end"] += moved
    done = subprocess.run(
        [NODE, READER],
        input=json.dumps({"text": text, "page": page}),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def test_both_selectors_find_the_words() -> None:
    """Among emoji and CRLF, each place is found once by offset and once by words."""
    selected = read(TEXT)["selected"]

    assert len(selected) > len(RESPONSE.attributions)
    for place in selected:
        ((start, words),) = place["byPosition"]
        assert words == place["exact"]
        assert place["byQuote"] == [[start, words]]


def test_a_reader_sees_a_wrong_offset() -> None:
    """A place that is one character off has other words to Apache Annotator."""
    first = read(TEXT, moved=1)["selected"][0]

    assert first["byPosition"][0][1] != first["exact"]


def test_annotations_are_read_whole() -> None:
    """Recogito reads each annotation with its targets, and none is refused."""
    annotations = read(FLAT)["annotations"]

    assert [each["id"].partition("#")[2] for each in annotations] == [
        each.id for each in RESPONSE.attributions
    ]
    for found, said in zip(annotations, RESPONSE.attributions, strict=True):
        words = [span.text for span in said.content]
        assert found["motivation"] == "identifying"
        assert found["quotes"] == found["ranges"] == words


def test_bodies_keep_their_purposes() -> None:
    """Speaker, source, cue and addressee come through with what they are for."""
    first = read(FLAT)["annotations"][0]

    assert first["bodies"] == [
        ["classifying", "direct"],
        ["classifying", "speech"],
        ["identifying", "Ida Holm"],
        ["identifying", "Mayor Ida Holm"],
        ["tagging", "told"],
        ["describing", "reporters"],
    ]
