"""Errors of the training, with their evidence.

TrainingError
├── BrokenRow       a row of the data is invalid in its format
├── InvalidRecipe   a recipe has an invalid field or value
└── StaleWork       a folder holds the output of another recipe or other data
"""

from pathlib import Path

from service.errors import WhosaidError


class TrainingError(WhosaidError):
    """Base class of the errors that the user can correct."""

    code = "cannot_train"


class BrokenRow(TrainingError):
    """A row of the data is invalid; ``line`` counts from 1."""

    code = "broken_row"

    def __init__(self, reason: str, *, path: Path, line: int) -> None:
        super().__init__(f"{path}, line {line}: {reason}")
        self.reason = reason
        self.path = path
        self.line = line


class InvalidRecipe(TrainingError):
    """A recipe is invalid."""

    code = "invalid_recipe"

    def __init__(self, reason: str, *, path: Path) -> None:
        super().__init__(f"{path}: {reason}")
        self.reason = reason
        self.path = path


class StaleWork(TrainingError):
    """The prepared data or the saved state belongs to another recipe or other data."""

    code = "stale_work"

    def __init__(self, reason: str, *, path: Path) -> None:
        super().__init__(f"{path}: {reason}")
        self.reason = reason
        self.path = path
