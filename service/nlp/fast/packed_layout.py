# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false
# pyright: reportUnknownArgumentType=false
"""Conversion between flat, packed and padded rows of a batch.

Flat rows are words x features, sentence after sentence. Packed rows are those of
torch's ``PackedSequence``, step after step. Padded rows are sentences x words x
features.
"""

from collections.abc import Sequence

import msgspec
import numpy as np
import torch
from torch import Tensor
from torch.nn.utils.rnn import PackedSequence, pad_packed_sequence


class PackedLayout(msgspec.Struct, frozen=True):
    """The order of the words of a batch in a packed sequence.

    Sentences are in order of descending length, as torch requires.
    """

    lengths: list[int]
    order: Tensor
    """Packed rows: the index of the flat row of each."""
    sizes: Tensor
    """Steps: the number of sentences that have this step."""

    def pack(self, flat: Tensor) -> PackedSequence:
        """Return flat rows as a packed sequence."""
        return PackedSequence(flat[self.order], self.sizes)

    def pad(self, packed: Tensor) -> Tensor:
        """Return packed rows as padded rows: sentences x words x features."""
        padded, _ = pad_packed_sequence(
            PackedSequence(packed, self.sizes), batch_first=True
        )
        return padded

    def flatten(self, packed: Tensor) -> Tensor:
        """Return packed rows as flat rows."""
        flat = torch.empty_like(packed)
        flat[self.order] = packed
        return flat


def lay_out(lengths: Sequence[int], device: torch.device) -> PackedLayout:
    """Return the layout of a batch.

    Args:
        lengths: of the sentences in words, descending, at least one.
        device: of the rows.
    """
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
