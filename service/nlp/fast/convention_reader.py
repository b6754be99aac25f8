# pyright: reportUnknownMemberType=false
"""Scores the words of a paragraph by the project's conventions of annotation."""

from collections.abc import Sequence
from itertools import accumulate, pairwise
from typing import Any

import msgspec
import numpy as np
import torch
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


class ConventionReader:
    """Runs a ``ConventionNetwork``, one paragraph at a time and in fp32 on the CPU.

    The scores of a paragraph do not depend on what else is read.
    """

    def __init__(self, network: ConventionNetwork) -> None:
        """Load the weights."""
        arrays = {name: one.array for name, one in network.weights.items()}
        self._network = network
        self._arrays = arrays
        self._tensors = {name: torch.from_numpy(one) for name, one in arrays.items()}
        self._lstm = _lstm(self._tensors)

    @torch.inference_mode()
    def read(
        self, sentences: Sequence[MarkedSentence], states: Sequence[Tensor]
    ) -> list[bytes]:
        """Return ``Sentence.conventions`` of each sentence of a paragraph.

        Args:
            sentences: in their order, with the spans of the attribution tagger.
            states: of each sentence, the root first: (1 + words) x size.
        """
        if not sentences:
            return []
        rows = torch.cat([one[1:].float().cpu() for one in states])
        outputs = self._outputs(rows, sentences)
        layers = ("labels", "cue", "word")
        labels, cues, words = (self._linear(outputs, name) for name in layers)
        scores = _Scores(labels, cues, words, self._arrays["distances"])
        ends = accumulate((len(one.parts_of_speech) for one in sentences), initial=0)
        return [scores.of(start, end) for start, end in pairwise(ends)]

    def _outputs(self, rows: Tensor, sentences: Sequence[MarkedSentence]) -> Tensor:
        """Return the outputs of the LSTM: words x 2 hidden size."""
        found, network = self._tensors, self._network
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
        outputs: Tensor = self._lstm(torch.cat(inputs, 1)[None])[0][0]
        return outputs

    def _linear(self, rows: Tensor, name: str) -> Floats:
        weight, bias = self._tensors[f"{name} weight"], self._tensors[f"{name} bias"]
        numbers: Floats = (rows @ weight.T + bias).numpy()
        return numbers


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


def _lstm(weights: dict[str, Tensor]) -> Any:  # noqa: ANN401
    """Return the LSTM of both directions."""
    width, size = weights["lstm weight_ih_l0"].shape
    lstm = nn.LSTM(size, width // 4, bidirectional=True, batch_first=True)
    prefix = "lstm "
    state = {n.removeprefix(prefix): t for n, t in weights.items() if prefix in n}
    lstm.load_state_dict(state)
    return lstm.eval()
