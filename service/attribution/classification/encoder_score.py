"""What the encoder's hidden states say of a candidate, as one number."""

from service.attribution.candidates import Candidate
from service.attribution.context import Context
from service.nlp.document import READOUTS


def encoder_score(context: Context, candidate: Candidate) -> float:
    """Return the log-odds that the encoder alone gives a candidate.

    It is the sum of four linear readouts of hidden states: of the cue's head, of the
    source's head, of the words of the content in the sentence of the cue (their mean)
    and of the sentence. 0 without a cue, and where the sentences have no readouts.
    """
    cue, readouts = candidate.cue, context.classifier.readouts
    if cue is None or readouts is None or not context.encoded:
        return 0.0
    tree = context.trees[cue.tree]
    rows = memoryview(tree.sentence.readouts).cast("f")
    source = candidate.source
    of_source = source is not None and source.tree == cue.tree
    inside = [p for p, t in enumerate(tree.tokens) if candidate.covers(t.start, t.end)]
    return (
        readouts.bias
        + _at(rows, cue.head, 0)
        + (_at(rows, source.head, 1) if source is not None and of_source else 0.0)
        + (sum(_at(rows, p, 2) for p in inside) / len(inside) if inside else 0.0)
        + rows[3]
    )


def _at(rows: "memoryview[float]", position: int, readout: int) -> float:
    """Return a readout of a word; the first row is that of the sentence."""
    return rows[READOUTS * (position + 1) + readout]
