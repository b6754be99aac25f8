"""Checks that modules and the command are those of this distribution.

The distribution installs the modules ``whosaid_attribution`` and ``service`` and the
commands ``whosaid`` and ``whosaid-attribution``. The distribution ``whosaid`` on PyPI,
an unrelated transcription tool, owns the module ``whosaid`` and a command of that name.
A wheel runs no code when it is installed, so the checks are made at the start.
"""

from importlib import import_module
from importlib.metadata import entry_points
from importlib.util import find_spec
from pathlib import Path

COMMAND = "whosaid"
DISTRIBUTION = "whosaid-attribution"
PACKAGE = "service"
ROOT = Path(__file__).resolve().parents[1]


class ForeignModule(ImportError):
    """Another project's module or command stands in the place of ours."""


def check_package() -> None:
    """Check that ``import service`` finds the package beside this one.

    Raises:
        ForeignModule: it finds none, or another one, such as a folder ``service`` in
            the current folder.
    """
    spec = find_spec(PACKAGE)
    origin = Path(spec.origin).resolve() if spec and spec.origin else None
    if origin != ROOT / PACKAGE / "__init__.py":
        raise ForeignModule(
            f"the module `{PACKAGE}` is {origin or 'not a package'} and not that of "
            f"{DISTRIBUTION} ({ROOT / PACKAGE}): start Python in another folder, or "
            "install both in environments of their own",
            name=PACKAGE,
        )
    if getattr(import_module(PACKAGE), "DISTRIBUTION", None) != DISTRIBUTION:
        raise ForeignModule(
            f"another distribution has overwritten {origin}: install "
            f"{DISTRIBUTION} in an environment of its own",
            name=PACKAGE,
        )


def check_command() -> None:
    """Check that no other distribution has a command ``whosaid`` in this environment.

    Raises:
        ForeignModule: one has; its command and ours overwrite each other.
    """
    others = {
        each.dist.name
        for each in entry_points(group="console_scripts", name=COMMAND)
        if each.dist is not None and each.dist.name != DISTRIBUTION
    }
    if others:
        raise ForeignModule(
            f"the command `{COMMAND}` is also that of the distribution "
            f"{', '.join(sorted(others))}: use the command {DISTRIBUTION}, or install "
            "one of them in an environment of its own"
        )
