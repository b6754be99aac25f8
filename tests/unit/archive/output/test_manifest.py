"""An output is held by one run, and never mixes what was made differently."""

from pathlib import Path

import msgspec
import pytest

from service.archive.failure import ArchiveFailed
from service.archive.input.blocks import ArchivePlan
from service.archive.output.manifest import Manifest, claim, make_manifest, metadata_of
from service.errors import InvalidModels
from service.provenance import load_classifier, rules_version
from service.settings import Settings

PLAN = ArchivePlan((b"", b""), (3, 2), 5, "digest")
MANIFEST = make_manifest(Settings(), PLAN, form="parquet", sample=None)


def changed(**values: object) -> Manifest:
    """Return another manifest."""
    return msgspec.structs.replace(MANIFEST, **values)


def take(folder: Path, manifest: Manifest = MANIFEST) -> None:
    """Claim an output for a moment."""
    with claim(folder, manifest):
        pass


def test_manifest() -> None:
    """The manifest has all that the records depend on, the model files included."""
    assert (MANIFEST.package, MANIFEST.tagger, MANIFEST.max_chars) == (
        "news",
        True,
        50_000,
    )
    assert (MANIFEST.articles, MANIFEST.blocks, MANIFEST.input) == (5, 2, "digest")
    assert len(MANIFEST.models) == 64
    assert metadata_of(MANIFEST)["whosaid.models"] == MANIFEST.models
    assert MANIFEST.rules_version == rules_version(load_classifier())
    assert metadata_of(MANIFEST)["whosaid.rules_version"] == MANIFEST.rules_version


def test_missing_models(tmp_path: Path) -> None:
    """Models that are not there stop a run before it begins."""
    with pytest.raises(InvalidModels):
        make_manifest(Settings(models=tmp_path), PLAN, form="jsonl", sample=None)


def test_the_same_again(tmp_path: Path) -> None:
    """An output goes on with the same manifest, and folders are made for it."""
    take(tmp_path / "a/out")
    take(tmp_path / "a/out")

    written = (tmp_path / "a/out/manifest.json").read_bytes()
    assert msgspec.json.decode(written, type=Manifest) == MANIFEST


@pytest.mark.parametrize(
    ("values", "told"),
    [
        ({"service": "9"}, f"the version of Whosaid was {MANIFEST.service} and is 9"),
        ({"stanza": "9"}, "the version of Stanza was"),
        ({"package": "default"}, "the model package was news and is default"),
        ({"models": "0"}, "the model files changed"),
        ({"rules_version": "9"}, "the version of the rules was"),
        ({"tagger": False}, "the WHOSAID_TAGGER was on and is off"),
        ({"precision": "fp32"}, "the WHOSAID_PRECISION was auto and is fp32"),
        ({"max_chars": 9}, "the WHOSAID_MAX_CHARS was 50000 and is 9"),
        ({"format": "jsonl"}, "the --format was parquet and is jsonl"),
        ({"sample": 3, "articles": 3}, "the --sample was none and is 3"),
        ({"input": "0", "articles": 9, "blocks": 9}, "mix: the input changed. Choose"),
        ({"tables": 9}, "the version of the tables was 3 and is 9"),
    ],
)
def test_mixing(tmp_path: Path, values: dict[str, object], told: str) -> None:
    """Whatever the records depend on and changed is named, and nothing is written."""
    take(tmp_path)
    before = (tmp_path / "manifest.json").read_bytes()

    with pytest.raises(ArchiveFailed) as caught:
        take(tmp_path, changed(**values))

    assert told in str(caught.value)
    assert (tmp_path / "manifest.json").read_bytes() == before


def test_two_runs(tmp_path: Path) -> None:
    """A second run is refused while the first one goes on."""
    with (
        claim(tmp_path, MANIFEST),
        pytest.raises(ArchiveFailed, match="another run"),
    ):
        take(tmp_path)
    take(tmp_path)


def test_other_folders(tmp_path: Path) -> None:
    """A folder with somebody's files, or a file, is left alone."""
    (tmp_path / "thesis.txt").touch()

    with pytest.raises(ArchiveFailed, match=r"other files, such as thesis\.txt"):
        take(tmp_path)
    with pytest.raises(ArchiveFailed, match="is no folder"):
        take(tmp_path / "thesis.txt")
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.txt"]


def test_other_manifests(tmp_path: Path) -> None:
    """A manifest that is not ours is left alone."""
    (tmp_path / "manifest.json").write_text('{"package": "npm"}')

    with pytest.raises(ArchiveFailed, match="no manifest of ours"):
        take(tmp_path)


def test_outputs_of_0_1(tmp_path: Path) -> None:
    """An output without a version of its rules is refused, and told apart."""
    take(tmp_path)
    path = tmp_path / "manifest.json"
    fields = msgspec.json.decode(path.read_bytes())
    del fields["rules_version"]
    path.write_bytes(msgspec.json.encode(fields))

    with pytest.raises(ArchiveFailed, match=r"is of Whosaid 0\.1.*Choose another"):
        take(tmp_path)
    path.write_bytes(msgspec.json.encode(fields | {"models": 3}))
    with pytest.raises(ArchiveFailed, match="no manifest of ours"):
        take(tmp_path)
