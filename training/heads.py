"""A head in the joint training: what parser, tagger and NER models share."""

import random
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any, TypeVar

import torch
from torch.optim import Optimizer

from service.nlp.packages import LANGUAGE
from training.encoder import SharedEncoder
from training.feed import Feed, seed_all

Item = TypeVar("Item")

POOL = 16
"""Batches whose items are sorted by length together."""

ATTRIBUTION = "attribution"
"""The attribution tagger, a second model of Stanza's NER processor."""

ENCODER = "quote_encoder"
"""The heads' ``bert_model``; the service provides the encoder under this name."""

OPTIONS: dict[str, Any] = {
    "mode": "train",
    "shorthand": "en_news",
    "pretrain": False,
    "word_emb_dim": 0,
    "word_cutoff": 0,
    "optim": "adamw",
    "second_optim": None,
    "bert_hidden_layers": 1,
    "bert_learning_rate": 0.0,
}
"""Options of Stanza's trainers for a head of any kind on a shared encoder."""


def model_path(head: str, package: str) -> str:
    """Return the path of the model of a head in a package."""
    if head == ATTRIBUTION:
        return f"{LANGUAGE}/ner/{ATTRIBUTION}.pt"
    return f"{LANGUAGE}/{head}/{package}.pt"


class Head:
    """A Stanza model in training.

    Args:
        name: of the head and of its file.
        trainer: Stanza's trainer with the shared encoder.
        optimizers: of the trainer.
        feed: of batches in the form that ``load`` takes.
        load: returns Stanza's form of a batch.
        score: returns scores over at most so many development sentences; None uses all.
    """

    def __init__(  # noqa: PLR0913 - called once by the module of each kind
        self,
        name: str,
        trainer: Any,  # noqa: ANN401
        *,
        optimizers: list[Optimizer],
        feed: Feed[Any],
        load: Callable[[Any], Any],
        score: Callable[[int | None], Mapping[str, float]],
    ) -> None:
        self.name = name
        self.trainer = trainer
        self.optimizers = optimizers
        self.feed = feed
        self._load = load
        self.score = score

    def step(self, seed: int, number: int) -> float:
        """Train on the next batch; return the loss.

        Random numbers (dropout) depend on ``seed`` and the ``number`` of the step only.
        """
        chosen = self.feed.next()
        seed_all(seed, "step", number)
        answer = self.trainer.update(self._load(chosen))
        return float(answer[0] if isinstance(answer, tuple) else answer)

    def weights(self) -> dict[str, Any]:
        """Return the weights of the head without the encoder."""
        state = self.trainer.model.state_dict()
        return {name: value for name, value in state.items() if not _shared(name)}

    def state(self) -> dict[str, Any]:
        """Return the state from which ``restore`` continues."""
        return {
            "model": self.weights(),
            "optimizers": [one.state_dict() for one in self.optimizers],
            "place": self.feed.place,
        }

    def restore(self, state: Mapping[str, Any]) -> None:
        """Continue from a state of ``state``."""
        self.trainer.model.load_state_dict(state["model"], strict=False)
        for optimizer, kept in zip(self.optimizers, state["optimizers"], strict=True):
            optimizer.load_state_dict(kept)
        self.feed.move_to(tuple(state["place"]))

    def save(self, path: Path) -> None:
        """Write the model in Stanza's format, without the encoder."""
        args = self.trainer.args
        finetune, args["bert_finetune"] = args["bert_finetune"], False
        self.trainer.save(str(path))
        args["bert_finetune"] = finetune


def _shared(name: str) -> bool:
    return name.startswith("bert_model.")


def share_encoder(trainer: Any, encoder: SharedEncoder, tokenizer: Any) -> None:  # noqa: ANN401
    """Replace the encoder of a new Stanza trainer by the shared one."""
    model = trainer.model
    model.bert_model = encoder
    model.bert_tokenizer = tokenizer
    model.bert_finetuning = not encoder.frozen  # read by the parser
    trainer.args["bert_model"] = ENCODER
    trainer.args["bert_finetune"] = not encoder.frozen  # read by the other kinds


def sample(count: int, most: int | None) -> list[int]:
    """Return the indices of at most ``most`` of ``count`` items, evenly spread."""
    if most is None or count <= most:
        return list(range(count))
    return torch.linspace(0, count - 1, most).long().tolist()


def pooled(
    items: Iterable[Item], size: int, *, key: Callable[[Item], int]
) -> list[Item]:
    """Return items in random order, sorted by ``key`` in pools of ``POOL`` batches.

    The items of a batch then have similar lengths, which keeps padding low.
    """
    order = list(items)
    random.shuffle(order)
    width = POOL * size
    pools = (order[start : start + width] for start in range(0, len(order), width))
    return [item for pool in pools for item in sorted(pool, key=key)]
