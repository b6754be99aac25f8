# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false
# pyright: reportMissingTypeStubs=false
"""The encoder that all heads of the shipped package share, run once per sentence."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec
import torch
from tokenizers import Tokenizer
from torch import Tensor

from service.nlp.fast.bert_layers import Bert

TOKENIZER = "tokenizer.json"

MAX_PIECES = 512
"""The encoder's window. Stanza slides it over a longer sentence, and so do we."""

SLIDE = MAX_PIECES - 20
"""How far the window slides: what Stanza takes for a window of this size."""

BATCH_PIECES = 448
"""Word pieces of one step: as many as leave the layers' vectors in the caches."""

BLANK = "-"
"""What stands for a word of which the encoder's tokenizer leaves nothing."""

MOST_CACHED = 50_000


class WordPieces(msgspec.Struct, frozen=True):
    """A sentence as the encoder reads it."""

    ids: list[int]
    """Word pieces between the two marks of the ends."""
    last: list[int]
    """Position of each word's last piece, before them that of the opening mark."""


class Encoder:
    """Turns sentences into one vector per word, and one for the root."""

    def __init__(
        self, folder: Path, *, dtype: torch.dtype = torch.float32, device: str = "cpu"
    ) -> None:
        """Read weights and tokenizer from this folder alone.

        Raises:
            ValueError: the encoder is of another kind, or a weight is missing.
        """
        self._bert = Bert(folder, dtype=dtype, device=device)
        self._tokenizer = Tokenizer.from_file(str(folder / TOKENIZER))
        self._tokenizer.no_padding()
        self._tokenizer.no_truncation()
        self._opening, self._closing = (self._mark(name) for name in ("CLS", "SEP"))
        self._pieces: dict[str, list[int]] = {}

    @property
    def dtype(self) -> torch.dtype:
        """What the products are computed in."""
        return self._bert.dtype

    @property
    def hidden_size(self) -> int:
        """Numbers of a vector."""
        return self._bert.config.hidden_size

    def read(self, sentences: Sequence[Sequence[str]]) -> list[WordPieces]:
        """Return the word pieces of each sentence."""
        self._learn({word for sentence in sentences for word in sentence})
        return [self._join(sentence) for sentence in sentences]

    def encode(self, sentences: Sequence[WordPieces]) -> list[Tensor]:
        """Return per sentence a row for the root and one per word: the last layer."""
        hidden: dict[int, Tensor] = {}
        lengths = [len(one.ids) for one in sentences]
        order = sorted(range(len(lengths)), key=lambda index: -lengths[index])
        for batch in _fill(order, lengths):
            rows = self._encode([sentences[index] for index in batch])
            hidden.update(zip(batch, rows, strict=True))
        return [hidden[index] for index in range(len(sentences))]

    def _encode(self, sentences: Sequence[WordPieces]) -> Sequence[Tensor]:
        if len(sentences[0].ids) > MAX_PIECES:
            return [self._slide(one.ids)[one.last] for one in sentences]
        places: list[int] = []
        start = 0
        for one in sentences:
            places.extend([start + place for place in one.last])
            start += len(one.ids)
        rows = self._bert([one.ids for one in sentences])
        chosen = rows[torch.tensor(places, device=rows.device)]
        return torch.split(chosen, [len(one.last) for one in sentences])

    def _slide(self, ids: Sequence[int]) -> Tensor:
        """Return the rows of a sentence of more pieces than the window holds."""
        parts = [self._bert([ids[:MAX_PIECES]])]
        for start in range(SLIDE, len(ids) - MAX_PIECES + SLIDE, SLIDE):
            rows = self._bert([ids[start : start + MAX_PIECES]])
            parts.append(rows[MAX_PIECES - SLIDE :])
        return torch.cat(parts)

    def _mark(self, name: str) -> int:
        number: int | None = self._tokenizer.token_to_id(f"[{name}]")
        if number is None:
            raise ValueError(f"the encoder's tokenizer has no mark {name}")
        return number

    def _learn(self, words: set[str]) -> None:
        """Cut words that are new into pieces; a word's pieces depend on it alone."""
        if len(self._pieces) > MOST_CACHED:
            self._pieces.clear()
        new = sorted(words - self._pieces.keys())
        if not new:
            return
        cut = self._tokenizer.encode_batch_fast(new, add_special_tokens=False)
        self._pieces.update((word, one.ids) for word, one in zip(new, cut, strict=True))

    def _join(self, sentence: Sequence[str]) -> WordPieces:
        ids = [self._opening]
        last = [0]
        for word in sentence:
            ids += self._pieces[word] or self._blank()
            last.append(len(ids) - 1)
        ids.append(self._closing)
        return WordPieces(ids, last)

    def _blank(self) -> list[int]:
        self._learn({BLANK})
        return self._pieces[BLANK]


def _fill(order: Sequence[int], lengths: Sequence[int]) -> Iterator[list[int]]:
    """Yield batches of sentences by falling length; those over the window alone."""
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
