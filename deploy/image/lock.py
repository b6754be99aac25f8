"""Write the locked requirements of the images with pip-tools.

requirements.txt has what the service needs, requirements-archive.txt what Ray adds,
each with the hashes of its files. requirements-torch.txt has PyTorch alone and no hash:
the wheel for the processor comes from another index than PyPI's, and PyPI has no such
file. pip has to know that index here (PIP_EXTRA_INDEX_URL or a folder of wheels),
or the files hold the packages of CUDA as well. Nothing is installed.
"""

import re
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[2]
COMPILE = (
    *(sys.executable, "-m", "piptools", "compile", "--quiet", "--output-file", "-"),
    *("--strip-extras", "--allow-unsafe", "--no-header", "--no-annotate"),
    *("--no-emit-options",),
)
CLUSTER = "ray[default]"
"""Ray accepts jobs on a cluster only with its extra ``default``."""
TORCH = "torch"
HEAD = "# Locked for the image; `make lock` writes this file."


def main() -> None:
    """Resolve everything together, so that the files agree; then the service alone."""
    with tempfile.TemporaryDirectory() as folder:
        cluster = Path(folder, "cluster.in")
        cluster.write_text(CLUSTER, "utf-8")
        everything = compiled("--generate-hashes", "--extra", "archive", str(cluster))
        agreed = Path(folder, "agreed.txt")
        agreed.write_text("\n".join(map(pin, everything.values())), "utf-8")
        service = compiled("--constraint", str(agreed)).keys()
    torch = pin(everything.pop(TORCH)).partition("+")[0]
    extra = everything.keys() - service
    write("requirements.txt", [everything[name] for name in everything.keys() - extra])
    write("requirements-archive.txt", [everything[name] for name in extra])
    write("requirements-torch.txt", [torch])


def compiled(*options: str) -> dict[str, str]:
    """Return the requirement of each package, its lines of hashes included."""
    done = subprocess.run(  # noqa: S603 - no external input
        [*COMPILE, *options, "pyproject.toml"],
        cwd=ROOT,
        check=True,
        stdout=subprocess.PIPE,
        text=True,
    )
    found = re.findall(r"^[a-z].*(?:\n +--hash.*)*", done.stdout, re.MULTILINE)
    return {each.partition("==")[0]: each for each in found}


def pin(requirement: str) -> str:
    """Return a requirement without its hashes."""
    return requirement.split(maxsplit=1)[0]


def write(name: str, requirements: list[str]) -> None:
    """Write a file of requirements, sorted."""
    text = "\n".join([HEAD, *sorted(requirements), ""])
    (ROOT / name).write_text(text, "utf-8")


if __name__ == "__main__":
    main()
