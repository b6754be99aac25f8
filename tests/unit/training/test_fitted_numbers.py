"""Where the fitted numbers of a package are written."""

import hashlib
import json
from pathlib import Path

import pytest

from service.nlp.packages import verify
from service.provenance import load_classifier
from training.fitted_numbers import write_classifier


def write_package(folder: Path, package: str) -> None:
    """Write a package without models."""
    listed: dict[str, object] = {"en": {"packages": {package: {}}}}
    (folder / "resources.json").write_text(json.dumps(listed))
    manifest = {"package": package, "files": {}, "scores": {}}
    (folder / "manifest.json").write_text(json.dumps(manifest))


def test_numbers_and_their_digest(tmp_path: Path) -> None:
    """The package's numbers can be loaded, and the manifest verifies them."""
    write_package(tmp_path, "mine")
    fitted = load_classifier()
    path = write_classifier(tmp_path, "mine", fitted)

    assert load_classifier(tmp_path, "mine") == fitted
    (file,) = verify(tmp_path, "mine")
    assert file.path == "en/classifier/mine.json"
    assert file.digest == hashlib.sha256(path.read_bytes()).hexdigest()


@pytest.mark.parametrize("other", ["news", None])
def test_other_manifests_stay(tmp_path: Path, other: str | None) -> None:
    """The manifest of another package is left alone, and none is made."""
    if other:
        write_package(tmp_path, other)
    before = sorted((p.name, p.read_bytes()) for p in tmp_path.iterdir())
    write_classifier(tmp_path, "mine", load_classifier())

    files = (p for p in tmp_path.iterdir() if p.is_file())
    assert sorted((p.name, p.read_bytes()) for p in files) == before
