"""Joint training of Stanza models on one encoder.

The heads take steps in the order of the recipe. A step trains one head and, through
it, the encoder. All learning rates decrease towards the limit.
"""

import logging
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import torch
from torch.optim import Optimizer

from training.encoder import save_encoder
from training.feed import seed_all
from training.heads import Head
from training.loop import Limit, Plan, train
from training.ner_head import build_ner
from training.parser_head import build_parser
from training.prepare import FOLDER as PREPARED
from training.prepare import prepared_in
from training.recipe import HeadRecipe, Kind, Recipe, digest, without_limit
from training.shared import Shared
from training.tagger_head import build_tagger

FOLDER = "joint"
LEAST_ENCODER_RATE = 0.01
LEAST_HEAD_RATE = 0.02
"""Fractions of the full learning rates at the end."""

BUILDERS: dict[Kind, Callable[[str, HeadRecipe, Shared], Head]] = {
    "parser": build_parser,
    "tagger": build_tagger,
    "names": build_ner,
}


def train_joint(recipe: Recipe, work: Path, *, start: Path) -> Path:
    """Train encoder and heads, or continue a stopped training; return their folder.

    Args:
        recipe: of the training.
        work: the folder with the output of ``prepare``.
        start: folder of the initial encoder, in transformers' format.

    Raises:
        StaleWork: the prepared data or the saved state belongs to another recipe.
    """
    prepared = prepared_in(work, recipe)
    logging.getLogger("stanza").setLevel(logging.WARNING)
    seed_all(recipe.seed, "weights")
    shared = Shared(recipe, start=start, prepared=work / PREPARED)
    joint = recipe.joint
    plan = Plan(
        "joint",
        digest([without_limit(recipe), prepared.sources, str(start)]),
        Limit(joint.steps, joint.minutes),
        joint.evaluate_every,
        joint.save_every,
    )
    job = JointJob(shared)
    with shared.without_rows():
        train(job, plan, work / FOLDER)
    return work / FOLDER


class JointJob:
    """The steps of encoder and heads, as ``training.loop`` runs them."""

    def __init__(self, shared: Shared) -> None:
        self._recipe = recipe = shared.recipe
        self._shared = shared
        self._heads = {
            name: BUILDERS[head.kind](name, head, shared)
            for name, head in recipe.heads.items()
        }
        encoder = shared.encoder
        for weight in encoder.parameters():
            weight.requires_grad = not encoder.frozen
        self._optimizer = torch.optim.AdamW(
            encoder.parameters(),
            lr=recipe.encoder_rate,
            weight_decay=recipe.encoder_decay,
        )

    def step(self, number: int, progress: float) -> Mapping[str, float]:
        """Train one head, and the encoder through it."""
        recipe, encoder = self._recipe, self._shared.encoder
        head = self._heads[recipe.order[(number - 1) % len(recipe.order)]]
        rate = recipe.head_rate * falling(
            number, progress, recipe.head_warm_up, LEAST_HEAD_RATE
        )
        set_rate([one for h in self._heads.values() for one in h.optimizers], rate)
        loss = head.step(self._shared.seed, number)
        torch.nn.utils.clip_grad_norm_(encoder.parameters(), 1.0)
        rate = recipe.encoder_rate * falling(
            number, progress, recipe.encoder_warm_up, LEAST_ENCODER_RATE
        )
        set_rate([self._optimizer], rate)
        self._optimizer.step()
        self._optimizer.zero_grad()
        return {head.name: loss}

    def evaluate(self, *, whole: bool) -> Mapping[str, float]:
        """Return the scores of all heads over all development sentences or a sample."""
        most = None if whole else self._recipe.development_sentences
        scores: dict[str, float] = {}
        for head in self._heads.values():
            scores |= head.score(most)
        return {name: round(value, 2) for name, value in scores.items()}

    def state(self) -> dict[str, Any]:
        """Return the weights, the optimisers and the positions in the data."""
        return {
            "encoder": self._shared.encoder.model.state_dict(),
            "optimizer": self._optimizer.state_dict(),
            "heads": {name: head.state() for name, head in self._heads.items()},
        }

    def restore(self, state: Mapping[str, Any]) -> None:
        """Continue from a state of ``state``."""
        self._shared.encoder.model.load_state_dict(state["encoder"])
        self._optimizer.load_state_dict(state["optimizer"])
        for name, head in self._heads.items():
            head.restore(state["heads"][name])

    def save(self, folder: Path) -> None:
        """Write the encoder in transformers' format and each head in Stanza's."""
        shared = self._shared
        save_encoder(shared.encoder, shared.tokenizer, folder / "encoder")
        for name, head in self._heads.items():
            head.save(folder / f"{name}.pt")


def falling(step: int, progress: float, warm_up: int, least: float) -> float:
    """Return the fraction of the full learning rate: linear warm-up, then decrease.

    Args:
        step: number of the step, from 1.
        progress: of the training, 0 to 1.
        warm_up: steps of the warm-up.
        least: fraction at the end.
    """
    return min(1.0, step / warm_up) * max(least, 1 - progress)


def set_rate(optimizers: Sequence[Optimizer], rate: float) -> None:
    """Set the learning rate of all parameters."""
    for optimizer in optimizers:
        for group in optimizer.param_groups:
            group["lr"] = rate
