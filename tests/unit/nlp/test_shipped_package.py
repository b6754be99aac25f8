"""The shipped models, as far as that can be told without loading them."""

from pathlib import Path

from service.nlp.packages import list_packages, read_manifest, verify

MODELS = Path(__file__).parents[3] / "models"


def test_shipped_package_is_whole() -> None:
    """Every file of the package has the size and digest of the manifest."""
    files = verify(MODELS, "news")
    assert {file.algorithm for file in files} == {"sha256"}
    assert [package.name for package in list_packages(MODELS)] == ["news"]


def test_manifest_is_complete() -> None:
    """Nothing lies in the folder that the manifest does not list."""
    listed = set(read_manifest(MODELS)["files"])
    own = {"manifest.json", "MODEL_CARD.md"}
    paths = (path.relative_to(MODELS) for path in MODELS.rglob("*") if path.is_file())
    assert {path.as_posix() for path in paths} - own == listed


def test_card_has_every_digest() -> None:
    """The model card repeats the manifest's sizes and digests."""
    card = (MODELS / "MODEL_CARD.md").read_text(encoding="utf-8")
    for path, entry in read_manifest(MODELS)["files"].items():
        rows = (line for line in card.splitlines() if f"| `{path}` |" in line)
        assert any(entry["sha256"] in row for row in rows), path
        assert f"{entry['bytes']:,}" in card, path
