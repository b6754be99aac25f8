# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false
# pyright: reportUnknownArgumentType=false, reportMissingTypeStubs=false
"""A BERT encoder over concatenated sentences, without padding.

Computes what transformers' ``BertModel`` does. Matrix products are in the chosen type,
sums and layer norms in fp32. Attention is within a sentence and all other operations
are per row, so the vectors of a sentence do not depend on the other sentences. The
weights are memory-mapped: the embedding table stays in the file and is shared by all
processes. Importing transformers, which takes a second, is not needed.
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
"""Rows of a matrix product are padded to a multiple of this: in bf16, oneDNN compiles
and caches code for each number of rows, which took 200 MiB in 36 articles."""

Linear = tuple[Tensor, Tensor]


class EncoderConfig(msgspec.Struct, frozen=True):
    """The configuration of an encoder, with the names of transformers."""

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
        """Whether ``Bert`` supports it: a BERT encoder with GELU activations."""
        return (
            self.model_type == "bert"
            and self.hidden_act == "gelu"
            and self.position_embedding_type == "absolute"
            and not self.is_decoder
        )


class _Layer(msgspec.Struct, frozen=True):
    """The weights of a layer; query, key and value are computed in one product."""

    query_key_value: Linear
    attention_output: Linear
    attention_norm: Linear
    intermediate: Linear
    output: Linear
    output_norm: Linear


class Bert:
    """An encoder in the format of ``transformers``."""

    def __init__(self, folder: Path, *, dtype: torch.dtype, device: str) -> None:
        """Load the weights.

        Args:
            folder: with ``config.json`` and ``model.safetensors``.
            dtype: of the matrix products.
            device: of all weights, such as ``cpu``.

        Raises:
            ValueError: the encoder is not supported, or a weight is missing.
        """
        self.config = read_config(folder)
        if not self.config.is_supported:
            raise ValueError("the encoder is of a kind that is not supported")
        self.dtype = dtype
        self.device = torch.device(device)
        with safe_open(str(folder / WEIGHTS), "pt") as file:
            names = list(_weight_names(self.config.num_hidden_layers))
            missing = set(names) - set(file.keys())
            if missing:
                raise ValueError(f"weights of the encoder are missing: {min(missing)}")
            read: dict[str, Tensor] = {name: file.get_tensor(name) for name in names}
        self._word_embeddings = read[f"{_EMBEDDINGS}.word_embeddings.weight"].to(
            self.device
        )
        token_types = read[f"{_EMBEDDINGS}.token_type_embeddings.weight"].float()
        positions = read[f"{_EMBEDDINGS}.position_embeddings.weight"].float()
        self._positions = (positions + token_types[0]).to(self.device)
        self._norm = self._load_linear(read, f"{_EMBEDDINGS}.LayerNorm", torch.float32)
        self._layers = [
            self._load_layer(read, f"encoder.layer.{index}")
            for index in range(self.config.num_hidden_layers)
        ]

    def __call__(self, sentences: Sequence[Sequence[int]]) -> Tensor:
        """Return the last layer: word pieces x hidden size, sentence after sentence.

        Args:
            sentences: word-piece ids. Neighbours of equal length share one call of
                the attention, so they are best sorted by length.
        """
        lengths = [len(one) for one in sentences]
        rows = sum(lengths)
        padding = -rows % ROW_MULTIPLE
        ids = torch.zeros(rows + padding, dtype=torch.long)
        ids[:rows] = torch.tensor([piece for one in sentences for piece in one])
        lengths += [1] * padding
        positions = torch.cat([torch.arange(length) for length in lengths])
        hidden = embedding(ids.to(self.device), self._word_embeddings).float()
        hidden = self._normalise(
            hidden + self._positions[positions.to(self.device)], self._norm
        )
        runs = list(_find_runs(lengths))
        for layer in self._layers:
            hidden = self._run_layer(layer, hidden, runs)
        return hidden[:rows]

    def _run_layer(
        self, layer: _Layer, hidden: Tensor, runs: list[tuple[int, int, int]]
    ) -> Tensor:
        projected = linear(hidden.to(self.dtype), *layer.query_key_value)
        attended = torch.cat([self._attend(projected, *run) for run in runs])
        summed = linear(attended, *layer.attention_output) + hidden
        hidden = self._normalise(summed, layer.attention_norm)
        wide = gelu(linear(hidden.to(self.dtype), *layer.intermediate))
        return self._normalise(linear(wide, *layer.output) + hidden, layer.output_norm)

    def _attend(self, projected: Tensor, start: int, count: int, length: int) -> Tensor:
        """Return the attention of ``count`` sentences of equal length.

        Args:
            projected: rows x (query, key, value) of the batch.
            start: row of the first of the sentences.
            count: number of sentences.
            length: word pieces of each sentence.
        """
        heads = self.config.num_attention_heads
        part = projected[start : start + count * length].view(
            count, length, 3, heads, -1
        )
        query, key, value = part.permute(2, 0, 3, 1, 4)
        attended = scaled_dot_product_attention(query, key, value)
        return attended.transpose(1, 2).reshape(count * length, -1)

    def _normalise(self, rows: Tensor, norm: Linear) -> Tensor:
        return layer_norm(rows, rows.shape[-1:], *norm, self.config.layer_norm_eps)

    def _load_layer(self, read: Mapping[str, Tensor], name: str) -> _Layer:
        parts = [f"{name}.attention.self.{one}" for one in ("query", "key", "value")]
        projections = [self._load_linear(read, part, self.dtype) for part in parts]
        weights, biases = zip(*projections, strict=True)
        return _Layer(
            (torch.cat(weights), torch.cat(biases)),
            self._load_linear(read, f"{name}.attention.output.dense", self.dtype),
            self._load_linear(
                read, f"{name}.attention.output.LayerNorm", torch.float32
            ),
            self._load_linear(read, f"{name}.intermediate.dense", self.dtype),
            self._load_linear(read, f"{name}.output.dense", self.dtype),
            self._load_linear(read, f"{name}.output.LayerNorm", torch.float32),
        )

    def _load_linear(
        self, read: Mapping[str, Tensor], name: str, dtype: torch.dtype
    ) -> Linear:
        weight, bias = (read[f"{name}.{one}"] for one in ("weight", "bias"))
        return weight.to(self.device, dtype), bias.to(self.device, dtype)


_EMBEDDINGS = "embeddings"


def read_config(folder: Path) -> EncoderConfig:
    """Return the configuration of the encoder in a folder.

    Raises:
        ValueError: there is no ``config.json``, or it lacks a field.
    """
    try:
        return msgspec.json.decode((folder / CONFIG).read_bytes(), type=EncoderConfig)
    except (OSError, msgspec.DecodeError) as error:
        raise ValueError(f"the encoder's sizes cannot be read: {error}") from error


def _weight_names(layers: int) -> Iterator[str]:
    for kind in ("word", "position", "token_type"):
        yield f"{_EMBEDDINGS}.{kind}_embeddings.weight"
    pairs = [f"{_EMBEDDINGS}.LayerNorm"]
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


def _find_runs(lengths: Sequence[int]) -> Iterator[tuple[int, int, int]]:
    """Yield (start row, number, length) of each run of sentences of equal length."""
    start = count = row = 0
    for index, length in enumerate(lengths):
        count += 1
        row += length
        if index + 1 == len(lengths) or lengths[index + 1] != length:
            yield start, count, length
            start, count = row, 0
