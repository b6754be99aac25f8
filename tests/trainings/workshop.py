"""A folder with the made-up corpora, and the training's command line over it."""

import shutil
from pathlib import Path

from training.__main__ import main
from training.prepare import FOLDER as PREPARED

RECIPE = Path(__file__).parent / "tiny.toml"
STEPS = ("prepare", "tokenizer", "lemma", "joint", "assemble", "measure")


class Workshop:
    """A folder with the made-up corpora, and the command line over it."""

    def __init__(self, data: Path, encoder: Path, work: Path) -> None:
        self.data = data
        self.encoder = encoder
        self.work = work

    def beside(self, folder: Path) -> "Workshop":
        """Return a workshop with the same data prepared, where nothing was trained."""
        shutil.copytree(self.work / PREPARED, folder / PREPARED)
        return Workshop(self.data, self.encoder, folder)

    def arguments(self, step: str, *more: str) -> list[str]:
        """Return the arguments of a step."""
        options = {
            "prepare": ["--data", str(self.data)],
            "joint": ["--start", str(self.encoder)],
            "measure": ["--data", str(self.data)],
        }
        work = ["--recipe", str(RECIPE), "--work", str(self.work)]
        return [step, *work, *options.get(step, []), *more]

    def run(self, step: str, *more: str) -> int:
        """Run a step; return the exit status."""
        return main(self.arguments(step, *more))
