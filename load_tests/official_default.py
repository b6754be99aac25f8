"""A package with the layer sizes of Stanza's English default and random weights.

The official files need a network, and the weights do not affect the speed. The package
has character language models of 1,024 states in both directions, word vectors of 100
dimensions for 250,000 words, and tagger, parser and NER with Stanza's default layer
sizes. Tokenizer and lemmas are those of the shipped package, so that all contenders
read the same sentences. The default's sequence-to-sequence lemmatiser, multi-word
tokens, sentiment and constituency parser are left out, which favours it.
"""

from pathlib import Path
from typing import Any

import msgspec
import stanza
import torch
from stanza.models.common.char_model import CharacterLanguageModel
from stanza.models.common.pretrain import PretrainedWordVocab
from stanza.models.depparse.trainer import GraphTrainer
from stanza.models.ner.trainer import Trainer as NameTrainer
from stanza.models.ner.vocab import MultiVocab as NameVocab
from stanza.models.pos.trainer import Trainer as TagTrainer
from stanza.models.pos.vocab import CharVocab
from stanza.models.pos.vocab import MultiVocab as TagVocab

PACKAGE = "random"
WORDS, WIDTH, STATES = 250_000, 100, 1_024

_SHARED = {
    "bert_model": None,
    "bert_hidden_layers": None,
    "charlm": True,
    "char": True,
    "pretrain": True,
    "char_emb_dim": 100,
    "tag_emb_dim": 50,
    "transformed_dim": 125,
    "enable_gradient_checkpointing": False,
    "optim": "adam",
}
_TAGGER = {
    "hidden_dim": 200,
    "num_layers": 2,
    "deep_biaff_hidden_dim": 400,
    "composite_deep_biaff_hidden_dim": 100,
    "word_emb_dim": 75,
    "share_hid": False,
}
_PARSER = {
    "hidden_dim": 400,
    "num_layers": 3,
    "deep_biaff_hidden_dim": 400,
    "deep_biaff_output_dim": 160,
    "word_emb_dim": 75,
    "use_upos": True,
    "use_xpos": True,
    "use_ufeats": True,
}
_NAMES = {"hidden_dim": 256, "num_layers": 1, "word_emb_dim": WIDTH, "emb_finetune": 0}


def build(models: Path, folder: Path) -> None:
    """Write the package in Stanza's layout.

    Args:
        models: folder of the shipped package, for tokenizer, lemmas and vocabularies.
        folder: an empty folder.
    """
    torch.manual_seed(1)
    language = folder / "en"
    kinds = ("tokenize", "lemma", "pos", "depparse", "ner", "pretrain")
    for kind in (*kinds, "forward_charlm", "backward_charlm"):
        (language / kind).mkdir(parents=True)
    for kind in ("tokenize", "lemma"):
        source = models / "en" / kind / "news.pt"
        (language / kind / f"{PACKAGE}.pt").write_bytes(source.read_bytes())
    chars = _read(models, "pos")["vocab"]["char"]
    files: dict[str, Any] = {}
    for direction in ("forward", "backward"):
        path = language / f"{direction}_charlm" / f"{PACKAGE}.pt"
        _language_model(chars, forward=direction == "forward").save(str(path))
        files[f"charlm_{direction}_file"] = str(path)
    pretrain = _word_vectors(language / "pretrain" / f"{PACKAGE}.pt")
    for kind, sizes in (("pos", _TAGGER), ("depparse", _PARSER), ("ner", _NAMES)):
        saved = _read(models, kind)
        args = {**saved["config"], **_SHARED, **sizes, **files}
        args.pop("transition_subtree_combination", None)  # of the transition parser
        _trainer(kind, args, saved["vocab"], pretrain).save(
            str(language / kind / f"{PACKAGE}.pt")
        )
    (folder / "resources.json").write_bytes(msgspec.json.encode(_resources()))


def load(folder: Path) -> Any:  # noqa: ANN401 - Stanza has no types
    """Return Stanza's pipeline on the package of ``build``."""
    return stanza.Pipeline(
        "en",
        dir=str(folder),
        package=PACKAGE,
        download_method=None,
        device="cpu",
        verbose=False,
    )


def _read(models: Path, kind: str) -> dict[str, Any]:
    saved: dict[str, Any] = torch.load(
        models / "en" / kind / "news.pt", map_location="cpu", weights_only=True
    )
    return saved


def _language_model(chars: dict[str, Any], *, forward: bool) -> CharacterLanguageModel:
    args = {
        "char_emb_dim": 100,
        "char_hidden_dim": STATES,
        "char_num_layers": 1,
        "char_dropout": 0.0,
        "char_rec_dropout": 0.0,
    }
    vocab = {"char": CharVocab.load_state_dict(chars)}
    return CharacterLanguageModel(args, vocab, is_forward_lm=forward)


class _WordVectors:
    """The attributes of word vectors that Stanza's trainers read."""

    def __init__(self, vocab: PretrainedWordVocab, emb: torch.Tensor) -> None:
        self.vocab = vocab
        self.emb = emb


def _word_vectors(path: Path) -> _WordVectors:
    vocab = PretrainedWordVocab([f"word{index}" for index in range(WORDS)], lower=True)
    vectors = torch.randn(len(vocab), WIDTH)
    torch.save({"vocab": vocab.state_dict(), "emb": vectors}, path)
    return _WordVectors(vocab, vectors)


def _trainer(
    kind: str, args: dict[str, Any], vocab: dict[str, Any], pretrain: _WordVectors
) -> Any:  # noqa: ANN401 - Stanza has no types
    if kind == "pos":
        made = TagVocab.load_state_dict(vocab)
        return TagTrainer(args, made, pretrain, device="cpu")
    if kind == "depparse":
        made = TagVocab.load_state_dict(vocab)
        return GraphTrainer(args, made, pretrain, device="cpu")
    names = NameVocab.load_state_dict(vocab)
    names["word"] = pretrain.vocab
    return NameTrainer(args, names, pretrain, device="cpu")


def _resources() -> dict[str, Any]:
    needs = [
        {"model": kind, "package": PACKAGE}
        for kind in ("pretrain", "forward_charlm", "backward_charlm")
    ]
    plain = {PACKAGE: {"md5": ""}}
    rich = {PACKAGE: {"md5": "", "dependencies": needs}}
    kinds = ("tokenize", "pos", "lemma", "depparse", "ner")
    return {
        "en": {
            "lang_name": "English",
            "default_processors": {},
            "packages": {PACKAGE: dict.fromkeys(kinds, PACKAGE)},
            **{
                kind: rich if kind in {"pos", "depparse", "ner"} else plain
                for kind in kinds
            },
            **{one["model"]: plain for one in needs},
        }
    }
