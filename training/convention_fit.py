"""Fit the network that reads paragraphs by the project's conventions."""

from collections.abc import Iterator, Sequence
from typing import Any

import msgspec
import numpy as np
import torch
from torch import Tensor, nn

from service.nlp.conventions import (
    LABELS,
    MARKS,
    PAIRS,
    ConventionNetwork,
    Weights,
)
from training.convention_examples import ArticleParagraphs, ParagraphExample

HIDDEN = 128
"""Units of the LSTM in each direction."""
WIDTH = 24
"""Numbers of a word and of a cue for each of ``PAIRS``; the products score it."""
EMBEDDED = 16
MARKED = 8
"""Numbers for a part of speech or relation, and for a mark of the tagger."""
REACH = 20
"""Words from the cue up to which each distance has a score of its own."""
EPOCHS = 5
BATCH = 1_500
"""Words."""
RATE = 2e-3
WARM_UP = 100
LEAST_RATE = 0.02
DECAY = 0.01
DROPOUT = 0.3
CLIP = 5.0
SAMPLE = 11
"""Of so many words one is read for the mean and the deviation of the states."""
_LEAST_DEVIATION = 1e-3
_NOISE = 6.0
"""Words by which paragraphs of one batch may differ more in length, at random."""


class _Batch(msgspec.Struct, frozen=True):
    """Paragraphs, with their words one after the other."""

    lengths: Tensor
    states: Tensor
    rows: tuple[Tensor, Tensor, Tensor]
    """Of parts of speech, relations and marks."""
    labels: Tensor
    counts: Tensor
    cues: Tensor
    """Of each pair the word that is the cue."""
    words: Tensor
    """Of each pair the other word."""
    wanted: Tensor
    """Pairs x ``PAIRS``."""


class _Network(nn.Module):
    """The network of ``ConventionNetwork``, with dropout on inputs and outputs.

    The two directions are layers of their own: each reads padded paragraphs from their
    own end, which costs half the time of packed ones.
    """

    def __init__(self, tags: int, relations: int, size: int) -> None:
        super().__init__()
        self.tags = nn.Embedding(tags, EMBEDDED)
        self.relations = nn.Embedding(relations, EMBEDDED)
        self.marks = nn.Embedding(1 + 2 * len(MARKS), MARKED)
        inputs = size + 2 * EMBEDDED + MARKED
        self.forwards = nn.LSTM(inputs, HIDDEN, batch_first=True)
        self.backwards = nn.LSTM(inputs, HIDDEN, batch_first=True)
        self.labels = nn.Linear(2 * HIDDEN, LABELS)
        self.cue = nn.Linear(2 * HIDDEN, PAIRS * WIDTH + PAIRS)
        self.word = nn.Linear(2 * HIDDEN, PAIRS * WIDTH + PAIRS)
        self.distances = nn.Parameter(torch.zeros(PAIRS, 2 * REACH + 1))
        self.dropout = nn.Dropout(DROPOUT)

    def forward(self, batch: _Batch) -> Any:  # noqa: ANN401
        """Return the labels of the words and the scores of the pairs."""
        outputs = self._outputs(batch)
        cues, words = self.cue(outputs), self.word(outputs)
        first, second = (
            cues.index_select(0, batch.cues),
            words.index_select(0, batch.words),
        )
        products = first[:, :-PAIRS] * second[:, :-PAIRS]
        distance = (batch.words - batch.cues).clamp(-REACH, REACH) + REACH
        pairs = (
            products.view(-1, PAIRS, WIDTH).sum(-1)
            + first[:, -PAIRS:]
            + second[:, -PAIRS:]
            + self.distances.index_select(1, distance).T
        )
        return self.labels(outputs), pairs

    def _outputs(self, batch: _Batch) -> Tensor:
        layers = (self.tags, self.relations, self.marks)
        named = [one(rows) for one, rows in zip(layers, batch.rows, strict=True)]
        inputs = torch.cat([*map(self.dropout, (batch.states, torch.cat(named, 1)))], 1)
        ahead, back, inside = _places(batch.lengths)
        forwards, _ = self.forwards(inputs[ahead])
        backwards, _ = self.backwards(inputs[back])
        order = torch.argsort(back[inside])  # of the words, from the other end
        both = [forwards[inside], backwards[inside].index_select(0, order)]
        outputs: Tensor = self.dropout(torch.cat(both, 1))
        return outputs


def _places(lengths: Tensor) -> tuple[Tensor, Tensor, Tensor]:
    """Return the words of each paragraph in both orders, and which places are words.

    They are paragraphs x longest; the places after the end of a paragraph hold one of
    its words.
    """
    steps = torch.arange(int(lengths.max()))[None]
    ends = torch.cumsum(lengths, 0)[:, None]
    starts = ends - lengths[:, None]
    ahead = torch.minimum(starts + steps, ends - 1)
    back = torch.maximum(ends - 1 - steps, starts)
    return ahead, back, steps < lengths[:, None]


