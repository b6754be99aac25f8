# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false
# pyright: reportUnknownArgumentType=false
# ruff: noqa: ANN401 - Stanza has no types
"""The network of Stanza's tokenizer with oneDNN's recurrent layers.

It reads hundreds of characters one after the other, and torch's own layers take longer
to start each step than to compute it: 64 ms an article against 25.
"""

from collections.abc import Callable, Sequence
from typing import Any

import torch
from torch import Tensor
from torch.nn.functional import logsigmoid

LSTM_MODE = 2
"""What torch calls this kind of recurrent layer."""

Network = Callable[[Tensor, Tensor, list[int]], Tensor]


def fast_network(model: Any) -> Network:
    """Return a network that gives the tokenizer's scores: the model where it must."""
    return BoundaryNetwork(model) if BoundaryNetwork.supports(model) else model


class BoundaryNetwork:
    """Scores of going on, a word's end and a sentence's end after each character."""

    def __init__(self, model: Any) -> None:
        self._model = model
        self._first = BidirectionalLstm(model.rnn)
        self._second = BidirectionalLstm(model.rnn2)

    @staticmethod
    def supports(model: Any) -> bool:
        """Tell whether this class computes what the model does."""
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
        """Return scores, texts x characters x labels; texts come by falling length."""
        model = self._model
        rows = torch.cat([model.embeddings(ids), features], 2).transpose(0, 1)
        turned = _turn(lengths)
        first = self._first(rows.contiguous(), turned)
        word, sentence = model.tok_clf(first), model.sent_clf(first)
        sharpness = model.args["hier_invtemp"]
        seen = first
        if sharpness > 0:
            seen = first * (1 - torch.sigmoid(-word * sharpness))
        second = self._second(seen, turned)
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
    """A recurrent layer over rows of several lengths, forwards and backwards."""

    def __init__(self, layer: torch.nn.LSTM) -> None:
        self._size = layer.hidden_size
        weights = [weight.detach() for weight in layer.parameters()]
        self._directions = weights[:4], weights[4:]

    def __call__(self, rows: Tensor, turned: Tensor) -> Tensor:
        """Return steps x texts x features of both directions.

        Args:
            rows: steps x texts x features; what lies behind a text's end is ignored.
            turned: for each step of each text the row that it has read backwards.
        """
        ahead, behind = self._directions
        back = self._run(_pick(rows, turned), behind)
        return torch.cat([self._run(rows, ahead), _pick(back, turned)], 2)

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
            [],  # batch sizes: none, for the rows are padded
            LSTM_MODE,
            self._size,
            1,
            True,  # noqa: FBT003 - has biases; torch takes no names here
            bidirectional,
            batch_first,
            train,
        )[0]
        return output


def _turn(lengths: Sequence[int]) -> Tensor:
    steps = torch.arange(lengths[0])[:, None]
    turned = torch.tensor(lengths) - 1 - steps
    turned = torch.where(turned < 0, steps, turned)
    return (turned * len(lengths) + torch.arange(len(lengths))).flatten()


def _pick(rows: Tensor, turned: Tensor) -> Tensor:
    return rows.flatten(0, 1).index_select(0, turned).view_as(rows)
