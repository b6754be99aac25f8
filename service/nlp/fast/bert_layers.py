# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false
# pyright: reportUnknownArgumentType=false, reportMissingTypeStubs=false
"""The encoder's layers, run over sentences that are laid end to end without padding.

What transformers' ``BertModel`` computes, in the precision that is asked for: the
products in it, sums and norms in fp32. A sentence sees itself only and the products
go row by row, so that its vectors do not hang on its company. Importing
transformers costs a second; this reads the weights by memory map instead, and the
table of word pieces stays in the file, shared by all processes.
"""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import msgspec
import torch
from safetensors import safe_open
from torch import Tensor
from torch.nn.functional import (
    embedding,
    gelu,
    layer_norm,
    linear,
    scaled_dot_product_attention,
)

WEIGHTS = "model.safetensors"
CONFIG = "config.json"

ROW_MULTIPLE = 64
"""Products in bf16 come with rows in multiples of this: oneDNN compiles code for each
number of them and keeps it, which took 200 MiB in 36 articles."""

Linear = tuple[Tensor, Tensor]


class EncoderConfig(msgspec.Struct, frozen=True):
    """The sizes of an encoder, and what else its layers may do."""

    hidden_size: int
    num_hidden_layers: int
    num_attention_heads: int
    layer_norm_eps: float
    max_position_embeddings: int
    hidden_act: str
    model_type: str
    is_decoder: bool = False
    position_embedding_type: str = "absolute"

    @property
    def is_supported(self) -> bool:
        """Whether ``Bert`` computes what such an encoder does."""
        return (
            self.model_type == "bert"
            and self.hidden_act == "gelu"
            and self.position_embedding_type == "absolute"
            and not self.is_decoder
        )


class _Layer(msgspec.Struct, frozen=True):
    """The weights of a layer; query, key and value are one product."""

    attend: Linear
    gather: Linear
    gather_norm: Linear
    widen: Linear
    narrow: Linear
    narrow_norm: Linear


