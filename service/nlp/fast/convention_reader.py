# pyright: reportUnknownMemberType=false
"""Scores the words of a paragraph by the project's conventions of annotation."""

from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise
from typing import Any

import msgspec
import numpy as np
import torch
from msgspec.structs import replace
from torch import Tensor, nn

from service.nlp.conventions import (
    CUE,
    LEAST_CUE,
    PAIRS,
    PLACE,
    STEP,
    ConventionNetwork,
    Floats,
    MarkedSentence,
    Numbers,
    to_steps,
    window,
)
from service.nlp.convert import RawSentence, decode_bioes
from service.nlp.fast.packing import make_batches

Paragraph = tuple[Sequence[MarkedSentence], Sequence[Tensor]]
"""Sentences in their order, with the spans of the attribution tagger, and the states of
each, the root first: (1 + words) x size."""

BATCH_WORDS = 4_096
"""Words of one batch, with padding."""

OVERHEAD = 16
"""Cost of one more batch, in words."""


class ConventionReader:
    """Runs a ``ConventionNetwork`` on batches of paragraphs, in fp32 on the CPU.

    The scores of a paragraph do not depend on what else is read, but for the rounding
    of the sums.
    """

    def __init__(self, network: ConventionNetwork) -> None:
        """Load the weights."""
        arrays = {name: one.array for name, one in network.weights.items()}
        self._network = network
        self._arrays = arrays
        self._tensors = {name: torch.from_numpy(one) for name, one in arrays.items()}
        self._forwards, self._backwards = (
            _lstm(self._tensors, suffix) for suffix in ("", "_reverse")
        )

    @torch.inference_mode()
    def read(self, paragraphs: Sequence[Paragraph]) -> list[list[bytes]]:
        """Return ``Sentence.conventions`` of each sentence of each paragraph."""
        lengths = [
            sum(len(one.parts_of_speech) for one in sentences)
            for sentences, _ in paragraphs
        ]
        found: list[list[bytes]] = [[] for _ in paragraphs]
        known = [number for number, length in enumerate(lengths) if length]
        batches = make_batches(
            [lengths[n] for n in known], overhead=OVERHEAD, most=BATCH_WORDS
        )
        for batch in batches:
            chosen = [known[row] for row in batch]
            scores = self._read([paragraphs[n] for n in chosen])
            for number, one in zip(chosen, scores, strict=True):
                found[number] = one
        return found

    def _read(self, paragraphs: Sequence[Paragraph]) -> Iterator[list[bytes]]:
        """Yield the scores of the paragraphs of a batch, none of them empty."""
        inputs = [self._inputs(*one) for one in paragraphs]
        outputs = torch.cat(self._outputs(inputs))
        layers = ("labels", "cue", "word")
        linear = [self._linear(outputs, name) for name in layers]
        ends = accumulate(map(len, inputs), initial=0)
        for (sentences, _), (first, last) in zip(
            paragraphs, pairwise(ends), strict=True
        ):
            labels, cues, words = (rows[first:last] for rows in linear)
            scores = _Scores(labels, cues, words, self._arrays["distances"])
            lengths = (len(one.parts_of_speech) for one in sentences)
            places = pairwise(accumulate(lengths, initial=0))
            yield [scores.of(start, end) for start, end in places]

    def _inputs(
        self, sentences: Sequence[MarkedSentence], states: Sequence[Tensor]
    ) -> Tensor:
        """Return what the LSTM reads of a paragraph: words x inputs."""
        found, network = self._tensors, self._network
        rows = torch.cat([one[1:].float().cpu() for one in states])
        tags = [network.row_of_tag(u) for one in sentences for u in one.parts_of_speech]
        relations = [
            network.row_of_relation(r) for one in sentences for r in one.relations
        ]
        marks = [mark for one in sentences for mark in one.marks]
        inputs = [
            (rows - found["mean"]) / found["deviation"],
            found["parts of speech"][tags],
            found["relations"][relations],
            found["marks"][marks],
        ]
        return torch.cat(inputs, 1)

    def _outputs(self, inputs: Sequence[Tensor]) -> list[Tensor]:
        """Return the outputs of the LSTM for each paragraph: words x 2 hidden size.

        Each direction reads the paragraphs from their own end, with the padding last.
        """
        pad = nn.utils.rnn.pad_sequence
        ahead = pad(list(inputs), batch_first=True)
        back = pad([one.flip(0) for one in inputs], batch_first=True)
        forwards, _ = self._forwards(ahead)
        backwards, _ = self._backwards(back)
        return [
            torch.cat(
                [forwards[row, : len(one)], backwards[row, : len(one)].flip(0)], 1
            )
            for row, one in enumerate(inputs)
        ]

    def _linear(self, rows: Tensor, name: str) -> Floats:
        weight, bias = self._tensors[f"{name} weight"], self._tensors[f"{name} bias"]
        numbers: Floats = (rows @ weight.T + bias).numpy()
        return numbers


