"""Resolve dependencies with pip and write their exact versions.

requirements.txt has the packages of the service, requirements-archive.txt those that
Ray adds. Nothing is installed.
"""

import json
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[2]
PIP = (sys.executable, "-m", "pip", "--quiet")
RESOLVE = ("install", "--dry-run", "--ignore-installed", "--report", "-")
OWN = "whosaid"
ARCHIVE = (".[archive]", "ray[default]")
"""Ray accepts jobs on a cluster only with its extra ``default``."""
HEAD = "# Exact versions for the image; `make lock` writes this file."


def main() -> None:
    """Resolve all packages together, then the service alone with the same versions."""
    everything = resolve(*ARCHIVE)
    with tempfile.NamedTemporaryFile("w", suffix=".txt") as agreed:
        agreed.write(listing(everything))
        agreed.flush()
        service = resolve(".", "--constraint", agreed.name)
    extra = {name: everything[name] for name in everything.keys() - service.keys()}
    (ROOT / "requirements.txt").write_text(listing(service), "utf-8")
    (ROOT / "requirements-archive.txt").write_text(listing(extra), "utf-8")


def resolve(*words: str) -> dict[str, str]:
    """Return the version of each package that pip would install, by name.

    The local part of a version ("+cpu") is removed, since it depends on the machine.
    """
    done = subprocess.run(  # noqa: S603 - no external input
        [*PIP, *RESOLVE, *words], cwd=ROOT, check=True, capture_output=True, text=True
    )
    found = [item["metadata"] for item in json.loads(done.stdout)["install"]]
    versions = {
        one["name"].lower().replace("_", "-"): one["version"].partition("+")[0]
        for one in found
    }
    return {name: versions[name] for name in versions.keys() - {OWN}}


def listing(versions: dict[str, str]) -> str:
    """Return the content of a requirements file."""
    lines = [f"{name}=={versions[name]}" for name in sorted(versions)]
    return "\n".join([HEAD, *lines, ""])


if __name__ == "__main__":
    main()
