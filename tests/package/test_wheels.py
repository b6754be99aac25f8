"""The wheels as a user gets them: built, installed and run outside of the checkout.

The environment is a new one; the libraries are links to those of this one, so that
nothing is fetched.
"""

import os
import subprocess
import sys
import sysconfig
import venv
import zipfile
from email.parser import HeaderParser
from pathlib import Path

import msgspec
import pytest

from service.nlp.packages import TAGGER_PATH, read_manifest
from service.wire.schemas import AttributionResponse
from tests.support.wheels import OWN, build_wheels

pytestmark = pytest.mark.model

ROOT = Path(__file__).parents[2]
ARTICLE = ROOT / "tests/golden/article.txt"
MODELS = "whosaid_attribution/models/"
LIMIT = 100_000_000
"""Bytes of a file that PyPI takes without a request."""
READ = """
import sys
import msgspec
from whosaid_attribution import Whosaid

with Whosaid() as whosaid, open(sys.argv[1], encoding="utf-8") as file:
    print(msgspec.json.encode(whosaid.attribute(file.read())).decode())
"""


class Environment:
    """A new virtual environment with the libraries of this one."""

    def __init__(self, folder: Path) -> None:
        venv.create(folder, with_pip=False)
        self.bin = folder / "bin"
        self.packages = next(folder.glob("lib/python*/site-packages"))
        libraries = folder / "libraries"
        libraries.mkdir()
        for name in ("purelib", "platlib"):
            for entry in Path(sysconfig.get_path(name)).iterdir():
                link = libraries / entry.name
                if not entry.name.startswith(OWN) and not link.is_symlink():
                    link.symlink_to(entry)
        (self.packages / "libraries.pth").write_text(f"{libraries}\n")
        self.folder = folder / "elsewhere"
        self.folder.mkdir()

    def install(self, wheel: Path) -> None:
        """Install a wheel as pip does, without its dependencies."""
        pip = ("-m", "pip", "--python", str(self.bin / "python"), "install")
        flags = ("--quiet", "--no-deps", "--no-index", "--no-compile")
        subprocess.run([sys.executable, *pip, *flags, str(wheel)], check=True)

    def run(
        self, command: str, *argv: str | Path, **environ: str
    ) -> subprocess.CompletedProcess[str]:
        """Run a command of the environment outside of the checkout."""
        kept = ("PATH", "HOME", "LANG", "OMP_NUM_THREADS")
        own = {name: os.environ[name] for name in kept if name in os.environ}
        return subprocess.run(
            [self.bin / command, *argv],
            cwd=self.folder,
            env=own | environ,
            capture_output=True,
            text=True,
            check=False,
        )


