"""What the documents promise is there."""

import os
import re
import shutil
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterable
from itertools import pairwise
from pathlib import Path

import pytest

from service.api.find_routes import find_routes
from service.api.openapi.openapi_document import openapi_document
from service.cli.parser import build_parser
from service.settings import Setting, describe
from service.wire.responses import SERVICE_VERSION
from tests.test_imports import FLOORS, STAGES

ROOT = Path(__file__).parents[1]
DOCUMENTS = sorted(
    path.relative_to(ROOT).as_posix()
    for folder in (".", "docs", "models", "api_spec", "load_tests")
    for path in (ROOT / folder).glob("*.md")
)
LINK = re.compile(r"\]\((?!https?:)([^)#]+)(?:#[^)]*)?\)")
MAKE = re.compile(r"(?:^|`)make ([a-z]+)", re.MULTILINE)
SETTING = re.compile(r"(?<!\$)\bWHOSAID_[A-Z_]+\b")
"""``$WHOSAID_KEY`` is a variable of a client's shell."""
ENDPOINT = re.compile(r"`(?:GET|POST) (/[^`]+)`|, `GET (/[^`]+)`")
FOLDERS = (
    "api_spec|deploy|docs|load_tests|models|service|tests|training|whosaid_attribution"
)
PATH = re.compile(rf"`((?:{FOLDERS})/[^`\s:]*)`")
"""A file or folder of the project, or a glob, in backticks."""
PUBLISHED = re.compile(r"pip install[^`\n]*\bwhosaid\b")
ANSWER = re.compile(r"^\| [^|]+ \| `([^`]+)` \|$", re.MULTILINE)
QUESTIONS = 17
COMMAND = re.compile(r"^(?:\$ )?((?:whosaid|cd) .*)", re.MULTILINE)
FILE = re.compile(r"[\w./-]+\.\w+")
WRITES = defaultdict(lambda: {">"}, mask={">", "--placeholders"})
"""The words before a file that a command writes."""


def read(name: str) -> str:
    """Return a file of the project."""
    return (ROOT / name).read_text("utf-8")


ARCHITECTURE = read("docs/ARCHITECTURE.md")


def targets() -> set[str]:
    """Return the targets of the Makefile."""
    return set(re.findall(r"^([a-z]+):", read("Makefile"), re.MULTILINE))


@pytest.mark.parametrize("setting", describe(), ids=lambda setting: setting.name)
def test_settings_are_documented(setting: Setting) -> None:
    """Every setting has its row, default and help line included."""
    row = f"| `{setting.name}` | `{setting.default}` | {setting.help} |"

    assert row in read("docs/SETTINGS.md").splitlines()


@pytest.mark.parametrize("document", [*DOCUMENTS, "Dockerfile", "Makefile"])
def test_no_invented_settings(document: str) -> None:
    """A document names no setting that there is not."""
    known = {setting.name for setting in describe()}

    assert set(SETTING.findall(read(document))) <= known


def test_commands_are_documented() -> None:
    """The command line's document has every command and no other."""
    choices = next(
        action.choices
        for action in build_parser()._actions
        if isinstance(action.choices, dict)
    )
    named = set(re.findall(r"\| `whosaid ([a-z]+)", read("docs/COMMANDS.md")))

    assert named == set(choices)


def test_endpoints_are_documented() -> None:
    """The document of the interface has every endpoint and no other."""
    document = read("docs/HTTP.md")
    named = {first or other for first, other in ENDPOINT.findall(document)}

    assert named == set(openapi_document(find_routes())["paths"])


@pytest.mark.parametrize("document", DOCUMENTS)
def test_targets_exist(document: str) -> None:
    """A document names no target that the Makefile lacks."""
    assert set(MAKE.findall(read(document))) <= targets()


def test_help_names_every_target() -> None:
    """``make`` alone lists every target with a line about it."""
    done = subprocess.run(
        ["make", "--no-print-directory"],  # noqa: S607 - whichever make there is
        cwd=ROOT,
        env={"PATH": os.environ["PATH"]},
        capture_output=True,
        text=True,
        check=True,
    )
    lines = dict(line.split(maxsplit=1) for line in done.stdout.splitlines())

    assert set(lines) == targets()


@pytest.mark.parametrize("document", DOCUMENTS)
def test_links(document: str) -> None:
    """A link inside the project leads somewhere, from where the document lies."""
    folder = (ROOT / document).parent

    links = LINK.findall(read(document))

    assert [link for link in links if not (folder / link).exists()] == []


@pytest.mark.parametrize("document", DOCUMENTS)
def test_paths_exist(document: str) -> None:
    """A path that a document names exists; a glob matches something."""
    paths = PATH.findall(read(document))

    assert [path for path in paths if not any(ROOT.glob(path))] == []


@pytest.mark.parametrize("document", DOCUMENTS)
def test_installed_from_the_checkout(document: str) -> None:
    """No document installs ``whosaid`` from PyPI, where the name is another tool's."""
    assert PUBLISHED.findall(read(document)) == []


def test_every_document_is_in_the_readme() -> None:
    """The README links every document in ``docs``."""
    links = set(LINK.findall(read("README.md")))

    assert {name for name in DOCUMENTS if name.startswith("docs/")} <= links