def fit_conventions(
    articles: Sequence[ArticleParagraphs], encoder: str
) -> ConventionNetwork:
    """Return the network.

    Args:
        articles: to fit on.
        encoder: SHA-256 of the weights of the encoder of the states.
    """
    examples = [one for article in articles for one in article.paragraphs]
    names = ConventionNetwork(
        encoder,
        tuple(sorted({name for one in examples for name in one.tags})),
        tuple(sorted({name for one in examples for name in one.relations})),
        {},
    )
    mean, deviation = _scale(examples)
    torch.manual_seed(0)
    rows = len(names.parts_of_speech), len(names.relations)
    network = _Network(1 + rows[0], 1 + rows[1], len(mean))
    optimiser = torch.optim.AdamW(network.parameters(), lr=RATE, weight_decay=DECAY)
    order = np.random.RandomState(0)
    batches = [one for _ in range(EPOCHS) for one in _batches(examples, order)]
    network.train()
    for step, chosen in enumerate(batches):
        left = max(LEAST_RATE, 1 - step / len(batches))
        optimiser.param_groups[0]["lr"] = RATE * min(1, (step + 1) / WARM_UP) * left
        loss = _loss(network, _batch(chosen, names, mean, deviation))
        optimiser.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(network.parameters(), CLIP)
        optimiser.step()
    return msgspec.structs.replace(names, weights=_exported(network, mean, deviation))


def _scale(examples: Sequence[ParagraphExample]) -> tuple[Tensor, Tensor]:
    """Return the mean and the deviation of the states."""
    sample = np.concatenate([one.states[::SAMPLE] for one in examples])
    states = torch.from_numpy(sample.astype(np.float32))
    return states.mean(0), states.std(0, correction=0) + _LEAST_DEVIATION


def _batches(
    examples: Sequence[ParagraphExample], order: np.random.RandomState
) -> Iterator[list[ParagraphExample]]:
    """Yield batches of paragraphs of about one length, in random order."""
    lengths = np.array([len(one.tags) for one in examples])
    batches: list[list[ParagraphExample]] = [[]]
    words = 0
    for number in np.argsort(lengths + order.uniform(0, _NOISE, len(lengths))):
        if words >= BATCH:
            batches.append([])
            words = 0
        batches[-1].append(examples[number])
        words += int(lengths[number])
    for number in order.permutation(len(batches)):
        yield batches[number]


def _batch(
    chosen: Sequence[ParagraphExample],
    names: ConventionNetwork,
    mean: Tensor,
    deviation: Tensor,
) -> _Batch:
    """Return the tensors of some paragraphs."""
    states = np.concatenate([one.states for one in chosen]).astype(np.float32)
    lengths = [len(one.tags) for one in chosen]
    cues, words, wanted = _pairs(chosen)
    return _Batch(
        torch.tensor(lengths),
        (torch.from_numpy(states) - mean) / deviation,
        (
            torch.tensor([names.row_of_tag(n) for one in chosen for n in one.tags]),
            torch.tensor(
                [names.row_of_relation(n) for one in chosen for n in one.relations]
            ),
            torch.tensor([mark for one in chosen for mark in one.marks]),
        ),
        torch.from_numpy(np.concatenate([one.labels for one in chosen])).float(),
        torch.from_numpy(np.concatenate([one.counts for one in chosen])).float(),
        cues,
        words,
        wanted,
    )


def _pairs(chosen: Sequence[ParagraphExample]) -> tuple[Tensor, Tensor, Tensor]:
    """Return the cues, the words and the answers of the pairs of a batch."""
    cues, words = [np.zeros(0, np.int64)], [np.zeros(0, np.int64)]
    answers = [np.zeros((0, PAIRS), np.float32)]
    offset = 0
    for one in chosen:
        size = len(one.tags)
        for cue in one.cues:
            answer = np.zeros((size, PAIRS), np.float32)
            answer[cue.content, 0] = answer[cue.source, 1] = 1
            answers.append(answer)
            cues.append(np.full(size, offset + cue.cue))
            words.append(np.arange(offset, offset + size))
        offset += size
    first, second, third = (np.concatenate(one) for one in (cues, words, answers))
    return torch.from_numpy(first), torch.from_numpy(second), torch.from_numpy(third)


def _loss(network: _Network, batch: _Batch) -> Tensor:
    """Return the sum of the mean cross-entropies of each label and kind of pair."""
    entropy = nn.functional.binary_cross_entropy_with_logits
    labels, pairs = network(batch)
    loss = entropy(labels, batch.labels, weight=batch.counts) * LABELS
    if len(pairs):
        loss = loss + entropy(pairs, batch.wanted) * PAIRS
    return loss


def _exported(network: _Network, mean: Tensor, deviation: Tensor) -> dict[str, Weights]:
    """Return the weights by the names of ``ConventionReader``."""
    arrays = {
        "mean": mean,
        "deviation": deviation,
        "parts of speech": network.tags.weight,
        "relations": network.relations.weight,
        "marks": network.marks.weight,
        "distances": network.distances,
    }
    for name in ("labels", "cue", "word"):
        layer = getattr(network, name)
        arrays |= {f"{name} weight": layer.weight, f"{name} bias": layer.bias}
    for lstm, suffix in ((network.forwards, ""), (network.backwards, "_reverse")):
        for name, weight in lstm.named_parameters():
            arrays[f"lstm {name}{suffix}"] = weight
    return {name: Weights.of(one.detach().numpy()) for name, one in arrays.items()}