@pytest.fixture(scope="module")
def wheels(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The wheels by the name of their distribution."""
    return build_wheels(tmp_path_factory.mktemp("wheels"))


@pytest.fixture(scope="module")
def installed(
    wheels: dict[str, Path], tmp_path_factory: pytest.TempPathFactory
) -> Environment:
    """An environment with the wheel of code and models, without the tagger."""
    environment = Environment(tmp_path_factory.mktemp("environment") / "venv")
    environment.install(wheels["whosaid_attribution"])
    return environment


def test_files(wheels: dict[str, Path]) -> None:
    """One wheel has every file of the models but the tagger, the other has that one."""
    listed = set(read_manifest(ROOT / "models")["files"])
    with zipfile.ZipFile(wheels["whosaid_attribution"]) as wheel:
        names = set(wheel.namelist())
        metadata = HeaderParser().parsestr(text_of(wheel, "METADATA"))
    with zipfile.ZipFile(wheels["whosaid_attribution_tagger"]) as wheel:
        tagger = wheel.read("whosaid_attribution_tagger/attribution.pt")
    tops = {name.partition("/")[0] for name in names}

    assert {name for name in listed if MODELS + name not in names} == {TAGGER_PATH}
    assert {"whosaid_attribution/py.typed", "service/web/index.html"} <= names
    assert {name for name in tops if not name.endswith(".dist-info")} == {
        "service",
        "whosaid_attribution",
    }
    assert tagger == (ROOT / "models" / TAGGER_PATH).read_bytes()
    assert metadata.get_all("License-File") == ["LICENSE", "models/MODEL_CARD.md"]
    assert all(path.stat().st_size < LIMIT for path in wheels.values())


def text_of(wheel: zipfile.ZipFile, name: str) -> str:
    """Return a file of a wheel's ``.dist-info``."""
    path = next(
        each for each in wheel.namelist() if each.endswith(f".dist-info/{name}")
    )
    return wheel.read(path).decode()


def test_metadata(wheels: dict[str, Path]) -> None:
    """The index for packages would take both, their descriptions included."""
    done = subprocess.run(
        [sys.executable, "-m", "twine", "check", "--strict", *wheels.values()],
        capture_output=True,
        check=False,
        text=True,
    )

    assert done.returncode == 0, done.stdout
    assert done.stdout.count("PASSED") == len(wheels)


def test_without_the_tagger(installed: Environment) -> None:
    """One line names the distribution that is missing, and the setting instead."""
    done = installed.run("whosaid", "models", "verify")
    verified = installed.run("whosaid", "models", "verify", WHOSAID_TAGGER="off")

    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 1
    assert "whosaid-attribution-tagger" in done.stderr
    assert "WHOSAID_TAGGER=off" in done.stderr
    assert verified.stdout == "news: 11 files are whole\n"


def test_strangers_command(installed: Environment) -> None:
    """Beside a stranger's ``whosaid`` that command stops, and the own name works."""
    stranger = installed.packages / "whosaid-1.0.dist-info"
    stranger.mkdir()
    (stranger / "METADATA").write_text("Metadata-Version: 2.1\nName: whosaid\n")
    (stranger / "entry_points.txt").write_text("[console_scripts]\nwhosaid = whosaid:x")
    try:
        refused = installed.run("whosaid", "--version")
        answered = installed.run("whosaid-attribution", "--version")
    finally:
        for file in stranger.iterdir():
            file.unlink()
        stranger.rmdir()

    assert refused.returncode == 1
    assert refused.stderr.startswith("whosaid: the command `whosaid` is also that of")
    assert len(refused.stderr.splitlines()) == 1
    assert (answered.returncode, answered.stderr) == (0, "")


def test_strangers_module(installed: Environment) -> None:
    """A folder ``service`` that Python finds first is named, and nothing of it runs."""
    (installed.folder / "service.py").write_text("raise SystemExit('it ran')\n")
    try:
        command = installed.run("python", "-m", "whosaid_attribution", "--version")
        imported = installed.run("python", "-c", "import whosaid_attribution")
    finally:
        (installed.folder / "service.py").unlink()

    for done in (command, imported):
        assert done.returncode == 1
        last = done.stderr.splitlines()[-1]
        assert "the module `service` is" in last
        assert str(installed.folder / "service.py") in last
        assert "it ran" not in done.stderr


def test_golden_article(
    installed: Environment, wheels: dict[str, Path], tmp_path: Path
) -> None:
    """With both wheels the article has the records that the checkout gives it."""
    installed.install(wheels["whosaid_attribution_tagger"])
    (tmp_path / "read.py").write_text(READ)
    options = {"WHOSAID_PRECISION": "fp32", "WHOSAID_THREADS": "1"}
    ours = subprocess.run(
        [sys.executable, "-m", "service", "attribute", "--json", ARTICLE],
        cwd=ROOT,
        env={**os.environ, **options},
        capture_output=True,
        check=True,
    )

    theirs = installed.run("python", tmp_path / "read.py", ARTICLE, **options)

    assert theirs.stderr == ""
    found, expected = (
        msgspec.json.decode(each.stdout, type=AttributionResponse)
        for each in (theirs, ours)
    )
    assert msgspec.structs.replace(found, id=expected.id) == expected
    assert "Volodymyr Zelensky" in {each.name for each in found.speakers}
