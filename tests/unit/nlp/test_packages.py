"""Model packages on disk, and their download from a local server."""

import hashlib
import json
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from service.errors import InvalidModels
from service.nlp.package_download import download
from service.nlp.packages import (
    TAGGER_MODULE,
    TAGGER_PATH,
    find_files,
    find_tagger,
    list_packages,
    read_manifest,
    verify,
)

SHIPPED = Path(__file__).parents[3] / "models"
CONTENT = {
    "en/tokenize/combined.pt": b"tokens",
    "en/ner/tiny.pt": b"names",
    "en/forward_charlm/news.pt": b"letters",
}


def resources() -> dict[str, Any]:
    """Return a list of models in Stanza's form."""

    def entry(path: str, *dependencies: tuple[str, str]) -> dict[str, Any]:
        found: dict[str, Any] = {
            "md5": hashlib.md5(CONTENT[path], usedforsecurity=False).hexdigest()
        }
        if dependencies:
            found["dependencies"] = [
                {"model": model, "package": package} for model, package in dependencies
            ]
        return found

    return {
        "url": "unused",
        "en": {
            "packages": {
                "small": {"tokenize": "combined", "optional": {"coref": "big"}},
                "default": {"tokenize": "combined", "ner": "tiny"},
            },
            "tokenize": {"combined": entry("en/tokenize/combined.pt")},
            "ner": {"tiny": entry("en/ner/tiny.pt", ("forward_charlm", "news"))},
            "forward_charlm": {"news": entry("en/forward_charlm/news.pt")},
        },
    }


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A whole package in Stanza's layout."""
    root = tmp_path / "models"
    for path, content in CONTENT.items():
        (root / path).parent.mkdir(parents=True)
        (root / path).write_bytes(content)
    (root / "resources.json").write_text(json.dumps(resources()))
    return root


def add_manifest(folder: Path, package: str) -> None:
    """Write a manifest of the package's files."""
    files = {
        path: {"bytes": len(content), "sha256": hashlib.sha256(content).hexdigest()}
        for path, content in CONTENT.items()
    }
    content = {"package": package, "files": files, "scores": {"LAS": 90}}
    (folder / "manifest.json").write_text(json.dumps(content))


def test_list_packages(folder: Path) -> None:
    """Packages are sorted by name, with processors and whether they are present."""
    (folder / "en/ner/tiny.pt").unlink()
    default, small = list_packages(folder)
    assert (default.name, default.present) == ("default", False)
    assert default.processors == (("tokenize", "combined"), ("ner", "tiny"))
    assert (small.name, small.present) == ("small", True)
    assert small.processors == (("tokenize", "combined"),)


def test_files_include_what_a_model_builds_on(folder: Path) -> None:
    """A character model that NER needs belongs to the package."""
    paths = [file.path for file in find_files(folder, "default")]
    assert paths == list(CONTENT)


@pytest.mark.parametrize("manifest", [None, "default", "another"])
def test_whole_package(folder: Path, manifest: str | None) -> None:
    """A complete package passes, by its manifest or by Stanza's digests."""
    if manifest:
        add_manifest(folder, manifest)
    algorithms = {file.algorithm for file in verify(folder, "default")}
    assert algorithms == ({"sha256"} if manifest == "default" else {"md5"})


@pytest.mark.parametrize("manifest", [None, "default"])
@pytest.mark.parametrize("path", CONTENT)
def test_damaged_file(folder: Path, path: str, manifest: str | None) -> None:
    """One wrong byte is found, and the error names the file."""
    if manifest:
        add_manifest(folder, manifest)
    content = CONTENT[path]
    (folder / path).write_bytes(content[:-1] + b"!")
    with pytest.raises(InvalidModels, match="damaged") as caught:
        verify(folder, "default")
    assert caught.value.path == str(folder / path)


