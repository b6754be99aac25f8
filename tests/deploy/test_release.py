"""docs/RELEASE.md: its steps run, and every published file has a licence."""

import os
import re
import subprocess
from itertools import pairwise

import pytest

from service.nlp.packages import read_manifest
from service.wire.responses import SERVICE_VERSION
from tests.deploy.manifests import ROOT, stages
from tests.test_docs import targets

DOCUMENT = (ROOT / "docs/RELEASE.md").read_text("utf-8")
PUBLISHED = ("service", "whosaid_attribution/*.py", "models")
NOT_PUBLISHED = {"whosaid_attribution/models", "whosaid_attribution/py.typed"}
STAND_IN = """\
#!/bin/sh
printf "%s" "${0##*/}" >>"$LOG"
printf "\\t%s" "$@" >>"$LOG"
echo >>"$LOG"
"""
WHEELS = tuple(
    f"{name}-{SERVICE_VERSION}-py3-none-any.whl"
    for name in ("whosaid_attribution", "whosaid_attribution_tagger")
)
"""The names of the wheels that ``make wheels`` writes (tests/package)."""


@pytest.fixture(scope="module")
def calls(tmp_path_factory: pytest.TempPathFactory) -> list[list[str]]:
    """The programs that the steps call, with their arguments, in order."""
    folder = tmp_path_factory.mktemp("release")
    (folder / "pyproject.toml").write_bytes((ROOT / "pyproject.toml").read_bytes())
    for name in (".venv/bin", "bin", "out/wheels"):
        (folder / name).mkdir(parents=True)
    for name in WHEELS:
        (folder / "out/wheels" / name).touch()
    for name in ("bin/make", "bin/git", "bin/docker", ".venv/bin/twine"):
        (folder / name).write_text(STAND_IN)
        (folder / name).chmod(0o755)
    environ = {
        "PATH": f"{folder / 'bin'}:{os.environ['PATH']}",
        "LOG": str(folder / "log"),
        "REGISTRY": "registry.example",
    }
    script = "set -eu\n" + "".join(
        re.findall(r"^```sh\n(.*?)^```", DOCUMENT, re.DOTALL | re.MULTILINE)
    )
    subprocess.run(["sh", "-c", script], cwd=folder, env=environ, check=True)  # noqa: S607
    return [line.split("\t") for line in (folder / "log").read_text().splitlines()]


def called(calls: list[list[str]], program: str) -> list[list[str]]:
    """Return the arguments of each call of a program."""
    return [rest for name, *rest in calls if name == program]


def test_order(calls: list[list[str]]) -> None:
    """Tests and checks come before the first upload, and the tag is pushed last."""
    names = [" ".join(words[:2]) for words in calls]
    first = names.index("twine upload")

    assert {
        "make test",
        "make image",
        "make audit",
        "make wheels",
        "twine check",
    } <= set(names[:first])
    assert names[-1] == "git push"


def test_make(calls: list[list[str]]) -> None:
    """The Makefile has the targets."""
    assert {word for words in called(calls, "make") for word in words} <= targets()


def test_uploads(calls: list[list[str]]) -> None:
    """Both wheels are checked, and go to the index for tests before the real one."""
    check, trial, real = called(calls, "twine")
    files = [f"out/wheels/{name}" for name in WHEELS]

    assert check == ["check", "--strict", *files]
    assert trial == ["upload", "--repository", "testpypi", *files]
    assert real == ["upload", *files]


def test_images(calls: list[list[str]]) -> None:
    """Both images are built for both architectures, of stages that there are."""
    builds = [
        words for words in called(calls, "docker") if words[:2] == ["buildx", "build"]
    ]
    arguments = {
        rest.partition("=")[0]
        for stage in stages().values()
        for one, rest in stage
        if one == "ARG"
    }
    named = [dict(pairwise(words)) for words in builds]

    assert [each["--tag"] for each in named] == [
        f"registry.example/whosaid:{SERVICE_VERSION}",
        f"registry.example/whosaid:{SERVICE_VERSION}-archive",
    ]
    assert [each.get("--target", "service") for each in named] == ["service", "archive"]
    assert all(each["--platform"] == "linux/amd64,linux/arm64" for each in named)
    assert {each["--build-arg"].partition("=")[0] for each in named} <= arguments
    assert {"service", "archive"} <= stages().keys()


def test_tag(calls: list[list[str]]) -> None:
    """The tag is the version."""
    tag, push = (words for words in called(calls, "git") if words[0] != "rev-parse")

    assert tag[:3] == ["tag", "--sign", f"v{SERVICE_VERSION}"]
    assert push == ["push", "origin", f"v{SERVICE_VERSION}"]


def test_tagger_has_the_same_version() -> None:
    """The wheels of a release have one version."""
    project = (ROOT / "deploy/wheels/tagger/pyproject.toml").read_text("utf-8")

    assert f'\nversion = "{SERVICE_VERSION}"\n' in project


def test_every_file_has_a_licence() -> None:
    """Each published file is in a row of the table, and each row has a file."""
    section = DOCUMENT.partition("## Licences")[2].partition("\n## ")[0]
    rows = re.findall(r"^\| (`.*?) \|", section, re.MULTILINE)
    patterns = [glob for row in rows for glob in re.findall(r"`([^`]+)`", row)]
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--", *PUBLISHED],  # noqa: S607
        cwd=ROOT,
        capture_output=True,
        check=True,
        text=True,
    )
    files = {name for name in listed.stdout.split("\0") if name} - NOT_PUBLISHED
    matched = [
        {path.relative_to(ROOT).as_posix() for path in ROOT.glob(pattern)}
        for pattern in patterns
    ]

    assert files - set().union(*matched) == set()
    assert all(files & each for each in matched)


def test_models_have_rows_of_their_own() -> None:
    """What the manifest says of a model's corpus is said in its row."""
    for path, entry in read_manifest(ROOT / "models")["files"].items():
        told = str(entry.get("data_and_licence", ""))
        if "without a licence file" in told:
            (row,) = (
                line for line in DOCUMENT.splitlines() if f"`models/{path}` |" in line
            )
            assert "without a licence file" in row
