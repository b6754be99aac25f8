# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false
# pyright: reportUnknownArgumentType=false, reportMissingTypeStubs=false
# ruff: noqa: ANN401 - Stanza and transformers have no types
"""The encoder that all heads of the shipped package share, run once per sentence."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import msgspec
import torch
from stanza.models.common.bert_embedding import build_cloned_features
from stanza.models.common.foundation_cache import BertRecord, FoundationCache
from torch import Tensor
from transformers import AutoModel, AutoTokenizer
from transformers.utils import logging as transformers_logging

from service.nlp.batches import batches
from service.nlp.models import LANGUAGE

NAME = "quote_encoder"
"""What the heads call their encoder; Stanza looks it up in its cache by this name."""

MAX_PIECES = 512
"""The encoder's window. Stanza slides it over a longer sentence, and so do we."""

BATCH_PIECES = 1_536
"""Word pieces of one tensor, padding included."""

OVERHEAD = 16
"""Word pieces that take the time of starting one more tensor."""

BLANK = "-"
"""What stands for a word of which the encoder's tokenizer leaves nothing."""

MOST_CACHED = 50_000


def load_cache(models: Path, device: str) -> FoundationCache:
    """Return a cache with the folder's encoder in it, empty where it has none."""
    cache = FoundationCache(local_files_only=True)
    folder = models / LANGUAGE / "encoder"
    if folder.is_dir():
        model, tokenizer = _load_encoder(folder, device)
        cache.bert[NAME] = BertRecord(model, tokenizer, {})
    return cache


def _load_encoder(folder: Path, device: str) -> tuple[Any, Any]:
    """Load weights and tokenizer, quietly and from this folder alone."""
    transformers_logging.disable_progress_bar()
    model, report = AutoModel.from_pretrained(
        str(folder),
        add_pooling_layer=False,
        dtype=torch.float32,
        local_files_only=True,
        output_loading_info=True,
    )
    wrong = [*report["missing_keys"], *report["mismatched_keys"]]
    if wrong:
        raise ValueError(f"weights of the encoder are missing: {sorted(wrong)[:3]}")
    tokenizer: Any = AutoTokenizer.from_pretrained(str(folder), local_files_only=True)
    tokenizer.model_max_length = MAX_PIECES
    return model.to(device).eval(), tokenizer


class Pieces(msgspec.Struct, frozen=True):
    """A sentence as the encoder reads it."""

    ids: list[int]
    """Word pieces between the two marks of the ends."""
    last: list[int]
    """Position of each word's last piece, before them that of the opening mark."""


class Encoder:
    """Turns sentences into one vector per word, and one for the root."""

    def __init__(self, model: Any, tokenizer: Any) -> None:
        self._model = model
        self._tokenizer = tokenizer
        self._pieces: dict[str, list[int]] = {}
        self._unmixed: Any = torch.nn.Linear(1, 1, bias=False)
        self._unmixed.weight.data.zero_()

    def read(self, sentences: Sequence[Sequence[str]]) -> list[Pieces]:
        """Return the word pieces of each sentence."""
        self._learn({word for sentence in sentences for word in sentence})
        return [self._join(sentence) for sentence in sentences]

    def encode(self, sentences: Sequence[Pieces]) -> list[Tensor]:
        """Return per sentence a row for the root and one per word: the last layer."""
        hidden: dict[int, Tensor] = {}
        lengths = [len(one.ids) for one in sentences]
        for batch in batches(lengths, overhead=OVERHEAD, most=BATCH_PIECES):
            rows = self._encode([sentences[index] for index in batch])
            hidden.update(zip(batch, rows, strict=True))
        return [hidden[index] for index in range(len(sentences))]

    def _encode(self, sentences: Sequence[Pieces]) -> list[Tensor]:
        longest = max(len(one.ids) for one in sentences)
        ids = torch.full((len(sentences), longest), self._tokenizer.pad_token_id)
        mask = torch.zeros((len(sentences), longest), dtype=torch.long)
        for row, one in enumerate(sentences):
            ids[row, : len(one.ids)] = torch.tensor(one.ids)
            mask[row, : len(one.ids)] = 1
        hidden = self._run(ids.to(self._model.device), mask.to(self._model.device))
        return [hidden[row, one.last] for row, one in enumerate(sentences)]

    def _run(self, ids: Tensor, mask: Tensor) -> Tensor:
        if ids.shape[1] <= MAX_PIECES:
            output: Tensor = self._model(ids, attention_mask=mask).last_hidden_state
            return output
        sliced: Any = build_cloned_features(
            self._model,
            self._tokenizer,
            mask,
            ids,
            detach=False,
            bert_layer_mix=self._unmixed,
            device=ids.device,
        )
        return torch.as_tensor(sliced)

    def _learn(self, words: set[str]) -> None:
        """Cut words that are new into pieces; a word's pieces depend on it alone."""
        if len(self._pieces) > MOST_CACHED:
            self._pieces.clear()
        new = sorted(words - self._pieces.keys())
        if new:
            cut = self._tokenizer(new, add_special_tokens=False).input_ids
            self._pieces.update(zip(new, cut, strict=True))

    def _join(self, sentence: Sequence[str]) -> Pieces:
        ids = [self._tokenizer.cls_token_id]
        last = [0]
        for word in sentence:
            ids += self._pieces[word] or self._blank()
            last.append(len(ids) - 1)
        ids.append(self._tokenizer.sep_token_id)
        return Pieces(ids, last)

    def _blank(self) -> list[int]:
        self._learn({BLANK})
        return self._pieces[BLANK]
