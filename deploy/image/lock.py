"""Write the exact versions of what the images hold; pip resolves them anew.

requirements.txt has what the service needs, requirements-archive.txt what Ray adds.
Nothing is installed.
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
"""A cluster takes jobs only with Ray's default extra."""
HEAD = "# Exact versions for the image; `make lock` writes this file."


def main() -> None:
    """Resolve everything together, so that both files agree; then the service alone."""
    everything = resolve(*ARCHIVE)
    with tempfile.NamedTemporaryFile("w", suffix=".txt") as agreed:
        agreed.write(listing(everything))
        agreed.flush()
        service = resolve(".", "--constraint", agreed.name)
    extra = {name: everything[name] for name in everything.keys() - service.keys()}
    (ROOT / "requirements.txt").write_text(listing(service), "utf-8")
    (ROOT / "requirements-archive.txt").write_text(listing(extra), "utf-8")


def resolve(*words: str) -> dict[str, str]:
    """Return the version of each package that pip would install.

    The local part ("+cpu") names a build of a version, which each machine chooses.
    """
    done = subprocess.run(  # noqa: S603 - no word of it comes from outside
        [*PIP, *RESOLVE, *words], cwd=ROOT, check=True, capture_output=True, text=True
    )
    found = [item["metadata"] for item in json.loads(done.stdout)["install"]]
    versions = {
        one["name"].lower().replace("_", "-"): one["version"].partition("+")[0]
        for one in found
    }
    return {name: versions[name] for name in versions.keys() - {OWN}}


def listing(versions: dict[str, str]) -> str:
    """Return a file of requirements."""
    lines = [f"{name}=={versions[name]}" for name in sorted(versions)]
    return "\n".join([HEAD, *lines, ""])


if __name__ == "__main__":
    main()
