# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false
# pyright: reportUnknownArgumentType=false, reportMissingTypeStubs=false
# ruff: noqa: ANN401 - Stanza has no types
"""Stanza's tagger, parser and NER models on hidden states that they share.

Each class runs the layers of a loaded Stanza model in the order of its own forward
pass, without its data loader, its losses and its per-word decoding. ``supports``
says for which configurations that is the same thing; a test compares the results
with the unmodified pipeline.
"""

from collections.abc import Sequence
from typing import Any

import msgspec
import numpy as np
import torch
from numpy.typing import NDArray
from stanza.models.common.chuliu_edmonds import chuliu_edmonds_one_root
from stanza.models.common.vocab import VOCAB_PREFIX_SIZE
from stanza.models.ner.trainer import fix_singleton_tags
from torch import Tensor
from torch.nn.functional import logsigmoid, relu, softplus
from torch.nn.utils.rnn import PackedSequence, pad_packed_sequence

from service.nlp.decode import greedy_tree, viterbi

OUTSIDE = "O"


class Layout(msgspec.Struct, frozen=True):
    """How the words of a batch lie in a packed sequence: step by step.

    Sentences come by falling length, as torch wants them.
    """

    lengths: list[int]
    order: Tensor
    """For each packed position the row of the flat batch, sentence after sentence."""
    sizes: Tensor
    """How many sentences are that long, per step."""

    def pack(self, flat: Tensor) -> PackedSequence:
        """Return flat rows as a packed sequence."""
        return PackedSequence(flat[self.order], self.sizes)

    def pad(self, packed: Tensor) -> Tensor:
        """Return packed rows as sentences x words x features."""
        padded, _ = pad_packed_sequence(
            PackedSequence(packed, self.sizes), batch_first=True
        )
        return padded

    def flatten(self, packed: Tensor) -> Tensor:
        """Return packed rows sentence after sentence."""
        flat = torch.empty_like(packed)
        flat[self.order] = packed
        return flat


def lay_out(lengths: Sequence[int], device: torch.device) -> Layout:
    """Return the layout of a batch of falling lengths."""
    sizes = np.asarray(lengths, np.int64)
    starts = np.concatenate(([0], np.cumsum(sizes)[:-1]))
    steps = np.arange(sizes[0])
    present = steps[:, None] < sizes
    order = (starts + steps[:, None])[present]
    return Layout(
        list(lengths),
        torch.from_numpy(order).to(device),
        torch.from_numpy(present.sum(1)),
    )


class Speller:
    """Vectors of words from their characters, by a model's own character LSTM."""

    def __init__(self, model: Any, vocab: Any) -> None:
        self._model = model
        self._ids: dict[str, int] = vocab["char"]._unit2id  # noqa: SLF001
        self._unknown = self._ids["<UNK>"]

    def spell(self, words: Sequence[str]) -> Tensor:
        """Return a row per word."""
        order = sorted(range(len(words)), key=lambda index: -len(words[index]))
        lengths = [len(words[index]) for index in order]
        chars = np.zeros((len(words), lengths[0]), np.int64)
        for row, index in enumerate(order):
            chars[row, : lengths[row]] = [
                self._ids.get(char, self._unknown) for char in words[index]
            ]
        device = next(self._model.parameters()).device
        # One sentence of all the words: they do not see each other.
        rows: Tensor = self._model.charmodel(
            torch.from_numpy(chars).to(device), None, order, [len(words)], lengths
        ).data
        return rows


def _initial(model: Any, name: str, count: int) -> tuple[Tensor, Tensor]:
    """Return a model's learned first states of an LSTM for ``count`` sentences."""
    states = (getattr(model, f"{name}_{which}_init") for which in "hc")
    hidden, cell = (state.expand(-1, count, -1).contiguous() for state in states)
    return hidden, cell


def _mix(model: Any, hidden: Tensor) -> Tensor:
    """Return the last layer as the model weighs it."""
    mixed: Tensor = hidden + model.bert_layer_mix.weight[0, 0] * hidden
    return mixed


def _reads_encoder_only(args: dict[str, Any]) -> bool:
    """Tell whether a model's input is the last layer, and characters at most."""
    return (
        args.get("bert_hidden_layers") == 1
        and not args.get("word_emb_dim")
        and not args.get("pretrain")
        and not args.get("charlm")
        and not args.get("use_peft")
    )


