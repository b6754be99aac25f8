"""Move the edges of a content to where a network finds them clearly better."""

from collections.abc import Sequence

import numpy as np

from service.attribution.candidates import CueCandidate
from service.attribution.classification.networks import (
    BoundaryNetwork,
    ProjectedWords,
)
from service.attribution.content.boundaries.boundary_features import (
    ContentPlace,
    Edge,
    arcs_over,
    gap_features,
)
from service.attribution.content.boundaries.boundary_options import (
    content_place,
    options,
)
from service.attribution.context import Context
from service.attribution.syntax.sentence import Tree


def moved_positions(
    context: Context,
    tree: Tree,
    cue: CueCandidate,
    matched: Sequence[int],
    current: Sequence[int],
) -> list[int]:
    """Return the positions of a content with better edges; empty for the same edges.

    Args:
        context: of the article.
        tree: the sentence of the cue.
        cue: whose content it is.
        matched: positions that the frame matched, without those of the cue.
        current: those of the content by the rules.
    """
    boundaries = context.classifier.boundaries
    projections = tree.sentence.projections
    if boundaries is None or not projections:
        return []
    place = content_place(context, tree, cue, matched, current)
    if place is None:
        return []
    for_starts, for_ends = ProjectedWords.of(projections, len(boundaries.starts.bias))
    margin = boundaries.margin
    first = _best(place, "start", boundaries.starts, for_starts, margin)
    last = _best(place, "end", boundaries.ends, for_ends, margin)
    if (first, last) == place.current or first > last:
        return []
    moved = list(range(first, last + 1))
    span = tree.span(moved)
    crosses = context.quotation_index.has_edge(span.start, span.end)
    return [] if crosses else moved


def _best(
    place: ContentPlace,
    edge: Edge,
    network: BoundaryNetwork,
    projected: ProjectedWords,
    margin: float,
) -> int:
    """Return the word with the best score, or the present one if none is far better."""
    gaps = options(place, edge)
    arcs = arcs_over(place.tree, gaps)
    features = np.stack(
        [network.embed(gap_features(place, gap, arcs[gap], edge)) for gap in gaps]
    )
    size = len(place.tree)
    last = projected.last[[1 + gap.last for gap in gaps]]
    following = projected.following[
        [1 + gap.following if gap.following < size else 0 for gap in gaps]
    ]
    cue = projected.cue[1 + place.cue.head]
    scores = network.scores(features, last, following, cue)
    words = [gap.following if edge == "start" else gap.last for gap in gaps]
    present = place.current[0 if edge == "start" else 1]
    best = int(np.argmax(scores))
    gain = scores[best] - scores[words.index(present)]
    return words[best] if gain > margin else present
