"""Hidden states of the encoder for the candidates of an article, for fitting."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt
import torch
from msgspec.structs import replace

from service.attribution.candidates import Candidate
from service.attribution.classification.logistic import Classifier
from service.attribution.context import Context
from service.attribution.syntax.sentence import Tree
from service.nlp.annotator import Annotation
from service.nlp.conventions import ConventionNetwork, MarkedSentence
from service.nlp.document import READOUTS, Sentence
from service.nlp.fast.convention_reader import ConventionReader
from service.nlp.fast.encoder import Encoder
from training.rows import sha256

Vector = npt.NDArray[np.float32]


class StateReader:
    """Reads the states that the readouts of a candidate are computed of.

    The states of a sentence are kept: a fit reads each article several times. They take
    1.5 kB a word.
    """

    def __init__(self, folder: Path) -> None:
        """Load the encoder of a folder such as ``models/en/encoder``."""
        self._encoder = Encoder(folder)
        self.size = self._encoder.hidden_size
        self.sha256 = sha256(folder / "model.safetensors")
        self._states: dict[tuple[str, ...], Vector] = {}

    def read(self, trees: Sequence[Tree]) -> list[Vector]:
        """Return the states of each sentence: (1 + words) x size, the root first."""
        return self.read_sentences([tree.sentence for tree in trees])

    def pool(
        self, context: Context, candidate: Candidate, read: Sequence[Vector]
    ) -> Vector:
        """Return the states of a candidate: ``READOUTS`` times the size.

        Its parts are the states that ``encoder_score`` reads: of the cue's head, the
        source's head, the mean of the content and the sentence; zeros for a part that
        is missing. ``read`` are the states of the sentences of the context.
        """
        vector = np.zeros((READOUTS, self.size), np.float32)
        cue, source = candidate.cue, candidate.source
        if cue is None:
            return vector.reshape(-1)
        states = read[cue.tree]
        vector[0] = states[1 + cue.head]
        if source is not None and source.tree == cue.tree:
            vector[1] = states[1 + source.head]
        tokens = context.trees[cue.tree].tokens
        inside = [p for p, t in enumerate(tokens) if candidate.covers(t.start, t.end)]
        if inside:
            vector[2] = states[[1 + p for p in inside]].mean(0)
        vector[3] = states[0]
        return vector.reshape(-1)

    def annotate(
        self, annotations: Sequence[Annotation], classifier: Classifier
    ) -> tuple[Annotation, ...]:
        """Return the annotations with what the numbers read of their states."""
        readouts, weights = classifier.readouts, classifier.projections
        self.read_sentences([s for one in annotations for s in one.sentences])

        def read(rows: Vector) -> dict[str, bytes]:
            found: dict[str, bytes] = {}
            if readouts is not None:
                columns = np.array(readouts.weights, np.float32)
                found["readouts"] = (rows @ columns.T).tobytes()
            if weights is not None:
                projected = rows @ weights.T
                found["projections"] = projected.astype(np.float16).tobytes()
            return found

        scores = self._conventions(annotations, classifier.conventions)
        return tuple(
            replace(
                annotation,
                sentences=tuple(
                    replace(sentence, conventions=score, **read(states))
                    for sentence, states, score in zip(
                        annotation.sentences,
                        self.read_sentences(annotation.sentences),
                        found,
                        strict=True,
                    )
                ),
            )
            for annotation, found in zip(annotations, scores, strict=True)
        )

    def _conventions(
        self, annotations: Sequence[Annotation], network: ConventionNetwork | None
    ) -> list[list[bytes]]:
        """Return the scores of the conventions of each sentence of annotations."""
        if network is None:
            return [[b""] * len(one.sentences) for one in annotations]
        return ConventionReader(network).read(
            [
                (
                    [MarkedSentence.of(sentence) for sentence in one.sentences],
                    [torch.from_numpy(r) for r in self.read_sentences(one.sentences)],
                )
                for one in annotations
            ]
        )

    def read_sentences(self, sentences: Sequence[Sentence]) -> list[Vector]:
        """Return the states of each sentence: (1 + words) x size, the root first."""
        words = [tuple(token.text for token in each.tokens) for each in sentences]
        new = list(dict.fromkeys(each for each in words if each not in self._states))
        if new:
            pieces = self._encoder.read([list(each) for each in new])
            with torch.inference_mode():
                found = self._encoder.encode(pieces)
            states = (rows.float().numpy() for rows in found)
            self._states.update(zip(new, states, strict=True))
        return [self._states[each] for each in words]