class Tagger:
    """Part-of-speech tags and features."""

    def __init__(self, trainer: Any) -> None:
        self._model = trainer.model.eval()
        self._vocab = trainer.vocab
        self.speller = Speller(trainer.model, trainer.vocab)
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
        """Tell whether this class does what the model does."""
        return (
            _reads_encoder_only(trainer.args)
            and bool(trainer.args["char"])
            and bool(trainer.model.share_hid)
            and trainer.model.tag_names == ["upos", "xpos", "feats"]
            and isinstance(trainer.model.tag_clf["xpos"], torch.nn.Linear)
        )

    def tag(
        self, hidden: Tensor, spelled: Tensor, layout: Layout
    ) -> tuple[list[str], list[str], list[str]]:
        """Return tags, treebank tags and features of the flat words."""
        model = self._model
        chars = model.trans_char(spelled)
        packed = layout.pack(torch.cat([chars, _mix(model, hidden)], 1))
        output, _ = model.taggerlstm(
            packed, layout.lengths, _initial(model, "taggerlstm", len(layout.lengths))
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


class DependencyParser:
    """Heads and relations."""

    def __init__(self, trainer: Any) -> None:
        self._model = trainer.model.eval()
        self._vocab = trainer.vocab["deprel"]
        weight = self._model.deprel.scorer.W_bilin.weight
        self._relations = weight.shape[2]
        self._weight = weight.reshape(weight.shape[0], -1)

    @staticmethod
    def supports(trainer: Any) -> bool:
        """Tell whether this class does what the model does."""
        args = trainer.args
        inputs = (args.get(f"use_{name}", True) for name in ("upos", "xpos", "ufeats"))
        return (
            _reads_encoder_only(args)
            and not args["char"]
            and not args.get("reversed")
            and not args.get("use_arc_embedding")
            and not args.get("resolve_head_constraints", True)
            and not (args["tag_emb_dim"] and any(inputs))
            and hasattr(trainer.model, "unlabeled")
        )

    def parse(
        self, hidden: Tensor, layout: Layout
    ) -> tuple[list[list[int]], list[list[str]]]:
        """Return heads (0 is the root) and relations of each sentence.

        Args:
            hidden: flat rows, a root before the words of each sentence.
            layout: of the same; its lengths count the roots.
        """
        model = self._model
        output, _ = model.parserlstm(
            layout.pack(_mix(model, hidden)),
            layout.lengths,
            _initial(model, "parserlstm", len(layout.lengths)),
        )
        rows = layout.pad(output.data)
        scores = self._score_arcs(rows).cpu().numpy()
        trees = [
            _best_tree(scores[row, :length, :length])
            for row, length in enumerate(layout.lengths)
        ]
        labels = self._label(rows, trees)
        return (
            [tree[1:] for tree in trees],
            [self._vocab.unmap(one) for one in labels],
        )

    def _score_arcs(self, rows: Tensor) -> Tensor:
        """Return the log-probability of each head for each dependant."""
        model = self._model
        scores: Tensor = model.unlabeled(rows, rows).squeeze(3)
        places = torch.arange(rows.shape[1], device=rows.device)
        offset = (places - places[:, None])[None]
        if model.args["linearization"]:
            ahead = model.linearization(rows, rows).squeeze(3)
            scores += logsigmoid(ahead * torch.sign(offset).float())
        if model.args["distance"]:
            expected = 1 + softplus(model.distance(rows, rows).squeeze(3))
            scores -= torch.log((offset.abs().float() - expected) ** 2 / 2 + 1)
        scores.masked_fill_(offset == 0, -float("inf"))
        return scores.log_softmax(2)

    def _label(self, rows: Tensor, trees: Sequence[Sequence[int]]) -> list[list[int]]:
        """Return the best relation of each arc of the trees, and of no other."""
        scorer = self._model.deprel
        flat = rows.flatten(0, 1)
        dependants = relu(scorer.W1(flat))
        heads = relu(scorer.W2(flat))
        width = rows.shape[1]
        ends = [
            row * width + node
            for row, tree in enumerate(trees)
            for node in range(1, len(tree))
        ]
        tops = [
            row * width + int(head)
            for row, tree in enumerate(trees)
            for head in tree[1:]
        ]
        scores = self._score_labels(dependants[ends], heads[tops])
        best = (scores.argmax(1) + VOCAB_PREFIX_SIZE).tolist()
        labels: list[list[int]] = []
        for tree in trees:
            labels.append(best[: len(tree) - 1])
            del best[: len(tree) - 1]
        return labels

    def _score_labels(self, dependants: Tensor, heads: Tensor) -> Tensor:
        one = dependants.new_ones(len(dependants), 1)
        reached = torch.cat([dependants, one], 1) @ self._weight
        reached = reached.view(len(dependants), -1, self._relations)
        scores = torch.bmm(torch.cat([heads, one], 1)[:, None], reached)[:, 0]
        bias: Tensor = self._model.deprel.scorer.W_bilin.bias
        return scores + bias


def _best_tree(scores: NDArray[np.float32]) -> list[int]:
    tree = greedy_tree(scores)
    if tree is None:
        tree = chuliu_edmonds_one_root(scores).tolist()
    return tree


class NameTagger:
    """BIOES labels: named entities, or the spans of the attribution tagger."""

    def __init__(self, trainer: Any) -> None:
        self._model = trainer.model.eval()
        self.speller = Speller(trainer.model, trainer.vocab)
        self._transitions = self._model.crits[0]._transitions.detach().cpu().numpy()  # noqa: SLF001
        vocab = trainer.vocab["tag"]
        known = range(VOCAB_PREFIX_SIZE, vocab.lens()[0])
        names = [vocab.unmap([(index,)])[0][0] for index in known]
        # Stanza reads the special entries as the first label, which is O.
        self._names = names[:1] * VOCAB_PREFIX_SIZE + names

    @staticmethod
    def supports(trainer: Any) -> bool:
        """Tell whether this class does what the model does."""
        args = trainer.args
        return (
            _reads_encoder_only(args)
            and bool(args["char"])
            and not args.get("char_lowercase")
            and trainer.model.num_output_layers == 1
            and trainer.model.input_transform is not None
        )

    def tag(self, hidden: Tensor, spelled: Tensor, layout: Layout) -> list[list[str]]:
        """Return the labels of each sentence."""
        model = self._model
        packed = layout.pack(torch.cat([_mix(model, hidden), spelled], 1))
        transformed = PackedSequence(model.input_transform(packed.data), layout.sizes)
        output, _ = model.taggerlstm(
            transformed,
            layout.lengths,
            _initial(model, "taggerlstm", len(layout.lengths)),
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
