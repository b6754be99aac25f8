"""The tokenizer's network against Stanza's own forward pass, with random weights."""

from typing import Any

import pytest
import torch
from stanza.models.tokenization.model import Tokenizer

from service.nlp.fast.tokenizer_network import BoundaryNetwork, fast_network

ARGS: dict[str, Any] = {
    "feat_dim": 5,
    "rnn_layers": 1,
    "conv_res": None,
    "hierarchical": True,
    "hier_invtemp": 0.5,
    "use_mwt": False,
    "tok_noise": 0.0,
}


def make(**options: object) -> Tokenizer:
    """Return a small network of Stanza's."""
    torch.manual_seed(3)
    args = {**ARGS, **options}
    return Tokenizer(args, 30, 8, 16, dropout=0.0, feat_dropout=0.0).eval()


@pytest.mark.parametrize("lengths", [[1], [50], [70, 31, 31, 8, 1]], ids=str)
@pytest.mark.parametrize("sharpness", [0, 0.5])
@torch.inference_mode()
def test_scores_are_those_of_stanza(lengths: list[int], sharpness: float) -> None:
    """Every character of every text gets the scores of Stanza's forward pass."""
    model = make(hier_invtemp=sharpness)
    ids = torch.randint(1, 30, (len(lengths), lengths[0]))
    features = torch.rand(len(lengths), lengths[0], 5)
    found = BoundaryNetwork(model)(ids, features, lengths)
    wanted = model(ids, features, lengths)
    for row, length in enumerate(lengths):
        torch.testing.assert_close(
            found[row, :length], wanted[row, :length], atol=1e-5, rtol=1e-4
        )


def test_shipped_kind() -> None:
    """A network like the shipped one is supported."""
    assert isinstance(fast_network(make()), BoundaryNetwork)


@pytest.mark.parametrize(
    "options",
    [{"rnn_layers": 2}, {"use_mwt": True}, {"hierarchical": False}],
    ids=str,
)
def test_other_kinds(options: dict[str, Any]) -> None:
    """Any other network is left to Stanza."""
    model = make(**options)
    assert fast_network(model) is model
