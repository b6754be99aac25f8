"""The model report combines the annotator's versions, the manifest and the settings."""

from typing import Any

import pytest

from service.api.model_report import ModelFile, to_report
from service.provenance import AttributorInfo
from service.settings import Settings

INFO = AttributorInfo("1.15.0", "news", tagger=True, rules_version="1e5a")
FILES = {
    "b.pt": {"bytes": 2, "sha256": "bb"},
    "a.pt": {"bytes": 1, "sha256": "aa", "data_and_licence": "MIT"},
}
SCORES = {"ud-test": {"LAS": 89.0}}


@pytest.mark.parametrize(
    ("manifest", "files", "scores"),
    [
        (
            {"package": "news", "files": FILES, "scores": SCORES},
            (ModelFile("a.pt", 1, "aa", "MIT"), ModelFile("b.pt", 2, "bb", None)),
            SCORES,
        ),
        ({"package": "default", "files": FILES, "scores": SCORES}, (), {}),
        ({"package": "news"}, (), {}),
        ({}, (), {}),
    ],
)
def test_manifest(manifest: Any, files: object, scores: object) -> None:  # noqa: ANN401
    """Files are sorted by path; the manifest of another package is ignored."""
    report = to_report(INFO, Settings(), manifest)

    assert (report.files, report.scores) == (files, scores)
    assert (report.stanza, report.package, report.tagger) == ("1.15.0", "news", True)
    assert report.rules_version == "1e5a"


def test_limits_are_those_of_the_settings() -> None:
    """The limits are read from the settings."""
    settings = Settings(max_chars=7, deadline=3)

    limits = to_report(INFO, settings, {}).limits

    assert (limits.max_chars, limits.deadline) == (7, 3)
    assert (limits.max_body, limits.queue) == (settings.max_body, settings.queue)
