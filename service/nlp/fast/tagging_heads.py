# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false
# pyright: reportUnknownArgumentType=false, reportMissingTypeStubs=false
# ruff: noqa: ANN401 - Stanza has no types
"""Stanza's POS tagger and NER models on the hidden states of the shared encoder.

Each class, and the parser in ``dependency_head``, runs the layers of a loaded model of
Stanza in the order of its forward pass, without data loader, losses and per-word
decoding. ``supports`` is true of the configurations for which the result is the same; a
test compares it with the unmodified pipeline.
"""

from collections.abc import Sequence
from typing import Any

import numpy as np
import torch
from stanza.models.common.vocab import VOCAB_PREFIX_SIZE
from stanza.models.ner.trainer import fix_singleton_tags
from torch import Tensor
from torch.nn.functional import relu
from torch.nn.utils.rnn import PackedSequence

from service.nlp.fast.decode import viterbi
from service.nlp.fast.packed_layout import PackedLayout

OUTSIDE = "O"


class CharacterEncoder:
    """Computes vectors of words with the character LSTM of a model."""

    def __init__(self, model: Any, vocab: Any) -> None:
        self._model = model
        self._ids: dict[str, int] = vocab["char"]._unit2id  # noqa: SLF001
        self._unknown = self._ids["<UNK>"]

    def encode(self, words: Sequence[str]) -> Tensor:
        """Return the vectors of words: words x features."""
        order = sorted(range(len(words)), key=lambda index: -len(words[index]))
        lengths = [len(words[index]) for index in order]
        chars = np.zeros((len(words), lengths[0]), np.int64)
        for row, index in enumerate(order):
            chars[row, : lengths[row]] = [
                self._ids.get(char, self._unknown) for char in words[index]
            ]
        device = next(self._model.parameters()).device
        # All words form one sentence: the character LSTM reads each word by itself.
        rows: Tensor = self._model.charmodel(
            torch.from_numpy(chars).to(device), None, order, [len(words)], lengths
        ).data
        return rows


def initial_states(model: Any, name: str, count: int) -> tuple[Tensor, Tensor]:
    """Return the learned initial states of a model's LSTM.

    Args:
        model: of Stanza.
        name: of the LSTM in the model, such as ``parserlstm``.
        count: number of sentences.

    Returns:
        Hidden and cell states, each layers x sentences x features.
    """
    states = (getattr(model, f"{name}_{which}_init") for which in "hc")
    hidden, cell = (state.expand(-1, count, -1).contiguous() for state in states)
    return hidden, cell


def apply_layer_mix(model: Any, hidden: Tensor) -> Tensor:
    """Return the last layer with the layer weight of the model, rows x hidden size."""
    mixed: Tensor = hidden + model.bert_layer_mix.weight[0, 0] * hidden
    return mixed


def reads_encoder_only(args: dict[str, Any]) -> bool:
    """Whether the input is the encoder's last layer, with or without characters."""
    return (
        args.get("bert_hidden_layers") == 1
        and not args.get("word_emb_dim")
        and not args.get("pretrain")
        and not args.get("charlm")
        and not args.get("use_peft")
    )


class PosTagger:
    """Predicts part-of-speech tags and morphological features."""

    def __init__(self, trainer: Any) -> None:
        self._model = trainer.model.eval()
        self._vocab = trainer.vocab
        self.characters = CharacterEncoder(trainer.model, trainer.vocab)
        classifiers = [
            self._model.upos_clf,
            self._model.tag_clf["xpos"],
            *self._model.tag_clf["feats"],
        ]
        self._widths = [one.out_features for one in classifiers]
        self._weight = torch.cat([one.weight for one in classifiers])
        self._bias = torch.cat([one.bias for one in classifiers])
        self._feats: dict[tuple[int, ...], str] = {}

    @staticmethod
    def supports(trainer: Any) -> bool:
        """Whether this class computes the same as the model, by its configuration."""
        return (
            reads_encoder_only(trainer.args)
            and bool(trainer.args["char"])
            and bool(trainer.model.share_hid)
            and trainer.model.tag_names == ["upos", "xpos", "feats"]
            and isinstance(trainer.model.tag_clf["xpos"], torch.nn.Linear)
        )

    def tag(
        self, hidden: Tensor, spelled: Tensor, layout: PackedLayout
    ) -> tuple[list[str], list[str], list[str]]:
        """Return UPOS tags, XPOS tags and UD features, one per flat row.

        Args:
            hidden: flat rows, words x hidden size.
            spelled: vectors of the words from ``characters``, words x features.
            layout: of these rows.
        """
        model = self._model
        chars = model.trans_char(spelled)
        packed = layout.pack(torch.cat([chars, apply_layer_mix(model, hidden)], 1))
        output, _ = model.taggerlstm(
            packed,
            layout.lengths,
            initial_states(model, "taggerlstm", len(layout.lengths)),
        )
        scores = torch.nn.functional.linear(
            relu(model.upos_hid(output.data)), self._weight, self._bias
        )
        best = [part.argmax(1) for part in torch.split(scores, self._widths, 1)]
        upos, xpos, *feats = layout.flatten(torch.stack(best, 1)).T.tolist()
        return (
            self._vocab["upos"].unmap(upos),
            self._vocab["xpos"].unmap(xpos),
            [self._name_feats(row) for row in zip(*feats, strict=True)],
        )

    def _name_feats(self, row: tuple[int, ...]) -> str:
        name = self._feats.get(row)
        if name is None:
            known = self._vocab["feats"].unmap([row])[0]
            name = self._feats[row] = "" if known == "_" else known
        return name


class SpanTagger:
    """Predicts BIOES labels: named entities, or spans of the attribution tagger."""

    def __init__(self, trainer: Any) -> None:
        self._model = trainer.model.eval()
        self.characters = CharacterEncoder(trainer.model, trainer.vocab)
        self._transitions = self._model.crits[0]._transitions.detach().cpu().numpy()  # noqa: SLF001
        vocab = trainer.vocab["tag"]
        known = range(VOCAB_PREFIX_SIZE, vocab.lens()[0])
        names = [vocab.unmap([(index,)])[0][0] for index in known]
        # Stanza maps the special entries of the vocabulary to the first label, O.
        self._names = names[:1] * VOCAB_PREFIX_SIZE + names

    @staticmethod
    def supports(trainer: Any) -> bool:
        """Whether this class computes the same as the model, by its configuration."""
        args = trainer.args
        return (
            reads_encoder_only(args)
            and bool(args["char"])
            and not args.get("char_lowercase")
            and trainer.model.num_output_layers == 1
            and trainer.model.input_transform is not None
        )

    def tag(
        self, hidden: Tensor, spelled: Tensor, layout: PackedLayout
    ) -> list[list[str]]:
        """Return BIOES labels by sentence; for the arguments see ``PosTagger.tag``."""
        model = self._model
        packed = layout.pack(torch.cat([apply_layer_mix(model, hidden), spelled], 1))
        transformed = PackedSequence(model.input_transform(packed.data), layout.sizes)
        output, _ = model.taggerlstm(
            transformed,
            layout.lengths,
            initial_states(model, "taggerlstm", len(layout.lengths)),
        )
        scores = layout.pad(model.tag_clfs[0](output.data)).cpu().numpy()
        paths = viterbi(scores, layout.lengths, self._transitions)
        return [self._name(path.tolist()) for path in paths]

    def _name(self, path: list[int]) -> list[str]:
        labels = [self._names[index] for index in path]
        if labels.count(OUTSIDE) == len(labels):
            return labels
        fixed: list[str] = fix_singleton_tags(labels)
        return fixed