class Bert:
    """Runs the encoder of a folder in the form that ``transformers`` saves."""

    def __init__(self, folder: Path, *, dtype: torch.dtype, device: str) -> None:
        """Read the weights.

        Raises:
            ValueError: the encoder is of another kind, or a weight is missing.
        """
        self.config = read_config(folder)
        if not self.config.is_supported:
            raise ValueError("the encoder is of a kind that is not supported")
        self.dtype = dtype
        self.device = torch.device(device)
        with safe_open(str(folder / WEIGHTS), "pt") as file:
            names = list(_names(self.config.num_hidden_layers))
            missing = set(names) - set(file.keys())
            if missing:
                raise ValueError(f"weights of the encoder are missing: {min(missing)}")
            read: dict[str, Tensor] = {name: file.get_tensor(name) for name in names}
        self._words = read[f"{_TABLES}.word_embeddings.weight"].to(self.device)
        kinds = read[f"{_TABLES}.token_type_embeddings.weight"].float()
        places = read[f"{_TABLES}.position_embeddings.weight"].float()
        self._places = (places + kinds[0]).to(self.device)
        self._norm = self._pair(read, f"{_TABLES}.LayerNorm", torch.float32)
        self._layers = [
            self._layer(read, f"encoder.layer.{index}")
            for index in range(self.config.num_hidden_layers)
        ]

    def __call__(self, sentences: Sequence[Sequence[int]]) -> Tensor:
        """Return the last layer, a row per piece, sentence after sentence.

        Sentences of one length should stand together: they share a step.
        """
        lengths = [len(one) for one in sentences]
        rows = sum(lengths)
        blank = -rows % ROW_MULTIPLE
        ids = torch.zeros(rows + blank, dtype=torch.long)
        ids[:rows] = torch.tensor([piece for one in sentences for piece in one])
        lengths += [1] * blank
        places = torch.cat([torch.arange(length) for length in lengths])
        hidden = embedding(ids.to(self.device), self._words).float()
        hidden = self._normalise(
            hidden + self._places[places.to(self.device)], self._norm
        )
        runs = list(_runs(lengths))
        for layer in self._layers:
            hidden = self._step(layer, hidden, runs)
        return hidden[:rows]

    def _step(
        self, layer: _Layer, hidden: Tensor, runs: list[tuple[int, int, int]]
    ) -> Tensor:
        mixed = linear(hidden.to(self.dtype), *layer.attend)
        seen = torch.cat([self._attend(mixed, *run) for run in runs])
        gathered = linear(seen, *layer.gather) + hidden
        hidden = self._normalise(gathered, layer.gather_norm)
        wide = gelu(linear(hidden.to(self.dtype), *layer.widen))
        return self._normalise(linear(wide, *layer.narrow) + hidden, layer.narrow_norm)

    def _attend(self, mixed: Tensor, start: int, count: int, length: int) -> Tensor:
        """Let the pieces of ``count`` sentences of one length see each other."""
        heads = self.config.num_attention_heads
        part = mixed[start : start + count * length].view(count, length, 3, heads, -1)
        query, key, value = part.permute(2, 0, 3, 1, 4)
        seen = scaled_dot_product_attention(query, key, value)
        return seen.transpose(1, 2).reshape(count * length, -1)

    def _normalise(self, rows: Tensor, norm: Linear) -> Tensor:
        return layer_norm(rows, rows.shape[-1:], *norm, self.config.layer_norm_eps)

    def _layer(self, read: Mapping[str, Tensor], name: str) -> _Layer:
        parts = [f"{name}.attention.self.{one}" for one in ("query", "key", "value")]
        attend = [self._pair(read, part, self.dtype) for part in parts]
        weights, biases = zip(*attend, strict=True)
        return _Layer(
            (torch.cat(weights), torch.cat(biases)),
            self._pair(read, f"{name}.attention.output.dense", self.dtype),
            self._pair(read, f"{name}.attention.output.LayerNorm", torch.float32),
            self._pair(read, f"{name}.intermediate.dense", self.dtype),
            self._pair(read, f"{name}.output.dense", self.dtype),
            self._pair(read, f"{name}.output.LayerNorm", torch.float32),
        )

    def _pair(
        self, read: Mapping[str, Tensor], name: str, dtype: torch.dtype
    ) -> Linear:
        weight, bias = (read[f"{name}.{one}"] for one in ("weight", "bias"))
        return weight.to(self.device, dtype), bias.to(self.device, dtype)


_TABLES = "embeddings"


def read_config(folder: Path) -> EncoderConfig:
    """Return the sizes of the encoder in a folder.

    Raises:
        ValueError: there is no such file, or it lacks a size.
    """
    try:
        return msgspec.json.decode((folder / CONFIG).read_bytes(), type=EncoderConfig)
    except (OSError, msgspec.DecodeError) as error:
        raise ValueError(f"the encoder's sizes cannot be read: {error}") from error


def _names(layers: int) -> Iterator[str]:
    for kind in ("word", "position", "token_type"):
        yield f"{_TABLES}.{kind}_embeddings.weight"
    pairs = [f"{_TABLES}.LayerNorm"]
    for index in range(layers):
        pairs += [
            f"encoder.layer.{index}.{name}"
            for name in (
                *(f"attention.self.{one}" for one in ("query", "key", "value")),
                "attention.output.dense",
                "attention.output.LayerNorm",
                "intermediate.dense",
                "output.dense",
                "output.LayerNorm",
            )
        ]
    for pair in pairs:
        yield from (f"{pair}.weight", f"{pair}.bias")


def _runs(lengths: Sequence[int]) -> Iterator[tuple[int, int, int]]:
    """Yield start row, number and length of sentences of one length in a row."""
    start = count = row = 0
    for index, length in enumerate(lengths):
        count += 1
        row += length
        if index + 1 == len(lengths) or lengths[index + 1] != length:
            yield start, count, length
            start, count = row, 0
