"""A second candidate for a cue whose content the attribution tagger sees otherwise.

The parse is wrong about the clause of a cue more often than the tagger in long
sentences ("A, the newspaper B reported"). The classifier chooses between the two.
"""

from collections.abc import Container, Iterable, Sequence

from service.attribution.candidates import Candidate, CueCandidate
from service.attribution.content.detect_contents import candidate_of
from service.attribution.content.frames import match_tags
from service.attribution.context import Context
from service.attribution.syntax.sentence import Tree
from service.records import Span

_SAME = 0.8
"""Overlap (Jaccard, of characters) from which two contents are one."""


def add_tagged_alternatives(
    context: Context, cues: Iterable[CueCandidate], candidates: Sequence[Candidate]
) -> tuple[Candidate, ...]:
    """Return the candidates and, for each cue, the tagger's reading if it differs.

    A cue whose content is a quotation has no second reading, nor has one that would
    take in a cited source.
    """
    if not context.tagger:
        return tuple(candidates)
    by_cue: dict[tuple[int, int], list[Candidate]] = {}
    for candidate in candidates:
        if candidate.cue is not None:
            by_cue.setdefault(candidate.cue.key, []).append(candidate)
    contents = {candidate.content for candidate in candidates}
    found: list[Candidate] = []
    for cue in cues:
        others = by_cue.get(cue.key, ())
        if not others or any(_is_quotation(context, other) for other in others):
            continue
        tree = context.trees[cue.tree]
        match = match_tags(tree, cue)
        if match is None or _has_cited_source(tree, match.positions):
            continue
        other = candidate_of(context, cue, match)
        if (
            other is not None
            and other.content not in contents
            and all(overlap(other.content, one.content) < _SAME for one in others)
        ):
            found.append(other)
    return (*candidates, *found)


def _has_cited_source(tree: Tree, positions: Container[int]) -> bool:
    """Whether words take in the source after "citing", which is outside of them.

    "A reported, citing *B, that it fell*": B is no part of what A reported.
    """
    return any(
        tree.lower(word) == "citing"
        and word not in positions
        and any(noun in positions for noun in tree.find(word, "obj"))
        for word in range(len(tree.tokens))
    )


def _is_quotation(context: Context, candidate: Candidate) -> bool:
    """Whether a content is a quotation; its marks are surer than the tagger."""
    quotation = context.enclosing(candidate.start, candidate.end)
    return quotation is not None and (
        (quotation.start, quotation.end) == (candidate.start, candidate.end)
    )


def overlap(first: Sequence[Span], second: Sequence[Span]) -> float:
    """Return the characters that two contents share, of those that either has."""
    shared = sum(
        max(0, min(a.end, b.end) - max(a.start, b.start)) for a in first for b in second
    )
    lengths = sum(s.end - s.start for s in (*first, *second))
    return shared / (lengths - shared)
