"""Build the image with podman and the pip configuration of this machine.

``build.py BASE TAG [TARGET]``: the pip configuration (indexes, certificates, folders of
wheels) is passed to the build as a secret and as read-only mounts, and is not part of
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
"""Options that replace the index of the Dockerfile."""


def main(base: str, tag: str, target: str = "service") -> None:
    """Build one image."""
    options = pip_options()
    with tempfile.NamedTemporaryFile("w", suffix=".conf") as conf:
        conf.write("[global]\n")
        conf.writelines(f"{name} = {value}\n" for name, value in options.items())
        conf.flush()
        done = subprocess.run(  # noqa: S603 - no external input
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
    """Return the pip options of this machine; variables override files."""
    lines = output(sys.executable, "-m", "pip", "config", "list").splitlines()
    found = [line.partition("=") for line in lines]
    found.sort(key=lambda parts: parts[0].startswith(":env:"))
    return {
        name.rpartition(".")[2]: ast.literal_eval(value).replace("\n", "\n  ")
        for name, _, value in found
    }


def paths(options: dict[str, str]) -> Iterator[Path]:
    """Yield the existing files and folders that the options name."""
    for value in options.values():
        for word in value.split():
            path = Path(word.removeprefix("file://"))
            if path.is_absolute() and path.exists():
                # An index refers to files in folders next to it.
                yield path.parent if word.startswith("file://") else path


def output(*command: str) -> str:
    """Return the standard output of a command."""
    done = subprocess.run(  # noqa: S603 - no external input
        command, cwd=ROOT, check=True, capture_output=True, text=True
    )
    return done.stdout.strip()


if __name__ == "__main__":
    main(*sys.argv[1:])
