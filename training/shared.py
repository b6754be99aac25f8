"""The encoder, the data and the options that the heads of a joint training share."""

import contextlib
import gc
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import torch
from stanza.models.common.doc import Document
from stanza.models.common.vocab import BaseMultiVocab as MultiVocab
from stanza.utils.conll import CoNLL
from transformers.utils import logging as transformers_logging

from training.encoder import SharedEncoder, find_device, load_encoder
from training.heads import ENCODER, model_path, share_encoder
from training.prepare import GUIDED, TREES
from training.recipe import Part, Recipe

Rows = list[list[dict[str, Any]]]


class Shared:
    """The shared encoder, the prepared data and the options for Stanza's trainers."""

    def __init__(self, recipe: Recipe, *, start: Path, prepared: Path) -> None:
        self.recipe = recipe.joint
        self.prepared = prepared
        self.seed = recipe.seed
        self._package = recipe.package
        self.device = find_device()
        self._start = start
        self.encoder: SharedEncoder
        self.tokenizer: Any
        self.encoder, self.tokenizer = load_encoder(start, self.device)
        self.encoder.frozen = not recipe.joint.train_encoder
        self.options: dict[str, Any] = {
            "bert_model": ENCODER,
            "lr": recipe.joint.head_rate,
            "device": self.device,
        }

    def trees(
        self, part: Part, longest: int | None = None, *, guided: int = 0
    ) -> Document:
        """Return the trees of a part of the treebank.

        Args:
            part: of the treebank.
            longest: most words of a sentence; longer ones are left out.
            guided: number of times to add the guided trees.
        """
        rows = _read_trees(self.prepared / TREES.format(part=part))
        if guided:
            rows = rows + guided * _read_trees(self.prepared / GUIDED)
        return Document([one for one in rows if not longest or len(one) <= longest])

    @contextlib.contextmanager
    def without_rows(self) -> Iterator[None]:
        """Drop the cached trees; exclude living objects from garbage collection.

        The heads hold millions of objects during the whole training, which the garbage
        collector would traverse for seconds, again and again.
        """
        _read_trees.cache_clear()
        gc.collect()
        gc.freeze()
        try:
            yield
        finally:
            gc.unfreeze()

    def fill(self, args: dict[str, Any]) -> None:
        """Set the folder from which a Stanza trainer loads an encoder of its own."""
        transformers_logging.set_verbosity_error()  # hides a warning (no pooler)
        args["bert_model"] = str(self._start)

    def known(self, name: str, vocab: type[MultiVocab]) -> MultiVocab | None:
        """Return the vocabulary of a head that is continued; None for a new head."""
        kept = self._kept(name)
        return None if kept is None else vocab.load_state_dict(kept["vocab"])

    def attach(self, name: str, trainer: Any) -> None:  # noqa: ANN401 - Stanza has no types
        """Give a trainer the shared encoder, and the weights of a continued head."""
        share_encoder(trainer, self.encoder, self.tokenizer)
        kept = self._kept(name)
        if kept is not None:
            trainer.model.load_state_dict(kept["model"], strict=False)

    def _kept(self, name: str) -> dict[str, Any] | None:
        if self.recipe.continue_from is None:
            return None
        path = Path(self.recipe.continue_from) / model_path(name, self._package)
        kept: dict[str, Any] = torch.load(path, map_location="cpu", weights_only=True)
        return kept


@cache
def _read_trees(path: Path) -> Rows:
    rows: Rows
    rows, _, _ = CoNLL.conll2dict(input_file=str(path))
    return rows
