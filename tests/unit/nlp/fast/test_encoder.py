# ruff: noqa: ANN401 - transformers has no types
"""Encoding with random weights, against Stanza's own function."""

import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
import torch
from stanza.models.common.bert_embedding import extract_bert_embeddings
from transformers import AutoTokenizer, BertConfig, BertModel

from service.nlp.fast import encoder as encoder_module
from service.nlp.fast.encoder import MAX_PIECES, TOKENIZER, Encoder

SHIPPED = Path(__file__).parents[4] / "models" / "en" / "encoder"
SENTENCES = [
    ["Ada", "Moreno", "said", "so", "."],
    ["x"],
    ["Uncharacteristically", "long-winded", "émigrés", "'s", "😀", "n't"],
    ["the"] * 40,
]


@pytest.fixture(scope="module")
def tokenizer() -> Any:
    """The shipped vocabulary."""
    loaded = AutoTokenizer.from_pretrained(str(SHIPPED), local_files_only=True)
    loaded.model_max_length = MAX_PIECES
    return loaded


@pytest.fixture(scope="module")
def model(tokenizer: Any) -> BertModel:
    """A small network with random weights."""
    torch.manual_seed(1)
    config = BertConfig(
        vocab_size=len(tokenizer),
        hidden_size=16,
        num_hidden_layers=2,
        num_attention_heads=2,
        intermediate_size=32,
        max_position_embeddings=MAX_PIECES,
    )
    return BertModel(config, add_pooling_layer=False).eval()


@pytest.fixture(scope="module")
def folder(model: BertModel, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The network in a folder, as transformers saves it."""
    made = tmp_path_factory.mktemp("encoder")
    model.save_pretrained(str(made))
    shutil.copy(SHIPPED / TOKENIZER, made)
    return made


@pytest.fixture(scope="module")
def own(folder: Path) -> Encoder:
    """The encoder under test."""
    return Encoder(folder)


def expected(
    model: Any, tokenizer: Any, sentences: Sequence[Sequence[str]]
) -> list[torch.Tensor]:
    """Return what Stanza computes, root first."""
    mix = torch.nn.Linear(1, 1, bias=False)
    torch.nn.init.zeros_(mix.weight)
    rows = extract_bert_embeddings(
        "any",
        tokenizer,
        model,
        [list(sentence) for sentence in sentences],
        "cpu",
        keep_endpoints=True,
        bert_layer_mix=mix,
    )
    return [one[:-1] for one in rows]


@pytest.mark.parametrize(
    "sentences",
    [
        SENTENCES,
        SENTENCES[::-1],
        [["he", "\u200b", "said", "\u00ad\u200b", "\ue000"], ["ok", "."]],
        [["qzxvjkwp" * 12] * 15, ["short", "one"]],
        [["word"] * 505, ["word"] * 1200, ["no"]],
    ],
    ids=["plain", "other order", "blank words", "many pieces", "over the window"],
)
def test_encoding_is_that_of_stanza(
    own: Encoder, model: Any, tokenizer: Any, sentences: list[list[str]]
) -> None:
    """Root and words get the vectors that Stanza gives them, whatever the batches."""
    with torch.inference_mode():
        found = own.encode(own.read(sentences))
        wanted = expected(model, tokenizer, sentences)
    assert len(found) == len(wanted)
    for one, other, words in zip(found, wanted, sentences, strict=True):
        assert len(one) == len(words) + 1
        torch.testing.assert_close(one, other, atol=1e-5, rtol=1e-4)


def test_nothing(own: Encoder) -> None:
    """Without sentences the results are empty."""
    assert own.read([]) == []
    assert own.encode([]) == []


def test_pieces_are_those_of_transformers(own: Encoder, tokenizer: Any) -> None:
    """Each word has the word pieces of transformers' own tokenizer."""
    words = sorted({word for sentence in SENTENCES for word in sentence})
    cut = tokenizer(words, add_special_tokens=False).input_ids
    for word, pieces in zip(words, cut, strict=True):
        assert own.read([[word]])[0].ids[1:-1] == pieces


def test_known_words_are_not_cut_again(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The pieces of a word are computed once."""
    calls: list[list[str]] = []
    own = Encoder(folder)
    tokenizer = own._tokenizer

    class Counting:
        """The tokenizer, with a list of its inputs."""

        def encode_batch_fast(self, words: list[str], **options: Any) -> Any:
            calls.append(words)
            return tokenizer.encode_batch_fast(words, **options)

    monkeypatch.setattr(own, "_tokenizer", Counting())
    first = own.read([["he", "said", "he"]])
    assert own.read([["said", "he"], ["he", "said", "he"]])[1] == first[0]
    own.read([["she", "said"]])
    assert calls == [["he", "said"], ["she"]]


def test_cache_of_words_is_bounded(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A full cache is emptied; the pieces stay the same."""
    monkeypatch.setattr(encoder_module, "MOST_CACHED", 2)
    own = Encoder(folder)
    before = own.read([["he", "said", "so"]])
    own.read([["and", "she", "left"]])
    assert own.read([["he", "said", "so"]]) == before
    assert set(own._pieces) == {"he", "said", "so"}
