"""GET /, GET /docs and their files: small, complete, with a strict policy."""

import posixpath
import re
import tomllib
from pathlib import Path, PurePosixPath

import pytest
from litestar.testing import TestClient

from service.api.routes.web_routes import MEDIA_TYPES, assets

ROOT = Path(__file__).parents[2]
DOCS = frozenset({name for name in assets() if name.startswith("docs")})
"""The files that only the API page loads."""
REFERENCE = re.compile(r'(?:src|href)="web/([^"]+)"|from "(\.[^"]+)"')


@pytest.mark.parametrize(
    ("names", "kib"), [(assets().keys() - DOCS, 130), (DOCS, 30)], ids=["demo", "docs"]
)
def test_the_pages_are_small(names: frozenset[str], kib: int) -> None:
    """The total size of the files of a page is limited."""
    assert sum(len(assets()[name].body) for name in names) < kib * 1024


@pytest.mark.parametrize("path", ["/", "/docs"])
def test_the_page_has_its_policy(client: TestClient, path: str) -> None:
    """The policy allows only scripts and styles of this origin, and no framing."""
    answer = client.get(path)
    policy = answer.headers["content-security-policy"].split("; ")

    assert answer.status_code == 200
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert {"default-src 'none'", "script-src 'self'", "style-src 'self'"} <= {*policy}
    assert {"frame-ancestors 'none'", "base-uri 'none'"} <= {*policy}
    assert "unsafe" not in " ".join(policy)
    assert answer.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize("name", sorted(assets()))
def test_every_file_is_served(client: TestClient, name: str) -> None:
    """Each file is served unchanged with its media type."""
    answer = client.get(f"/web/{name}")
    ending = "." + name.rpartition(".")[2]

    assert answer.content == assets()[name].body
    assert answer.headers["content-type"] == MEDIA_TYPES[ending]


@pytest.mark.parametrize("name", sorted(assets()))
def test_every_reference_leads_to_a_file(name: str) -> None:
    """Every referenced file exists, and none is on another host."""
    text = assets()[name].body.decode()
    folder = posixpath.dirname(name)
    named = {
        page or posixpath.normpath(posixpath.join(folder, module))
        for page, module in REFERENCE.findall(text)
    }

    assert named <= set(assets())
    assert not re.search(r'(?:src|href)="(?:https?:)?//', text)
    assert not re.search(r"<script(?![^>]*src=)|\sstyle=|\son\w+=\"", text)


@pytest.mark.parametrize(
    ("path", "some"),
    [
        ("/", {"./", "docs", "openapi.json", "web/app.js"}),
        ("/docs", {"./", "openapi.json", "web/docs/docs.js", "web/docs/docs.css"}),
    ],
)
def test_every_link_of_the_page_leads_somewhere(
    client: TestClient, path: str, some: set[str]
) -> None:
    """Every link of a page is relative and leads to a response."""
    links = re.findall(r'(?:href|src)="([^"#]+)"', client.get(path).text)

    assert some <= set(links)
    assert {link: client.get(f"/{link}").status_code for link in links} == (
        dict.fromkeys(links, 200)
    )


def test_every_file_is_packaged() -> None:
    """The package data of pyproject.toml have the files in folders too."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    patterns = project["tool"]["setuptools"]["package-data"]["service"]
    paths = [PurePosixPath("web", name) for name in assets()]

    assert [path for path in paths if not any(map(path.match, patterns))] == []


def test_a_known_file_is_not_sent_again(client: TestClient) -> None:
    """A matching If-None-Match is answered with 304 and no body."""
    tag = client.get("/web/app.js").headers["etag"]
    again = client.get("/web/app.js", headers={"If-None-Match": tag})

    assert (again.status_code, again.content) == (304, b"")


def test_head_has_no_body(client: TestClient) -> None:
    """The response to HEAD has no body."""
    answer = client.head("/")

    assert (answer.status_code, answer.content) == (200, b"")


@pytest.mark.parametrize(
    "path",
    [
        "/web/none.js",
        "/web/__init__.py",
        "/web/..%2fsettings.py",
        "/web/",
        "/web/input/none.js",
        "/web/../settings.py",
    ],
)
def test_other_files_are_not_served(client: TestClient, path: str) -> None:
    """Other files of the package or of other folders are not served."""
    answer = client.get(path)

    assert answer.status_code == 404
    assert answer.headers["content-type"] == "application/problem+json"
