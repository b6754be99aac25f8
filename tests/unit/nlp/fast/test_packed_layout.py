"""PackedLayout of a batch, against torch's own packing."""

import torch
from hypothesis import given
from hypothesis import strategies as st
from torch.nn.utils.rnn import pack_padded_sequence, pad_sequence

from service.nlp.fast.packed_layout import lay_out

LENGTHS = st.lists(st.integers(1, 9), min_size=1, max_size=6).map(
    lambda lengths: sorted(lengths, reverse=True)
)


@given(LENGTHS)
def test_packing_is_that_of_torch(lengths: list[int]) -> None:
    """Flat rows are packed as torch packs the padded batch."""
    flat = torch.arange(2.0 * sum(lengths)).view(-1, 2)
    padded = pad_sequence(list(flat.split(lengths)), batch_first=True)
    expected = pack_padded_sequence(padded, lengths, batch_first=True)
    packed = lay_out(lengths, torch.device("cpu")).pack(flat)
    assert packed.data.equal(expected.data)
    assert packed.batch_sizes.equal(expected.batch_sizes)


@given(LENGTHS)
def test_packing_is_undone(lengths: list[int]) -> None:
    """Packed rows become the same flat rows, and rows padded with zeros."""
    flat = torch.arange(1.0, 1 + sum(lengths)).view(-1, 1)
    layout = lay_out(lengths, torch.device("cpu"))
    packed = layout.pack(flat).data
    assert layout.flatten(packed).equal(flat)
    padded = pad_sequence(list(flat.split(lengths)), batch_first=True)
    assert layout.pad(packed).equal(padded)
