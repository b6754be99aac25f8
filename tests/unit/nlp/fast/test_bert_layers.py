"""The encoder's layers, with random weights, against those of transformers."""

import json
import random
from collections.abc import Callable
from pathlib import Path

import pytest
import torch
from safetensors.torch import load_file, save_file
from torch.nn.utils.rnn import pad_sequence
from transformers import BertConfig, BertModel

from service.nlp.fast.bert_layers import Bert

LENGTHS = (40, 17, 17, 17, 9, 3, 3, 1)


@pytest.fixture(scope="module")
def model() -> BertModel:
    """A small network with random weights, far enough from zero to matter."""
    torch.manual_seed(1)
    config = BertConfig(
        vocab_size=200,
        hidden_size=64,
        num_hidden_layers=2,
        num_attention_heads=4,
        intermediate_size=128,
        max_position_embeddings=64,
        initializer_range=0.3,
    )
    return BertModel(config, add_pooling_layer=False).eval()


@pytest.fixture
def folder(model: BertModel, tmp_path: Path) -> Path:
    """The network as transformers saves it."""
    model.save_pretrained(str(tmp_path))
    return tmp_path


@pytest.fixture(scope="module")
def sentences() -> list[list[int]]:
    """Sentences of several lengths, some equal."""
    chance = random.Random(2)  # noqa: S311 - repeatable, not secret
    return [[chance.randrange(200) for _ in range(length)] for length in LENGTHS]


def load(folder: Path, dtype: torch.dtype = torch.float32) -> Bert:
    """Return the network as the service runs it."""
    return Bert(folder, dtype=dtype, device="cpu")


def reference(model: BertModel, sentences: list[list[int]]) -> torch.Tensor:
    """Return the rows that transformers computes."""
    rows = [torch.tensor(one) for one in sentences]
    mask = pad_sequence([torch.ones_like(one) for one in rows], batch_first=True)
    padded = pad_sequence(rows, batch_first=True)
    hidden = model(padded, attention_mask=mask).last_hidden_state
    return torch.cat([hidden[i, : len(one)] for i, one in enumerate(sentences)])


@torch.inference_mode()
def test_fp32(model: BertModel, folder: Path, sentences: list[list[int]]) -> None:
    """In fp32 each piece gets the vector that transformers gives it."""
    found = load(folder)(sentences)
    torch.testing.assert_close(found, reference(model, sentences), atol=1e-5, rtol=1e-4)


@torch.inference_mode()
def test_bf16(model: BertModel, folder: Path, sentences: list[list[int]]) -> None:
    """In bf16 the vectors are close to those, as fp32."""
    found = load(folder, torch.bfloat16)(sentences)
    off = (found - reference(model, sentences)).abs()
    assert found.dtype == torch.float32
    assert 0 < off.mean() < 0.02


@pytest.mark.parametrize(
    ("dtype", "off"), [(torch.float32, 1e-5), (torch.bfloat16, 0.1)], ids=str
)
@torch.inference_mode()
def test_same_alone_and_among_others(
    folder: Path, sentences: list[list[int]], dtype: torch.dtype, off: float
) -> None:
    """The vectors of a sentence do not depend on the others, up to rounding."""
    bert = load(folder, dtype)
    together = bert(sentences).split([len(one) for one in sentences])
    for one, rows in zip(sentences, together, strict=True):
        torch.testing.assert_close(bert([one]), rows, atol=off, rtol=0)


@torch.inference_mode()
def test_other_device(folder: Path, sentences: list[list[int]]) -> None:
    """All of it is where it is put: torch refuses products of two devices.

    The device that has shapes and no numbers stands for one that is not there.
    """
    found = Bert(folder, dtype=torch.float32, device="meta")(sentences)

    assert found.device.type == "meta"
    assert found.shape == (sum(LENGTHS), 64)


def change_config(folder: Path, **options: object) -> None:
    """Change the configuration of the network."""
    path = folder / "config.json"
    config = json.loads(path.read_text(encoding="utf-8")) | options
    path.write_text(json.dumps(config))


def drop_weight(folder: Path) -> None:
    """Save the network without one of its weights."""
    path = folder / "model.safetensors"
    weights = load_file(path)
    weights.pop("encoder.layer.1.output.dense.bias")
    save_file(weights, path, metadata={"format": "pt"})


BROKEN: list[tuple[Callable[[Path], None], str]] = [
    (lambda folder: change_config(folder, hidden_act="relu"), "not supported"),
    (lambda folder: change_config(folder, model_type="electra"), "not supported"),
    (lambda folder: change_config(folder, is_decoder=True), "not supported"),
    (lambda folder: (folder / "config.json").unlink(), "cannot be read"),
    (lambda folder: change_config(folder, hidden_size="many"), "cannot be read"),
    (drop_weight, r"missing: encoder\.layer\.1\.output\.dense\.bias"),
]


@pytest.mark.parametrize(("break_it", "message"), BROKEN)
def test_other_kinds(
    folder: Path, break_it: Callable[[Path], None], message: str
) -> None:
    """An encoder that is not supported is an error."""
    break_it(folder)
    with pytest.raises(ValueError, match=message):
        load(folder)


def test_every_tensor_is_made_where_the_weights_are(
    folder: Path, sentences: list[list[int]]
) -> None:
    """On a GPU too.

    Torch's "meta" device has no numbers, but refuses tensors of another place.
    """
    rows = Bert(folder, dtype=torch.float32, device="meta")(sentences)

    assert rows.device.type == "meta"
    assert rows.shape == (sum(LENGTHS), 64)
