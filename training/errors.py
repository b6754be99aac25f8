"""What the training refuses to do, with the evidence.

TrainingError
├── BrokenRow       a row of the data is not what its format says
├── InvalidRecipe   a recipe has a wrong field or value
└── StaleWork       a folder holds the work of another recipe or other data
"""

from pathlib import Path

from service.errors import WhosaidError


class TrainingError(WhosaidError):
    """The root of all that a person can mend."""

    code = "cannot_train"


class BrokenRow(TrainingError):
    """A row of the data cannot be used; ``line`` counts from 1."""

    code = "broken_row"

    def __init__(self, reason: str, *, path: Path, line: int) -> None:
        super().__init__(f"{path}, line {line}: {reason}")
        self.reason = reason
        self.path = path
        self.line = line


class InvalidRecipe(TrainingError):
    """A recipe cannot be followed."""

    code = "invalid_recipe"

    def __init__(self, reason: str, *, path: Path) -> None:
        super().__init__(f"{path}: {reason}")
        self.reason = reason
        self.path = path


class StaleWork(TrainingError):
    """A step was begun, or prepared, with something else than it is now given."""

    code = "stale_work"

    def __init__(self, reason: str, *, path: Path) -> None:
        super().__init__(f"{path}: {reason}")
        self.reason = reason
        self.path = path
