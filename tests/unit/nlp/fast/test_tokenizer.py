"""The tokenizer with a model of simple rules."""

from collections.abc import Iterator, Sequence
from types import SimpleNamespace
from typing import Any

import pytest
import torch
from torch import Tensor

from service.nlp.fast import tokenizer as splitter
from service.nlp.fast.tokenizer import FEATURES, FastTokenizer, Words

LETTERS = "abcdefghijklmnopqrstuvwxyz"
IDS = {"<PAD>": 0, "<UNK>": 1, " ": 2, ".": 3, "#": 4, "@": 5} | {
    letter: index for index, letter in enumerate(LETTERS, 6)
}


class RuleModel:
    """Ends a word before a space, a sentence at a full stop, a word at a hash."""

    charmodel = None

    def __init__(self) -> None:
        self.shapes: list[tuple[int, ...]] = []

    def eval(self) -> "RuleModel":
        """Return itself, as torch's modules do."""
        return self

    def parameters(self) -> Iterator[Tensor]:
        """Yield one weight: it says on which device the model is."""
        yield torch.zeros(1)

    def __call__(self, ids: Tensor, features: Tensor, lengths: list[int]) -> Tensor:
        """Return scores of the labels."""
        assert features.shape == (*ids.shape, len(FEATURES))
        assert lengths == sorted(lengths, reverse=True)
        self.shapes.append(tuple(ids.shape))
        following = torch.nn.functional.pad(ids[:, 1:], (0, 1), value=IDS[" "])
        word = (ids != IDS[" "]) & (following == IDS[" "]) | (ids == IDS["#"])
        labels = word.long()
        labels[ids == IDS["."]] = 2
        return torch.nn.functional.one_hot(labels, 3).float()


@pytest.fixture
def model() -> RuleModel:
    """A fresh model."""
    return RuleModel()


@pytest.fixture
def split(model: RuleModel) -> FastTokenizer:
    """A tokenizer with that model."""
    return FastTokenizer(
        SimpleNamespace(
            model=model,
            vocab=SimpleNamespace(_unit2id=IDS, lang_replaces_spaces=False),
            args={"max_seqlen": 20},
        )
    )


def texts(sentences: Sequence[Words]) -> list[list[str]]:
    """Return the words of sentences."""
    return [[word.text for word in sentence] for sentence in sentences]


CASES = [
    ("nothing", "", []),
    ("space", "   ", []),
    ("sentences", "he left. she. no", [["he", "left."], ["she."], ["no"]]),
    ("no full stop", "he left", [["he", "left"]]),
    ("doubled spaces", "  he   left .  ", [["he", "left", "."]]),
    ("odd spaces", "he\u00a0left\t\x85now", [["he", "left", "now"]]),
    ("unknown letters", "É ü", [["É", "ü"]]),
    ("a sentence of nothing but space", "he# .", [["he#", "."]]),
]


@pytest.mark.parametrize(
    ("text", "expected"), [row[1:] for row in CASES], ids=[row[0] for row in CASES]
)
def test_split(split: FastTokenizer, text: str, expected: list[list[str]]) -> None:
    """Labels become words with their offsets in the text as given."""
    (sentences,) = split.split([text])
    assert texts(sentences) == expected
    for sentence in sentences:
        for word in sentence:
            assert text[word.start : word.end] == word.text


def test_texts_share_a_tensor(split: FastTokenizer, model: RuleModel) -> None:
    """Texts share a tensor, and the results are in their order."""
    found = split.split(["he.", "", "she left.", "no"])
    assert [texts(one) for one in found] == [
        [["he."]],
        [],
        [["she", "left."]],
        [["no"]],
    ]
    assert model.shapes == [(3, 10)]


def test_tensors_are_bounded(
    split: FastTokenizer, model: RuleModel, monkeypatch: pytest.MonkeyPatch
) -> None:
    """More characters than the limit take several tensors."""
    monkeypatch.setattr(splitter, "MOST_PADDED", 20)
    found = split.split(["he left."] * 5)
    assert all(texts(one) == [["he", "left."]] for one in found)
    assert model.shapes == [(2, 9), (2, 9), (1, 9)]


def test_long_text_goes_on_at_a_sentence_end(
    split: FastTokenizer, model: RuleModel, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The next window begins after the last sentence end of a window."""
    monkeypatch.setattr(splitter, "WINDOW", 16)
    (sentences,) = split.split(["he left. she stayed. no one saw. no"])
    assert texts(sentences) == [
        ["he", "left."],
        ["she", "stayed."],
        ["no", "one", "saw."],
        ["no"],
    ]
    assert [width for _, width in model.shapes] == [16, 16, 15]


def test_long_text_without_a_sentence_end(
    split: FastTokenizer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A window without a sentence end is used up to its end."""
    monkeypatch.setattr(splitter, "WINDOW", 4)
    (sentences,) = split.split(["aa bb cc dd ee"])
    assert "".join(word.text for one in sentences for word in one) == "aabbccddee"


def test_address_is_one_word(split: FastTokenizer) -> None:
    """An address that the model divides is one word."""
    (sentences,) = split.split(
        ["to ida.kahn@post.example now. see www.post.example/a#b."]
    )
    assert "ida.kahn@post.example" in texts(sentences)[0]
    assert "www.post.example/a#b." in texts(sentences)[1]


def test_long_run_is_no_address(split: FastTokenizer) -> None:
    """Thousands of letters with an @ are not searched for addresses."""
    (sentences,) = split.split(["a" * 60_000 + "@post.example"])
    assert sum(len(word.text) for one in sentences for word in one) == 60_013


def test_supports(model: RuleModel) -> None:
    """A tokenizer with other features, or for multiword tokens, is left to Stanza."""
    args: dict[str, Any] = {"feat_funcs": list(FEATURES), "use_mwt": False}
    vocab = SimpleNamespace(lang_replaces_spaces=False)
    for changed, expected in (
        ({}, True),
        ({"use_mwt": True}, False),
        ({"feat_funcs": [*FEATURES, "dates"]}, False),
        ({"use_dictionary": True}, False),
        ({"skip_newline": True}, False),
    ):
        trainer = SimpleNamespace(model=model, vocab=vocab, args=args | changed)
        assert FastTokenizer.supports(trainer) is expected
