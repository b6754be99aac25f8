# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false
# pyright: reportUnknownArgumentType=false
# ruff: noqa: ANN401 - Stanza has no types
"""The network of Stanza's tokenizer on the recurrent layers of oneDNN.

The network has hundreds of steps per text, one per character, and torch's own LSTM
spends more time on starting a step than on computing it: 64 ms per article against 25.
"""

from collections.abc import Callable, Sequence
from typing import Any

import torch
from torch import Tensor
from torch.nn.functional import logsigmoid

LSTM_MODE = 2
"""The code of an LSTM in ``torch.mkldnn_rnn_layer``."""

Network = Callable[[Tensor, Tensor, list[int]], Tensor]
"""From character ids, features and lengths to scores; see ``BoundaryNetwork``."""


def fast_network(model: Any) -> Network:
    """Return a ``BoundaryNetwork`` of the model if it is supported, else the model."""
    return BoundaryNetwork(model) if BoundaryNetwork.supports(model) else model


class BoundaryNetwork:
    """Scores the labels no boundary, end of word and end of sentence per character."""

    def __init__(self, model: Any) -> None:
        self._model = model
        self._first = BidirectionalLstm(model.rnn)
        self._second = BidirectionalLstm(model.rnn2)

    @staticmethod
    def supports(model: Any) -> bool:
        """Whether this class computes the same as the model, by its configuration."""
        args = getattr(model, "args", {})
        return (
            torch.backends.mkldnn.is_available()  # type: ignore[no-untyped-call]
            and bool(args)
            and next(model.parameters()).device.type == "cpu"
            and bool(args["hierarchical"])
            and args["rnn_layers"] == 1
            and args["conv_res"] is None
            and not args["use_mwt"]
            and model.charmodel is None
        )

    def __call__(self, ids: Tensor, features: Tensor, lengths: Sequence[int]) -> Tensor:
        """Return the scores: texts x characters x labels.

        Args:
            ids: of characters, texts x characters, padded.
            features: texts x characters x features, padded.
            lengths: of the texts in characters, descending.
        """
        model = self._model
        rows = torch.cat([model.embeddings(ids), features], 2).transpose(0, 1)
        reversed_rows = _reverse(lengths)
        first = self._first(rows.contiguous(), reversed_rows)
        word, sentence = model.tok_clf(first), model.sent_clf(first)
        sharpness = model.args["hier_invtemp"]
        seen = first
        if sharpness > 0:
            seen = first * (1 - torch.sigmoid(-word * sharpness))
        second = self._second(seen, reversed_rows)
        word = word + model.tok_clf2(second)
        sentence = sentence + model.sent_clf2(second)
        ends = logsigmoid(word)
        scores = [
            logsigmoid(-word),
            ends + logsigmoid(-sentence),
            ends + logsigmoid(sentence),
        ]
        return torch.cat(scores, 2).transpose(0, 1)


class BidirectionalLstm:
    """A bidirectional LSTM layer over padded texts of different lengths."""

    def __init__(self, layer: torch.nn.LSTM) -> None:
        self._size = layer.hidden_size
        weights = [weight.detach() for weight in layer.parameters()]
        self._directions = weights[:4], weights[4:]

    def __call__(self, rows: Tensor, reversed_rows: Tensor) -> Tensor:
        """Return the outputs: steps x texts x features of both directions.

        Args:
            rows: steps x texts x features; rows after the end of a text are ignored.
            reversed_rows: from ``_reverse``.
        """
        ahead, behind = self._directions
        back = self._run(_pick(rows, reversed_rows), behind)
        return torch.cat([self._run(rows, ahead), _pick(back, reversed_rows)], 2)

    def _run(self, rows: Tensor, weights: Sequence[Tensor]) -> Tensor:
        start = rows.new_zeros(1, rows.shape[1], self._size)
        reverse = bidirectional = batch_first = train = False
        output: Tensor = torch.mkldnn_rnn_layer(
            rows,
            weights[0],
            weights[1],
            weights[2],
            weights[3],
            start,
            start,
            reverse,
            [],  # batch sizes: not used with padded rows
            LSTM_MODE,
            self._size,
            1,
            True,  # noqa: FBT003 - with biases; the arguments are positional-only
            bidirectional,
            batch_first,
            train,
        )[0]
        return output


def _reverse(lengths: Sequence[int]) -> Tensor:
    """Return the flat row indices (step x texts + text) that reverse each text."""
    steps = torch.arange(lengths[0])[:, None]
    reversed_rows = torch.tensor(lengths) - 1 - steps
    reversed_rows = torch.where(reversed_rows < 0, steps, reversed_rows)
    return (reversed_rows * len(lengths) + torch.arange(len(lengths))).flatten()


def _pick(rows: Tensor, reversed_rows: Tensor) -> Tensor:
    return rows.flatten(0, 1).index_select(0, reversed_rows).view_as(rows)
