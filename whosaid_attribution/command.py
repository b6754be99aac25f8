"""The commands ``whosaid`` and ``whosaid-attribution``."""

import sys

from whosaid_attribution.ownership import ForeignModule, check_command, check_package


def main() -> int:
    """Run the command ``whosaid``; refuse where another distribution has one too."""
    return _run(by_own_name=False)


def main_by_own_name() -> int:
    """Run the command ``whosaid-attribution``, a name that no other project has."""
    return _run(by_own_name=True)


def _run(*, by_own_name: bool) -> int:
    try:
        check_package()
        if not by_own_name:
            check_command()
    except ForeignModule as error:
        print(f"whosaid: {error}", file=sys.stderr)  # noqa: T201 - before any console
        return 1
    from service.cli import main as run  # noqa: PLC0415 - only now is it ours

    return run()