@pytest.fixture
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The file of an installed attribution tagger."""
    module = tmp_path / "site-packages" / TAGGER_MODULE
    module.mkdir(parents=True)
    monkeypatch.syspath_prepend(module.parent)
    file = module / Path(TAGGER_PATH).name
    file.write_bytes(b"spans")
    return file


def list_tagger(folder: Path, content: bytes) -> None:
    """Write a manifest that lists a tagger, which the folder lacks."""
    entry = {"bytes": len(content), "sha256": hashlib.sha256(content).hexdigest()}
    manifest = {"package": "default", "files": {TAGGER_PATH: entry}}
    (folder / "manifest.json").write_text(json.dumps(manifest))


def test_installed_tagger(folder: Path, installed: Path) -> None:
    """A folder whose manifest lists a tagger that it lacks has the installed one."""
    list_tagger(folder, b"spans")

    assert find_tagger(folder) == installed
    assert [file.path for file in verify(folder, "default")] == [TAGGER_PATH]


def test_installed_tagger_of_another_folder(folder: Path, installed: Path) -> None:
    """A folder that lists no tagger has none, and its own wins over the installed."""
    assert installed.is_file()
    assert find_tagger(folder) is None

    list_tagger(folder, b"spans")
    (folder / TAGGER_PATH).write_bytes(b"own")

    assert find_tagger(folder) == folder / TAGGER_PATH


def test_installed_tagger_of_another_version(folder: Path, installed: Path) -> None:
    """The installed tagger is checked against the manifest of the folder."""
    list_tagger(folder, b"words")

    with pytest.raises(InvalidModels, match="damaged") as caught:
        verify(folder, "default")

    assert caught.value.path == str(installed)


def test_missing_tagger(folder: Path) -> None:
    """The error names the distribution and the setting that does without."""
    list_tagger(folder, b"spans")

    with pytest.raises(InvalidModels, match=r"whosaid-attribution-tagger.*=off"):
        verify(folder, "default")
    assert verify(folder, "default", tagger=False) == ()


def test_wrong_size(folder: Path) -> None:
    """A truncated file is detected by its size, before its digest is computed."""
    add_manifest(folder, "default")
    (folder / "en/ner/tiny.pt").write_bytes(b"nam")
    with pytest.raises(InvalidModels, match="3 bytes and should have 5"):
        verify(folder, "default")


def test_missing_file(folder: Path) -> None:
    """A missing file is an error that names it."""
    (folder / "en/ner/tiny.pt").unlink()
    with pytest.raises(InvalidModels, match=r"tiny\.pt: the file is missing"):
        verify(folder, "default")


def test_unknown_package(folder: Path) -> None:
    """The error says which packages there are."""
    with pytest.raises(InvalidModels, match=r"'large' .packages here: default, small"):
        find_files(folder, "large")


def test_folder_without_resources(tmp_path: Path) -> None:
    """A folder without ``resources.json`` is an error."""
    with pytest.raises(InvalidModels, match="no folder of models"):
        list_packages(tmp_path)


@pytest.mark.parametrize("content", ["{", "[1]", '"en"'])
def test_broken_resources(folder: Path, content: str) -> None:
    """A list that is no JSON object is an error of the models."""
    (folder / "resources.json").write_text(content)
    with pytest.raises(InvalidModels, match="cannot be read"):
        list_packages(folder)


def test_no_english(folder: Path) -> None:
    """A folder without English has no packages."""
    (folder / "resources.json").write_text("{}")
    assert list_packages(folder) == ()


def test_broken_manifest(folder: Path) -> None:
    """A manifest without files is an error."""
    (folder / "manifest.json").write_text('{"package": "default"}')
    with pytest.raises(InvalidModels, match="no manifest"):
        verify(folder, "default")


def test_read_manifest(folder: Path) -> None:
    """The manifest is returned, or an empty dictionary without one."""
    assert read_manifest(folder) == {}
    add_manifest(folder, "default")
    assert read_manifest(folder)["scores"] == {"LAS": 90}


class QuietHandler(SimpleHTTPRequestHandler):
    """Serves files without a log."""

    def log_message(self, *_args: object) -> None:
        """Log nothing."""


@pytest.fixture
def server(folder: Path) -> Iterator[str]:
    """A resources server on loopback; its address."""
    handler = partial(QuietHandler, directory=str(folder))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as listening:
        thread = threading.Thread(target=listening.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{listening.server_address[1]}"
        listening.shutdown()
        thread.join()


def test_download(server: str, tmp_path: Path) -> None:
    """A downloaded package is complete, in the layout of ``WHOSAID_MODELS``."""
    target = tmp_path / "fetched"
    files = download("default", target, f"{server}/")
    assert {file.path: (target / file.path).read_bytes() for file in files} == CONTENT
    assert verify(target, "default") == files
    assert not list(target.rglob("*.part"))


def test_download_from_stanza(server: str, folder: Path, tmp_path: Path) -> None:
    """Stanza's own list, named by version, has the addresses of the files."""
    content = resources()
    content["url"] = f"{server}/{{lang}}-v{{resources_version}}/models/{{filename}}"
    (folder / "resources.json").unlink()
    (folder / "resources_1.15.0.json").write_text(json.dumps(content))
    (folder / "en-v1.15.0").mkdir()
    (folder / "en").rename(folder / "en-v1.15.0/models")
    target = tmp_path / "fetched"
    files = download("default", target, server)
    assert {file.path: (target / file.path).read_bytes() for file in files} == CONTENT


