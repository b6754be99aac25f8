"""How the tests are divided between the processes of pytest-xdist."""

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from xdist.remote import Producer
    from xdist.scheduler import LoadScopeScheduling

TESTS = Path(__file__).parent
TOGETHER = ("archive", "model", "trainings", "web")
"""Folders whose modules share what is slow to make: a Ray, the models, a workshop, a
browser. One process runs a whole folder; elsewhere each module goes to either."""
APART = (
    "model/test_cli_real.py",
    "model/test_fuzzing.py",
    "model/test_nlp_loading.py",
    "model/test_nlp_parsers.py",
    "web/test_scripts.py",
)
"""Modules of those folders that share nothing, or take longer than what they share."""
FIRST = ("archive", "model", "trainings", "faults", "clients", "web", "package")
"""Folders that take longest; they begin first, so that short modules fill the end."""


def pytest_collection_modifyitems(
    config: pytest.Config, items: list[pytest.Item]
) -> None:
    """Order the tests where several processes run them."""
    if hasattr(config, "workerinput"):
        items.sort(key=lambda item: rank_of(item.path))


def rank_of(path: Path) -> int:
    """Return the place of a module's folder in the order of the tests."""
    folder = path.relative_to(TESTS).parts[0]
    return FIRST.index(folder) if folder in FIRST else len(FIRST)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(
    config: pytest.Config, log: "Producer"
) -> "LoadScopeScheduling":
    """Give all tests of a group to one process.

    xdist's own ``--dist loadgroup`` finds no groups under pytest 9.2: xdist 3.8 sets
    ``Item._nodeid``, which nothing reads any more.
    """
    from xdist.scheduler import LoadScopeScheduling  # noqa: PLC0415 - may be missing

    class GroupScheduling(LoadScopeScheduling):
        def _split_scope(self, nodeid: str) -> str:
            return group_of(nodeid)

    return GroupScheduling(config, log)


def group_of(nodeid: str) -> str:
    """Return the group of a test: the folder that shares something, or the module."""
    module = nodeid.partition("::")[0].removeprefix("tests/")
    folder = module.partition("/")[0]
    return folder if folder in TOGETHER and module not in APART else module
