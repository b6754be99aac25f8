# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false
# pyright: reportUnknownArgumentType=false
"""How the sentences of a batch lie in torch's packed sequences."""

from collections.abc import Sequence

import msgspec
import numpy as np
import torch
from torch import Tensor
from torch.nn.utils.rnn import PackedSequence, pad_packed_sequence


class PackedLayout(msgspec.Struct, frozen=True):
    """How the words of a batch lie in a packed sequence: step by step.

    Sentences come by falling length, as torch wants them.
    """

    lengths: list[int]
    order: Tensor
    """For each packed position the row of the flat batch, sentence after sentence."""
    sizes: Tensor
    """How many sentences are that long, per step."""

    def pack(self, flat: Tensor) -> PackedSequence:
        """Return flat rows as a packed sequence."""
        return PackedSequence(flat[self.order], self.sizes)

    def pad(self, packed: Tensor) -> Tensor:
        """Return packed rows as sentences x words x features."""
        padded, _ = pad_packed_sequence(
            PackedSequence(packed, self.sizes), batch_first=True
        )
        return padded

    def flatten(self, packed: Tensor) -> Tensor:
        """Return packed rows sentence after sentence."""
        flat = torch.empty_like(packed)
        flat[self.order] = packed
        return flat


def lay_out(lengths: Sequence[int], device: torch.device) -> PackedLayout:
    """Return the layout of a batch of falling lengths."""
    sizes = np.asarray(lengths, np.int64)
    starts = np.concatenate(([0], np.cumsum(sizes)[:-1]))
    steps = np.arange(sizes[0])
    present = steps[:, None] < sizes
    order = (starts + steps[:, None])[present]
    return PackedLayout(
        list(lengths),
        torch.from_numpy(order).to(device),
        torch.from_numpy(present.sum(1)),
    )
