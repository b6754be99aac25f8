# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false
# pyright: reportMissingTypeStubs=false
"""The shared encoder: word pieces and hidden states, once per sentence."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec
import torch
from tokenizers import Tokenizer
from torch import Tensor

from service.nlp.fast.bert_layers import Bert

TOKENIZER = "tokenizer.json"

MAX_PIECES = 512
"""Word pieces of the encoder's window, which slides over longer sentences."""

STRIDE = MAX_PIECES - 20
"""Word pieces between two positions of the window; the value of Stanza."""

BATCH_PIECES = 448
"""Word pieces of one batch, so few that the hidden states stay in the CPU caches."""

PLACEHOLDER = "-"
"""Repositions a word that has no word pieces."""

MOST_CACHED = 50_000
"""Words whose pieces are cached at most."""


class WordPieces(msgspec.Struct, frozen=True):
    """The input of the encoder for one sentence."""

    ids: list[int]
    """Ids of the word pieces, from [CLS] to [SEP]."""
    last: list[int]
    """Indices into ``ids``: of [CLS], then of the last piece of each word."""


class Encoder:
    """Encodes sentences into one vector per word and one for the root."""

    def __init__(
        self, folder: Path, *, dtype: torch.dtype = torch.float32, device: str = "cpu"
    ) -> None:
        """Load weights and tokenizer.

        Args:
            folder: with the files of ``Bert`` and ``tokenizer.json``.
            dtype: of the matrix products.
            device: of the weights.

        Raises:
            ValueError: the encoder is not supported, or a weight is missing.
        """
        self._bert = Bert(folder, dtype=dtype, device=device)
        self._tokenizer = Tokenizer.from_file(str(folder / TOKENIZER))
        self._tokenizer.no_padding()
        self._tokenizer.no_truncation()
        self._cls, self._sep = (self._special_id(name) for name in ("CLS", "SEP"))
        self._pieces: dict[str, list[int]] = {}

    @property
    def dtype(self) -> torch.dtype:
        """The type of the matrix products."""
        return self._bert.dtype

    @property
    def device(self) -> torch.device:
        """Where the weights and the hidden states are."""
        return self._bert.device

    @property
    def hidden_size(self) -> int:
        """The dimension of a hidden state."""
        return self._bert.config.hidden_size

    def read(self, sentences: Sequence[Sequence[str]]) -> list[WordPieces]:
        """Return the word pieces of each sentence, given as words."""
        self._cache({word for sentence in sentences for word in sentence})
        return [self._join(sentence) for sentence in sentences]

    def encode(self, sentences: Sequence[WordPieces]) -> list[Tensor]:
        """Return the last layer per sentence: (1 + words) x hidden size, root first."""
        hidden: dict[int, Tensor] = {}
        lengths = [len(one.ids) for one in sentences]
        order = sorted(range(len(lengths)), key=lambda index: -lengths[index])
        for batch in _make_batches(order, lengths):
            rows = self._encode([sentences[index] for index in batch])
            hidden.update(zip(batch, rows, strict=True))
        return [hidden[index] for index in range(len(sentences))]

    def _encode(self, sentences: Sequence[WordPieces]) -> Sequence[Tensor]:
        if len(sentences[0].ids) > MAX_PIECES:
            return [self._slide(one.ids)[one.last] for one in sentences]
        positions: list[int] = []
        start = 0
        for one in sentences:
            positions.extend([start + position for position in one.last])
            start += len(one.ids)
        rows = self._bert([one.ids for one in sentences])
        chosen = rows[torch.tensor(positions, device=rows.device)]
        return torch.split(chosen, [len(one.last) for one in sentences])

    def _slide(self, ids: Sequence[int]) -> Tensor:
        """Return the last layer of a sentence that is longer than the window."""
        parts = [self._bert([ids[:MAX_PIECES]])]
        for start in range(STRIDE, len(ids) - MAX_PIECES + STRIDE, STRIDE):
            rows = self._bert([ids[start : start + MAX_PIECES]])
            parts.append(rows[MAX_PIECES - STRIDE :])
        return torch.cat(parts)

    def _special_id(self, name: str) -> int:
        number: int | None = self._tokenizer.token_to_id(f"[{name}]")
        if number is None:
            raise ValueError(f"the encoder's tokenizer has no token [{name}]")
        return number

    def _cache(self, words: set[str]) -> None:
        """Add the pieces of new words to the cache; they depend on the word alone."""
        if len(self._pieces) > MOST_CACHED:
            self._pieces.clear()
        new = sorted(words - self._pieces.keys())
        if not new:
            return
        cut = self._tokenizer.encode_batch_fast(new, add_special_tokens=False)
        self._pieces.update((word, one.ids) for word, one in zip(new, cut, strict=True))

    def _join(self, sentence: Sequence[str]) -> WordPieces:
        ids = [self._cls]
        last = [0]
        for word in sentence:
            ids += self._pieces[word] or self._placeholder()
            last.append(len(ids) - 1)
        ids.append(self._sep)
        return WordPieces(ids, last)

    def _placeholder(self) -> list[int]:
        self._cache({PLACEHOLDER})
        return self._pieces[PLACEHOLDER]


def _make_batches(order: Sequence[int], lengths: Sequence[int]) -> Iterator[list[int]]:
    """Yield batches of sentence indices; a sentence over the window is a batch alone.

    Args:
        order: indices by descending length.
        lengths: word pieces of each sentence.
    """
    batch: list[int] = []
    size = 0
    for index in order:
        over = lengths[index] > MAX_PIECES
        if batch and (size + lengths[index] > BATCH_PIECES or over):
            yield batch
            batch, size = [], 0
        batch.append(index)
        size += lengths[index]
    if batch:
        yield batch
