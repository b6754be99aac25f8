# ruff: noqa: ANN401 - transformers has no types
"""The encoder's pass, with random weights, against Stanza's own function."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
import torch
from stanza.models.common.bert_embedding import extract_bert_embeddings
from transformers import AutoTokenizer, BertConfig, BertModel

from service.nlp import encoder as encoder_module
from service.nlp.encoder import MAX_PIECES, Encoder, load_cache

TOKENIZER = Path(__file__).parents[3] / "models" / "en" / "encoder"
SENTENCES = [
    ["Ada", "Moreno", "said", "so", "."],
    ["x"],
    ["Uncharacteristically", "long-winded", "émigrés", "'s", "😀", "n't"],
    ["the"] * 40,
]


@pytest.fixture(scope="module")
def tokenizer() -> Any:
    """The shipped vocabulary."""
    loaded = AutoTokenizer.from_pretrained(str(TOKENIZER), local_files_only=True)
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
    model: Any, tokenizer: Any, sentences: list[list[str]]
) -> None:
    """Root and words get the vectors that Stanza gives them, whatever the batches."""
    own = Encoder(model, tokenizer)
    with torch.inference_mode():
        found = own.encode(own.read(sentences))
        wanted = expected(model, tokenizer, sentences)
    assert len(found) == len(wanted)
    for one, other, words in zip(found, wanted, sentences, strict=True):
        assert len(one) == len(words) + 1
        torch.testing.assert_close(one, other, atol=1e-5, rtol=1e-4)


def test_nothing(model: Any, tokenizer: Any) -> None:
    """No sentence is no work."""
    own = Encoder(model, tokenizer)
    assert own.read([]) == []
    assert own.encode([]) == []


def test_known_words_are_not_cut_again(model: Any, tokenizer: Any) -> None:
    """Each word is cut into pieces once, until there are too many of them."""
    calls: list[list[str]] = []

    class Counting:
        """The tokenizer, with a list of what it was asked."""

        def __getattr__(self, name: str) -> Any:
            return getattr(tokenizer, name)

        def __call__(self, words: list[str], **options: Any) -> Any:
            calls.append(words)
            return tokenizer(words, **options)

    own = Encoder(model, Counting())
    first = own.read([["he", "said", "he"]])
    assert own.read([["said", "he"], ["he", "said", "he"]])[1] == first[0]
    own.read([["she", "said"]])
    assert calls == [["he", "said"], ["she"]]


def test_cache_of_words_is_bounded(
    model: Any, tokenizer: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Past its limit the cache starts again; the pieces stay the same."""
    monkeypatch.setattr(encoder_module, "MOST_CACHED", 2)
    own = Encoder(model, tokenizer)
    before = own.read([["he", "said", "so"]])
    own.read([["and", "she", "left"]])
    assert own.read([["he", "said", "so"]]) == before
    assert set(own._pieces) == {"he", "said", "so"}


def test_folder_without_encoder(tmp_path: Path) -> None:
    """Another package may have none; the cache is empty then."""
    assert load_cache(tmp_path, "cpu").bert == {}
