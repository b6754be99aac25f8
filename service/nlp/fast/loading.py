# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false
# pyright: reportUnknownArgumentType=false, reportMissingTypeStubs=false
"""Loading of Stanza's models around one shared encoder, without Stanza's pipeline.

The pipeline would import transformers and create an optimiser for each model. The
weights are the same: a test compares the annotations with those of the pipeline.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import msgspec
import torch
from stanza.models.depparse.model import GraphParser
from stanza.models.lemma.trainer import Trainer as Lemmas
from stanza.models.ner.model import NERTagger
from stanza.models.ner.vocab import MultiVocab as NerVocab
from stanza.models.pos.model import Tagger
from stanza.models.pos.tag_columns import tag_columns_from_config
from stanza.models.pos.vocab import MultiVocab
from stanza.models.tokenization.model import Tokenizer
from stanza.models.tokenization.vocab import Vocab

from service.nlp.packages import LANGUAGE, TAGGER

ENCODER_NAME = "quote_encoder"
"""``bert_model`` of the heads, and key of the encoder in Stanza's foundation cache."""

ENCODER_FOLDER = "encoder"
"""Name of the encoder's folder, beside those of the processors."""

HEADS = ("pos", "depparse", "ner")


class LoadedModel(msgspec.Struct, frozen=True):
    """A model with its options and vocabulary, like a trainer of Stanza."""

    args: dict[str, Any]
    vocab: Any
    model: Any


class _EncoderStubConfig:
    def __init__(self, hidden_size: int) -> None:
        self.hidden_size = hidden_size


class _EncoderStub(torch.nn.Module):
    """Stands for the encoder when a head is built; has only its hidden size."""

    def __init__(self, hidden_size: int) -> None:
        super().__init__()
        self.config = _EncoderStubConfig(hidden_size)


def load_heads(
    models: Path,
    processors: Mapping[str, str],
    *,
    tagger: Path | None,
    hidden_size: int,
    device: str,
) -> dict[str, Any] | None:
    """Return the models by processor, or None if they do not share the encoder.

    Args:
        models: folder in Stanza's layout, with verified files.
        processors: processor to model name, of the package.
        tagger: file of the attribution tagger; None loads none.
        hidden_size: dimension of the encoder's hidden states.
        device: of the weights, such as ``cpu``.

    Raises:
        ValueError: a weight is missing in a file.
    """
    folder = models / LANGUAGE
    paths = {kind: folder / kind / f"{name}.pt" for kind, name in processors.items()}
    if tagger:
        paths[TAGGER] = tagger
    lemmas = paths.pop("lemma")
    saved = {
        kind: torch.load(path, map_location="cpu", weights_only=True)
        for kind, path in paths.items()
    }
    heads = [one["config"] for kind, one in saved.items() if kind != "tokenize"]
    if any(config.get("bert_model") != ENCODER_NAME for config in heads):
        return None
    loaded: dict[str, Any] = {
        kind: _build(kind, one, _EncoderStub(hidden_size), device)
        for kind, one in saved.items()
    }
    loaded["lemma"] = Lemmas(model_file=str(lemmas))
    return loaded


def _build(
    kind: str, saved: dict[str, Any], encoder: torch.nn.Module, device: str
) -> LoadedModel:
    args: dict[str, Any] = saved["config"]
    vocab = _VOCABULARIES.get(kind, NerVocab).load_state_dict(saved["vocab"])
    model: Any
    if kind == "tokenize":
        sizes = (args[name] for name in ("vocab_size", "emb_dim", "hidden_dim"))
        model = Tokenizer(args, *sizes, dropout=0.0, feat_dropout=0.0)
    elif kind == "pos":
        args["tag_columns"] = tag_columns_from_config(args.get("tag_columns"))
        share = args["share_hid"]
        model = Tagger(args, vocab, share_hid=share, bert_model=encoder)
    elif kind == "depparse":
        model = GraphParser(args, vocab, bert_model=encoder)
    else:
        model = NERTagger(args, vocab, bert_model=encoder)
    missing = model.load_state_dict(saved["model"], strict=False).missing_keys
    if missing:
        raise ValueError(f"the model for {kind} lacks the weight {missing[0]}")
    return LoadedModel(args, vocab, model.to(device).eval())


_VOCABULARIES: dict[str, Any] = {
    "tokenize": Vocab,
    "pos": MultiVocab,
    "depparse": MultiVocab,
}