def test_every_package_is_in_the_architecture() -> None:
    """The architecture has a row for every folder of the service and no other."""
    rows = re.findall(r"^\| `(service/[^`]+)` \|", ARCHITECTURE, re.MULTILINE)
    folders = {
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "service").rglob("*")
        if path.is_dir() and path.name != "__pycache__"
    }

    assert sorted(rows) == sorted(folders)


def test_order_of_imports_is_in_the_architecture() -> None:
    """The architecture lists the floors of the imports as they are checked."""
    lists = re.findall(r"(?:^\d+\. .+\n)+", ARCHITECTURE, re.MULTILINE)
    floors, stages = (
        tuple(set(re.findall(r"`([^`]+)`", line)) for line in each.splitlines())
        for each in lists
    )

    assert floors == FLOORS
    assert stages == STAGES


def test_where_is() -> None:
    """Each of the questions has one answer, a path of its own that exists."""
    section = read("CONTRIBUTING.md").partition("## Where is")[2].partition("\n## ")[0]
    answers = ANSWER.findall(section)

    assert len(set(answers)) == len(answers) == QUESTIONS
    assert [path for path in answers if missing(path)] == []


def test_ignored_commits() -> None:
    """Commits that blame looks past have full hashes, each with its subject above."""
    lines = read(".git-blame-ignore-revs").splitlines()
    commits = [n for n, line in enumerate(lines) if re.fullmatch("[0-9a-f]{40}", line)]

    assert commits
    assert all(lines[n - 1].startswith("# ") for n in commits)
    assert all(
        lines[n] == "" or lines[n].startswith("# ") or n in commits
        for n in range(len(lines))
    )


@pytest.mark.parametrize("document", ["README.md", "docs/HTTP.md"])
def test_example_files(document: str) -> None:
    """The files that a document's commands read are there."""
    files = re.findall(r"--data-binary @(\S+)", read(document))

    assert files
    assert not any(missing(name) for name in files)


def test_files_of_the_commands() -> None:
    """The README's commands read files of the repository, or what they have written."""
    folder, written, inputs = ROOT, set[str](), []
    for line in COMMAND.findall(read("README.md")):
        command, name, *words = line.partition("#")[0].split()
        if command == "cd":
            folder = ROOT / name
            continue
        made = {after for before, after in pairwise(words) if before in WRITES[name]}
        files = {word for word in words if FILE.fullmatch(word)} - made
        inputs += [folder / each for each in files - written]
        written |= made
        folder = ROOT

    assert len(inputs) >= 4
    assert [path for path in inputs if not path.is_file()] == []


def test_example_of_the_check() -> None:
    """The files and the README's report are those of docs/CHECK.md."""
    article, draft, report = re.findall(
        r"```text\n(.*?)```", read("docs/CHECK.md"), re.DOTALL
    )

    assert read("docs/examples/article.txt") == article
    assert read("docs/examples/draft.txt") == draft
    shown = read("README.md").partition("$ whosaid check draft.txt article.txt\n")[2]
    assert report.startswith(shown.partition("```")[0])


def test_command_is_explained_before_it_is_used() -> None:
    """The README says where `whosaid` is before it first uses it."""
    text = read("README.md")
    first = re.search(r"^(?:\$ )?whosaid |`whosaid [a-z]", text, re.MULTILINE)

    assert first
    assert text.index("`.venv/bin/whosaid`") < first.start()


def missing(name: str) -> bool:
    """Return whether a file of the project is not there."""
    return not (ROOT / name).exists()


def test_changelog() -> None:
    """The changelog has a place for what is not released, or names the version."""
    assert re.search(
        rf"^## \[(Unreleased|{re.escape(SERVICE_VERSION)})\]",
        read("CHANGELOG.md"),
        re.MULTILINE,
    )


def test_ci_runs_the_same() -> None:
    """CI calls ``make test`` and lets no test be skipped."""
    script = ROOT / ".ci/run"

    assert os.access(script, os.X_OK)
    assert "make test" in script.read_text()
    assert "--no-skips" in script.read_text()


SKIPPING = {
    "inside": "def test_it(): pytest.skip('no browser')",
    "module": "pytest.importorskip('no_such_module')",
    "mark": "@pytest.mark.skipif(True, reason='no browser')\ndef test_it(): pass",
}


@pytest.mark.parametrize(
    ("bodies", "flags", "status"),
    [
        (SKIPPING, [], 0),
        (["inside"], ["--no-skips"], 1),
        (["module"], ["--no-skips"], 1),
        (["mark"], ["--no-skips", "-n2"], 1),
    ],
    ids=["allowed", "inside", "module", "mark, in parallel"],
)
def test_skips(
    tmp_path: Path, bodies: Iterable[str], flags: list[str], status: int
) -> None:
    """A skip passes by default and fails with ``--no-skips``, under xdist too."""
    shutil.copy(ROOT / "conftest.py", tmp_path)
    passing = "def test_other(): pass\n"
    failing = "@pytest.mark.xfail\ndef test_gap(): assert 0\n"
    (tmp_path / "test_passing.py").write_text(f"import pytest\n{passing}{failing}")
    for name in bodies:
        body = f"import pytest\n{SKIPPING[name]}\n"
        (tmp_path / f"test_{name}.py").write_text(body)

    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *flags],
        cwd=tmp_path,
        env={k: v for k, v in os.environ.items() if not k.startswith("PYTEST_XDIST")},
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode in ({0} if status == 0 else {1, 2}), done.stdout
