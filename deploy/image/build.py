"""Build the image with podman and with this machine's own pip configuration.

``build.py BASE TAG [TARGET]``: what pip is told here (indexes, certificates, folders of
wheels) is handed to the build as a secret and as read-only mounts. None of it stays in
the image. Processes are isolated by chroot, which works without user namespaces.
"""

import ast
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
SOURCES = {"index-url", "extra-index-url", "find-links"}
"""Where pip looks here, in the place of the address that the Dockerfile has."""


def main(base: str, tag: str, target: str = "service") -> None:
    """Build one image."""
    options = pip_options()
    with tempfile.NamedTemporaryFile("w", suffix=".conf") as conf:
        conf.write("[global]\n")
        conf.writelines(f"{name} = {value}\n" for name, value in options.items())
        conf.flush()
        done = subprocess.run(  # noqa: S603 - no word of it comes from outside
            [
                *("podman", "build", "--format", "docker", "--isolation", "chroot"),
                *("--network", "host", "--secret", f"id=pip,src={conf.name}"),
                *(f"--volume={path}:{path}:ro" for path in sorted(set(paths(options)))),
                *("--build-arg", f"BASE={base}:run"),
                *("--build-arg", f"BUILD_BASE={base}:build"),
                *("--build-arg", f"REVISION={output('git', 'rev-parse', 'HEAD')}"),
                *(
                    ["--build-arg=PIP_EXTRA_INDEX_URL="]
                    if options.keys() & SOURCES
                    else []
                ),
                *("--target", target, "--tag", tag, str(ROOT)),
            ],
            check=False,
        )
    sys.exit(done.returncode)


def pip_options() -> dict[str, str]:
    """Return what pip is told here; the environment comes after the files."""
    lines = output(sys.executable, "-m", "pip", "config", "list").splitlines()
    found = [line.partition("=") for line in lines]
    found.sort(key=lambda parts: parts[0].startswith(":env:"))
    return {
        name.rpartition(".")[2]: ast.literal_eval(value).replace("\n", "\n  ")
        for name, _, value in found
    }


def paths(options: dict[str, str]) -> Iterator[Path]:
    """Return the files and folders of this machine that the options name."""
    for value in options.values():
        for word in value.split():
            path = Path(word.removeprefix("file://"))
            if path.is_absolute() and path.exists():
                # The pages of an index name files in folders beside it.
                yield path.parent if word.startswith("file://") else path


def output(*command: str) -> str:
    """Return what a command prints."""
    done = subprocess.run(  # noqa: S603 - no word of it comes from outside
        command, cwd=ROOT, check=True, capture_output=True, text=True
    )
    return done.stdout.strip()


if __name__ == "__main__":
    main(*sys.argv[1:])