def test_download_keeps_what_is_whole(
    server: str, folder: Path, tmp_path: Path
) -> None:
    """A second run fetches only what is missing or damaged."""
    target = tmp_path / "fetched"
    download("default", target, server)
    (target / "en/ner/tiny.pt").write_bytes(b"wrong")
    (folder / "en/tokenize/combined.pt").unlink()
    download("default", target, server)
    assert (target / "en/ner/tiny.pt").read_bytes() == CONTENT["en/ner/tiny.pt"]


def test_download_damaged(server: str, folder: Path, tmp_path: Path) -> None:
    """A damaged download is an error."""
    (folder / "en/ner/tiny.pt").write_bytes(b"other")
    with pytest.raises(InvalidModels, match="damaged"):
        download("default", tmp_path / "fetched", server)


def test_download_missing(server: str, folder: Path, tmp_path: Path) -> None:
    """A missing file is an error with its address, and leaves no partial file."""
    (folder / "en/ner/tiny.pt").unlink()
    with pytest.raises(InvalidModels, match="could not be fetched") as caught:
        download("default", tmp_path / "fetched", server)
    assert caught.value.path == f"{server}/en/ner/tiny.pt"
    assert not list(tmp_path.rglob("*.part"))


def test_download_of_nobody(tmp_path: Path) -> None:
    """A server that does not answer is an error."""
    with pytest.raises(InvalidModels, match="could not be fetched"):
        download("default", tmp_path / "fetched", "http://127.0.0.1:9")


def test_download_from_a_file(folder: Path, tmp_path: Path) -> None:
    """Only http and https are fetched."""
    with pytest.raises(InvalidModels, match="only http"):
        download("default", tmp_path / "fetched", folder.as_uri())


def test_download_into_the_shipped_folder(server: str, folder: Path) -> None:
    """A package with a manifest is never overwritten."""
    add_manifest(folder, "news")
    with pytest.raises(InvalidModels, match="another one"):
        download("default", folder, server)


def test_shipped_package_is_whole() -> None:
    """Every file of the package has the size and digest of the manifest."""
    files = verify(SHIPPED, "news")
    assert {file.algorithm for file in files} == {"sha256"}
    assert [package.name for package in list_packages(SHIPPED)] == ["news"]


def test_shipped_manifest_is_complete() -> None:
    """The manifest of the shipped package lists every file of the folder."""
    listed = set(read_manifest(SHIPPED)["files"])
    own = {"manifest.json", "MODEL_CARD.md"}
    paths = (path.relative_to(SHIPPED) for path in SHIPPED.rglob("*") if path.is_file())
    assert {path.as_posix() for path in paths} - own == listed


def test_model_card_has_every_digest() -> None:
    """The model card repeats the manifest's sizes and digests."""
    card = (SHIPPED / "MODEL_CARD.md").read_text(encoding="utf-8")
    for path, entry in read_manifest(SHIPPED)["files"].items():
        rows = (line for line in card.splitlines() if f"| `{path}` |" in line)
        assert any(entry["sha256"] in row for row in rows), path
        assert f"{entry['bytes']:,}" in card, path
