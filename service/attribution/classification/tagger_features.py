"""Agreement of a candidate with the spans of the attribution tagger, as features."""

from collections.abc import Iterator

from service.attribution.candidates import Candidate
from service.attribution.context import Context
from service.attribution.syntax.sentence import Tree
from service.nlp.document import Tagged

_OVERLAPS = (("same", 0.9), ("near", 0.5), ("some", 0.0))


def tagger_features(context: Context, candidate: Candidate) -> frozenset[str]:
    """Return how far the attribution tagger agrees with the candidate.

    Empty where no tagger ran, and for a candidate without a cue.
    """
    cue = candidate.cue
    if cue is None or not context.tagger:
        return frozenset()
    return frozenset(_tagger(context.trees[cue.tree], candidate))


def _tagger(tree: Tree, candidate: Candidate) -> Iterator[str]:
    cue = candidate.cue
    if cue is None:
        return
    on_cue = {tag.label for p in cue.positions if (tag := _tag_at(tree, p)) is not None}
    yield "tag cue" if "Cue" in on_cue else "tag no cue"
    if on_cue == {"Content"}:
        yield "tag cue is content"
    if on_cue == {"Source"}:
        yield "tag cue is source"
    yield f"tag content {_overlap(tree, candidate)}"
    if candidate.source is not None and candidate.source.tree == tree.index:
        tag = _tag_at(tree, candidate.source.head)
        yield f"tag source {tag.label if tag else 'none'}"
    else:
        near = any(tag.label == "Source" for tag in tree.sentence.tags)
        yield f"tag no source {'near' if near else 'none'}"


def _tag_at(tree: Tree, position: int) -> Tagged | None:
    for tag in tree.sentence.tags:
        if tag.start <= position < tag.end:
            return tag
    return None


def _overlap(tree: Tree, candidate: Candidate) -> str:
    """Return the name of the best overlap (Jaccard) with a content of the tagger."""
    words = {
        p
        for p, token in enumerate(tree.tokens)
        if token.upos != "PUNCT" and candidate.covers(token.start, token.end)
    }
    best = 0.0
    for tag in tree.sentence.tags:
        if tag.label == "Content":
            tagged = {
                p for p in range(tag.start, tag.end) if tree.tokens[p].upos != "PUNCT"
            }
            best = max(best, len(words & tagged) / max(1, len(words | tagged)))
    for name, limit in _OVERLAPS:
        if best > limit:
            return name
    return "none"