def with_conventions(
    passages: Sequence[Sequence[tuple[RawSentence, Tensor]]],
    reader: ConventionReader | None,
) -> list[tuple[RawSentence, ...]]:
    """Return the sentences of passages with their scores, if there is a reader.

    Each sentence comes with its hidden states, the root first.
    """
    plain = [tuple(sentence for sentence, _ in one) for one in passages]
    if reader is None:
        return plain
    marked = [
        [MarkedSentence(s.upos, s.deprels, decode_bioes(s.tags)) for s in sentences]
        for sentences in plain
    ]
    states = [[rows for _, rows in one] for one in passages]
    return [
        tuple(map(_with_scores, sentences, scores))
        for sentences, scores in zip(
            plain, reader.read([*zip(marked, states, strict=True)]), strict=True
        )
    ]


def _with_scores(sentence: RawSentence, scores: bytes) -> RawSentence:
    return replace(sentence, conventions=scores)


class _Scores(msgspec.Struct, frozen=True):
    """The outputs of the network for the words of a paragraph."""

    labels: Floats
    cues: Floats
    words: Floats
    """Rows of as many numbers for contents as for sources, and last their biases."""
    distances: Floats

    def of(self, start: int, end: int) -> bytes:
        """Return the scores of a sentence, the words from ``start`` to ``end``."""
        total = len(self.labels)
        steps = to_steps(self.labels[start:end])
        place = np.array([start, total - end], PLACE)
        possible = start + np.flatnonzero(steps[:, CUE] >= LEAST_CUE / STEP)
        parts = [window(int(at), total) for at in possible]
        if not parts:
            return place.tobytes() + steps.tobytes()
        first, last = parts[0].start, parts[-1].stop
        around = np.array(range(first, last), np.int64)
        pairs = to_steps(self._pairs(possible, around))
        scores = [
            rows[:, part.start - first : part.stop - first].tobytes()
            for rows, part in zip(pairs, parts, strict=True)
        ]
        return b"".join([place.tobytes(), steps.tobytes(), *scores])

    def _pairs(self, cues: Numbers, words: Numbers) -> Floats:
        """Return the scores of words for cues: cues x content and source x words."""
        own, others = self.cues[cues], self.words[words]
        width = (own.shape[1] - PAIRS) // PAIRS
        reach = self.distances.shape[1] // 2
        away = np.clip(words - cues[:, None], -reach, reach) + reach
        found = [
            own[:, kind * width : (kind + 1) * width]
            @ others[:, kind * width : (kind + 1) * width].T
            + own[:, kind - PAIRS, None]
            + others[:, kind - PAIRS]
            + self.distances[kind][away]
            for kind in range(PAIRS)
        ]
        return np.stack(found, 1)


def _lstm(weights: dict[str, Tensor], suffix: str) -> Any:  # noqa: ANN401
    """Return the LSTM of one direction, whose weights have a suffix."""
    width, size = weights["lstm weight_ih_l0"].shape
    lstm = nn.LSTM(size, width // 4, batch_first=True)
    names = lstm.state_dict()
    lstm.load_state_dict({name: weights[f"lstm {name}{suffix}"] for name in names})
    return lstm.eval()
