"""Move the edges of a content to where a network finds them clearly better."""

import numpy as np

from service.attribution.candidates import Candidate
from service.attribution.classification.networks.boundary_network import (
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


def moved_positions(context: Context, candidate: Candidate) -> list[int]:
    """Return the positions of a content with better edges; empty for the same edges."""
    cue, matched = candidate.cue, candidate.matched
    boundaries = context.classifier.boundaries
    if cue is None or matched is None or boundaries is None:
        return []
    tree = context.trees[cue.tree]
    projections = tree.sentence.projections
    if not projections:
        return []
    place = content_place(
        context,
        cue,
        candidate.frame,
        matched=matched,
        content=candidate.content,
    )
    if place is None:
        return []
    for_starts, for_ends = ProjectedWords.of(
        projections, len(boundaries.starts.bias), words=len(tree)
    )
    margin = boundaries.margin
    first = _best(place, "start", boundaries.starts, for_starts, margin)
    last = _best(place, "end", boundaries.ends, for_ends, margin)
    if (first, last) == place.current or first > last:
        return []
    return place.positions(first, last)


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
    features = network.embed(
        [gap_features(place, gap, arcs[gap], edge) for gap in gaps]
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
