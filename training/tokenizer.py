"""Train Stanza's tokenizer and sentence splitter, step by step."""

import logging
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from stanza.models import tokenizer as stanza_tokenizer
from stanza.models.tokenization.data import DataLoader, TokenizationDataset
from stanza.models.tokenization.trainer import Trainer
from stanza.models.tokenization.utils import eval_model

from training.encoder import find_device
from training.feed import seed_all
from training.loop import Limit, Plan, train
from training.prepare import FOLDER as PREPARED
from training.prepare import LABELS, TEXT, prepared_in
from training.recipe import Recipe, TokenizerRecipe, digest

FOLDER = "tokenizer"
MODEL = "tokenize.pt"
SCORE = "words and sentences"
FULL_RATE = 3
"""The learning rate decreases in the last third of the steps."""


def train_tokenizer(recipe: Recipe, work: Path) -> Path:
    """Train the tokenizer, or continue a stopped training; return the model's path.

    Raises:
        StaleWork: the prepared data or the saved state belongs to another recipe.
    """
    prepared = prepared_in(work, recipe)
    logging.getLogger("stanza").setLevel(logging.WARNING)
    tokenizer = recipe.tokenizer
    plan = Plan(
        "tokenizer",
        digest([recipe.seed, tokenizer.stanza, tokenizer.steps, prepared.sources]),
        Limit(steps=tokenizer.steps),
        tokenizer.evaluate_every,
        tokenizer.save_every,
    )
    job = TokenizerJob(tokenizer, work / PREPARED, recipe.seed)
    train(job, plan, work / FOLDER)
    return work / FOLDER / MODEL


class TokenizerJob:
    """The steps of the tokenizer, as ``training.loop`` runs them."""

    def __init__(self, recipe: TokenizerRecipe, prepared: Path, seed: int) -> None:
        seed_all(seed, "tokenizer")
        self._seed = seed
        functions = list(stanza_tokenizer.DEFAULT_FEAT_FUNCS)
        self._args: dict[str, Any] = (
            stanza_tokenizer.parse_args([])
            | {"lang": "en", "shorthand": "en_news", "use_mwt": False}
            | {"feat_funcs": functions, "feat_dim": len(functions)}
            | {"num_dict_feat": 0, "device": find_device()}
            | recipe.stanza
        )
        self._data = DataLoader(
            self._args, input_files=_files(prepared, "train"), mwt_expansions={}
        )
        self._paragraphs = [list(one) for one in self._data.sentences]
        self._round = 0
        vocab = self._data.vocab
        self._args["vocab_size"] = len(vocab)
        self._development = TokenizationDataset(
            self._args,
            input_files=_files(prepared, "dev"),
            vocab=vocab,
            evaluation=True,
        )
        self._trainer = Trainer(
            args=self._args, vocab=vocab, device=self._args["device"]
        )

    def step(self, number: int, progress: float) -> Mapping[str, float]:
        """Train on one batch."""
        self._shuffle((number - 1) // self._args["shuffle_steps"])
        seed_all(self._seed, "tokenizer", number)
        rate = self._args["lr0"] * min(1.0, FULL_RATE * (1 - progress))
        self._trainer.change_lr(rate)
        batch = self._data.next(
            unit_dropout=self._args["unit_dropout"],
            feat_unit_dropout=self._args["feat_unit_dropout"],
        )
        return {"tokenizer": self._trainer.update(batch)}

    def _shuffle(self, number: int) -> None:
        """Shuffle the sentences; the order depends on the seed and the round only."""
        if number != self._round:
            seed_all(self._seed, "tokenizer", "round", number)
            self._data.sentences = [list(one) for one in self._paragraphs]
            self._data.shuffle()
            self._round = number

    def evaluate(self, *, whole: bool) -> Mapping[str, float]:  # noqa: ARG002 - it is quick
        """Return the mean of the F1 of words and of sentences."""
        data = self._development
        score = eval_model(self._args, self._trainer, data, data.vocab, {})
        return {SCORE: round(100 * score, 2)}

    def state(self) -> dict[str, Any]:
        """Return the weights and the optimiser."""
        return {
            "model": self._trainer.model.state_dict(),
            "optimizer": self._trainer.optimizer.state_dict(),
        }

    def restore(self, state: Mapping[str, Any]) -> None:
        """Continue from a state of ``state``."""
        self._trainer.model.load_state_dict(state["model"])
        self._trainer.optimizer.load_state_dict(state["optimizer"])

    def save(self, folder: Path) -> None:
        """Write the model in Stanza's format."""
        self._trainer.save(str(folder / MODEL))


def _files(prepared: Path, part: str) -> dict[str, str]:
    return {
        "txt": str(prepared / TEXT.format(part=part)),
        "label": str(prepared / LABELS.format(part=part)),
    }
