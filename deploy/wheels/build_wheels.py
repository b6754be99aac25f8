"""Build the two wheels: ``build.py FOLDER``; ``make wheels`` calls it.

The code with the models, and the attribution tagger. Each is built from a copy of the
files that git tracks or would track, so that nothing that an earlier build left is in
it. setuptools comes from the environment of this program; nothing is fetched.
"""

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[2]
PROJECTS = (".", "deploy/wheels/tagger")
LISTED = ("git", "ls-files", "-z", "--cached", "--others", "--exclude-standard")
TREES = ("service", "whosaid_attribution", "models", "deploy/wheels")
FILES = ("pyproject.toml", "README.md", "LICENSE")
WHEEL = ("-m", "pip", "wheel", "--no-deps", "--no-build-isolation", "--quiet")


def main(folder: Path) -> None:
    """Write the wheels into a folder."""
    with tempfile.TemporaryDirectory() as name:
        copy = Path(name)
        copy_sources(copy)
        for project in PROJECTS:
            subprocess.run(  # noqa: S603 - no external input
                [sys.executable, *WHEEL, "--wheel-dir", folder, copy / project],
                check=True,
            )


def copy_sources(copy: Path) -> None:
    """Copy what the wheels are built of; links within the project stay links."""
    listed = subprocess.run(  # noqa: S603 - no external input
        [*LISTED, *TREES, *FILES], cwd=ROOT, check=True, capture_output=True, text=True
    )
    for name in filter(None, listed.stdout.split("\0")):
        source, target = ROOT / name, copy / name
        if source.exists():  # a deleted file is still tracked
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(source, target, follow_symlinks=False)


if __name__ == "__main__":
    main(Path(sys.argv[1]).resolve())
