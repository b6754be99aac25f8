"""The contents of annotated articles as examples for the boundary networks."""

from collections.abc import Iterator

import numpy as np
from msgspec import UnsetType
from msgspec.structs import replace

from service.attribution import Classifier, Lexicon
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
from service.attribution.content.boundaries.parsed_boundaries import adjust_boundaries
from service.attribution.content.detect_contents import (
    content_spans,
    matched_positions,
)
from service.attribution.content.frames import match_frames, match_tags
from service.attribution.context import Context
from service.attribution.cues.detect_cues import find_cues
from service.evaluation.gold_articles import GoldArticle, Pieces, spans_of
from training.boundary_fit import EDGES, ArticleInstances, Instance, Options
from training.contexts import context_of, with_readouts
from training.encoder_states import StateReader
from training.parsed_gold import ParsedArticle


def boundary_examples(
    parsed: ParsedArticle, lexicon: Lexicon, classifier: Classifier, reader: StateReader
) -> ArticleInstances:
    """Return the contents of an article whose first and last words are annotated.

    The scores of their words are those of the classifier's network of the conventions,
    which should not have seen the article.
    """
    scoring = replace(classifier, readouts=None, boundaries=None, speakers=None)
    read = with_readouts(parsed, scoring, reader)
    context = context_of(read, lexicon, classifier, tagger=True)
    states = reader.read(context.trees)
    offsets = np.cumsum([0, *(len(rows) for rows in states)])
    found: list[Instance] = []
    for place in _places(context):
        right = _right_words(parsed.gold, place)
        row = int(offsets[place.tree.index])
        instance = _instance(place, right, row) if right is not None else None
        if instance is not None:
            found.append(instance)
    rows = np.concatenate(states) if states else np.zeros((0, reader.size))
    return ArticleInstances(parsed.gold.id, rows.astype(np.float16), tuple(found))


def _places(context: Context) -> Iterator[ContentPlace]:
    """Yield the contents whose edges the service may move."""
    for cue in find_cues(context):
        tree = context.trees[cue.tree]
        match = match_frames(tree, cue) or match_tags(tree, cue)
        if match is None:
            continue
        matched = matched_positions(cue, match)
        current = adjust_boundaries(context, tree, cue, matched, match=match)
        content = content_spans(context, cue, current, match.frame)
        place = content_place(
            context, cue, match.frame, matched=matched, content=content
        )
        if place is not None:
            yield place


def _right_words(gold: GoldArticle, place: ContentPlace) -> tuple[int, int] | None:
    """Return the first and the last word of the annotated content of the same cue.

    Of several attributions with the cue, that with the greatest overlap counts. None
    without one, and for a content that no two edges make of the present one.
    """
    head = place.tree.tokens[place.cue.head].start
    now = set(place.positions(*place.current)) & set(place.words)
    annotated = [
        words
        for record in gold.attributions
        if not record.optional and _covers(record.cue, head)
        if (words := _words_in(place, record.content))
    ]
    if not annotated:
        return None
    best = max(annotated, key=lambda words: len(now & words) / len(now | words))
    first, last = min(best), max(best)
    reached = set(place.positions(first, last)) & set(place.words)
    return (first, last) if reached == best else None


def _covers(pieces: Pieces | UnsetType | None, offset: int) -> bool:
    return any(start <= offset < end for start, end in spans_of(pieces))


def _words_in(place: ContentPlace, pieces: Pieces) -> set[int]:
    """Return the words of the sentence that are inside a field."""
    spans = spans_of(pieces)
    return {
        p
        for p in place.words
        if any(
            start <= place.tree.tokens[p].start and place.tree.tokens[p].end <= end
            for start, end in spans
        )
    }


def _instance(
    place: ContentPlace, right: tuple[int, int], offset: int
) -> Instance | None:
    """Return a content as an example; None if an edge is no option."""
    found: dict[Edge, Options] = {}
    for edge, word in zip(EDGES, right, strict=True):
        gaps = options(place, edge)
        arcs = arcs_over(place.tree, gaps)
        words = [gap.following if edge == "start" else gap.last for gap in gaps]
        if word not in words:
            return None
        size = len(place.tree)
        found[edge] = Options(
            tuple(gap_features(place, gap, arcs[gap], edge) for gap in gaps),
            tuple(offset + 1 + gap.last for gap in gaps),
            tuple(
                offset + (1 + gap.following if gap.following < size else 0)
                for gap in gaps
            ),
            words.index(word),
        )
    return Instance(offset + 1 + place.cue.head, found)
