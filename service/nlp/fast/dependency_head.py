# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false
# pyright: reportUnknownArgumentType=false, reportMissingTypeStubs=false
# ruff: noqa: ANN401 - Stanza has no types
"""Stanza's dependency parser on the hidden states of the shared encoder."""

from collections.abc import Sequence
from typing import Any

import torch
from stanza.models.common.chuliu_edmonds import chuliu_edmonds_one_root
from stanza.models.common.vocab import VOCAB_PREFIX_SIZE
from torch import Tensor
from torch.nn.functional import logsigmoid, pad, relu, softplus

from service.nlp.fast.bert_layers import ROW_MULTIPLE
from service.nlp.fast.decode import Floats, greedy_tree
from service.nlp.fast.packed_layout import PackedLayout
from service.nlp.fast.tagging_heads import (
    apply_layer_mix,
    initial_states,
    reads_encoder_only,
)


class DependencyParser:
    """Predicts heads and relations (UD v2) with a loaded model of Stanza."""

    def __init__(self, trainer: Any, dtype: torch.dtype = torch.float32) -> None:
        self._model = trainer.model.eval()
        self._vocab = trainer.vocab["deprel"]
        weight = self._model.deprel.scorer.W_bilin.weight
        # One matrix per relation, which fits into the CPU caches.
        self._weights = weight.permute(2, 0, 1).to(dtype).contiguous().unbind()
        self._dtype = dtype

    @staticmethod
    def supports(trainer: Any) -> bool:
        """Whether this class computes the same as the model, by its configuration."""
        args = trainer.args
        inputs = (args.get(f"use_{name}", True) for name in ("upos", "xpos", "ufeats"))
        return (
            reads_encoder_only(args)
            and not args["char"]
            and not args.get("reversed")
            and not args.get("use_arc_embedding")
            and not args.get("resolve_head_constraints", True)
            and not (args["tag_emb_dim"] and any(inputs))
            and hasattr(trainer.model, "unlabeled")
        )

    def parse(
        self, hidden: Tensor, layout: PackedLayout
    ) -> tuple[list[list[int]], list[list[str]]]:
        """Return heads and relations per sentence, one per word; head 0 is the root.

        Args:
            hidden: flat rows x hidden size, with a root before each sentence's words.
            layout: of these rows; its lengths include the roots.
        """
        rows, scores = self.score(hidden, layout)
        trees = list(map(best_tree, scores))
        return [tree[1:] for tree in trees], self.label(rows, trees)

    def score(
        self, hidden: Tensor, layout: PackedLayout
    ) -> tuple[Tensor, list[Floats]]:
        """Return the padded LSTM output for ``label``, and the arc scores by sentence.

        The scores are log-probabilities, dependants x heads, with the root first.
        """
        model = self._model
        output, _ = model.parserlstm(
            layout.pack(apply_layer_mix(model, hidden)),
            layout.lengths,
            initial_states(model, "parserlstm", len(layout.lengths)),
        )
        rows = layout.pad(output.data)
        scores = self._score_arcs(rows).cpu().numpy()
        lengths = enumerate(layout.lengths)
        return rows, [scores[row, :length, :length] for row, length in lengths]

    def _score_arcs(self, rows: Tensor) -> Tensor:
        """Return the log-probabilities of heads: sentences x dependants x heads."""
        model = self._model
        scores: Tensor = model.unlabeled(rows, rows).squeeze(3)
        positions = torch.arange(rows.shape[1], device=rows.device)
        offset = (positions - positions[:, None])[None]
        if model.args["linearization"]:
            ahead = model.linearization(rows, rows).squeeze(3)
            scores += logsigmoid(ahead * torch.sign(offset).float())
        if model.args["distance"]:
            expected = 1 + softplus(model.distance(rows, rows).squeeze(3))
            scores -= torch.log((offset.abs().float() - expected) ** 2 / 2 + 1)
        scores.masked_fill_(offset == 0, -float("inf"))
        return scores.log_softmax(2)

    def label(self, rows: Tensor, trees: Sequence[Sequence[int]]) -> list[list[str]]:
        """Return the best relation of each word; only the arcs of the trees are scored.

        Args:
            rows: padded LSTM output, sentences x nodes x features.
            trees: head of each node, the root included.
        """
        scorer = self._model.deprel
        flat = rows.flatten(0, 1)
        dependants = relu(scorer.W1(flat))
        heads = relu(scorer.W2(flat))
        width = rows.shape[1]
        dependant_indices = [
            row * width + node
            for row, tree in enumerate(trees)
            for node in range(1, len(tree))
        ]
        head_indices = [
            row * width + int(head)
            for row, tree in enumerate(trees)
            for head in tree[1:]
        ]
        scores = self._score_labels(dependants[dependant_indices], heads[head_indices])
        best = (scores.argmax(1) + VOCAB_PREFIX_SIZE).tolist()
        labels: list[list[str]] = []
        for tree in trees:
            labels.append(self._vocab.unmap(best[: len(tree) - 1]))
            del best[: len(tree) - 1]
        return labels

    def _score_labels(self, dependants: Tensor, heads: Tensor) -> Tensor:
        one = dependants.new_ones(len(dependants), 1)
        padding = -len(dependants) % ROW_MULTIPLE
        dependant_rows = pad(
            torch.cat([dependants, one], 1).to(self._dtype), (0, 0, 0, padding)
        )
        head_rows = pad(torch.cat([heads, one], 1), (0, 0, 0, padding))
        scores = [
            ((dependant_rows @ weight) * head_rows).sum(1) for weight in self._weights
        ]
        bias: Tensor = self._model.deprel.scorer.W_bilin.bias
        return (torch.stack(scores, 1) + bias)[: len(dependants)]


def best_tree(scores: Floats) -> list[int]:
    """Return the head of each node in the highest-scoring tree; that of the root is 0.

    The search is that of Chu and Liu (1965) and Edmonds (1967), with a single root.
    """
    tree = greedy_tree(scores)
    if tree is None:
        tree = chuliu_edmonds_one_root(scores).tolist()
    return tree
