"""What the joint training knows about a head, of whatever kind."""

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

ATTRIBUTION = "attribution"
"""The head that lies beside the names, as a second model of Stanza's NER."""

ENCODER = "quote_encoder"
"""What the heads call their encoder; the service gives it to them by this name."""

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
"""Options of Stanza's trainers that make a head on a shared encoder, for all kinds."""


def model_path(head: str, package: str) -> str:
    """Return where a head's model lies in a package."""
    if head == ATTRIBUTION:
        return f"{LANGUAGE}/ner/{ATTRIBUTION}.pt"
    return f"{LANGUAGE}/{head}/{package}.pt"


class Head:
    """An ordinary Stanza model in training.

    Args:
        name: of the head, and of its file.
        trainer: Stanza's, its encoder exchanged for the shared one.
        feed: of batches, as ``load`` takes them.
        load: makes Stanza's batch.
        score: returns scores over so many development sentences, or over all.
    """

    def __init__(  # noqa: PLR0913 - a head is put together once, by its kind's module
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

        What is drawn on the way, as by dropout, depends on the step's number alone.
        """
        chosen = self.feed.next()
        seed_all(seed, "step", number)
        answer = self.trainer.update(self._load(chosen))
        return float(answer[0] if isinstance(answer, tuple) else answer)

    def weights(self) -> dict[str, Any]:
        """Return the weights of the head without those of the encoder."""
        state = self.trainer.model.state_dict()
        return {name: value for name, value in state.items() if not _shared(name)}

    def state(self) -> dict[str, Any]:
        """Return everything that a stopped training needs to go on."""
        return {
            "model": self.weights(),
            "optimizers": [one.state_dict() for one in self.optimizers],
            "place": self.feed.place,
        }

    def restore(self, state: Mapping[str, Any]) -> None:
        """Go on from a kept state."""
        self.trainer.model.load_state_dict(state["model"], strict=False)
        for optimizer, kept in zip(self.optimizers, state["optimizers"], strict=True):
            optimizer.load_state_dict(kept)
        self.feed.move_to(tuple(state["place"]))

    def save(self, path: Path) -> None:
        """Write the model as Stanza does, without the encoder."""
        args = self.trainer.args
        finetune, args["bert_finetune"] = args["bert_finetune"], False
        self.trainer.save(str(path))
        args["bert_finetune"] = finetune


def _shared(name: str) -> bool:
    return name.startswith("bert_model.")


def share_encoder(trainer: Any, encoder: SharedEncoder, tokenizer: Any) -> None:  # noqa: ANN401
    """Give a new Stanza trainer the shared encoder in place of its own."""
    model = trainer.model
    model.bert_model = encoder
    model.bert_tokenizer = tokenizer
    model.bert_finetuning = not encoder.frozen  # the parser's switch
    trainer.args["bert_model"] = ENCODER
    trainer.args["bert_finetune"] = not encoder.frozen  # the switch of the others


def sample(count: int, most: int | None) -> list[int]:
    """Return indices of at most ``most`` items, evenly spread."""
    if most is None or count <= most:
        return list(range(count))
    return torch.linspace(0, count - 1, most).long().tolist()


def pooled(
    items: Iterable[Item], size: int, *, key: Callable[[Item], int]
) -> list[Item]:
    """Return items in random order, sorted in pools of ``POOL`` batches.

    So a batch holds items of about one length, and little of it is padding.
    """
    order = list(items)
    random.shuffle(order)
    width = POOL * size
    pools = (order[start : start + width] for start in range(0, len(order), width))
    return [item for pool in pools for item in sorted(pool, key=key)]
