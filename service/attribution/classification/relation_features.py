"""The words of a candidate and its relations to other candidates, as features."""

from collections.abc import Callable, Iterator, Sequence
from typing import Self

import msgspec

from service.attribution.candidates import Candidate, CueCandidate
from service.attribution.classification.convention_features import cues_of
from service.attribution.classification.features import quotation_type
from service.attribution.content.content_index import ContentIndex
from service.attribution.context import Context


class Relations(msgspec.Struct, frozen=True):
    """How the candidates of an article relate: one entry for each, in their order."""

    outer: tuple[int | None, ...]
    """Index of the smallest other candidate whose content encloses the cue."""
    nested: tuple[bool, ...]
    """Whether the cue is inside the content of another candidate."""
    rivals: tuple[frozenset[str], ...]
    """Frames of the other candidates of the same cue."""
    alternatives: tuple[frozenset[str], ...]
    """How the content lies to those of the other candidates of the same cue."""
    outer_features: dict[int, tuple[str, ...]]
    """Features of the candidates that are the ``outer`` of another one."""
    cues: tuple[int, ...]
    """The numbers of all cues, for ``convention_features``."""

    @classmethod
    def of(cls, context: Context, candidates: Sequence[Candidate]) -> Self:
        """Return the relations of all candidates of an article."""
        contents = ContentIndex.of(candidates)
        around = [
            tuple(_enclosing(contents, candidates, n)) for n in _range(candidates)
        ]
        outer = tuple(_smallest(candidates, n, around[n]) for n in _range(candidates))
        return cls(
            outer=outer,
            nested=tuple(map(bool, around)),
            rivals=_rivals(candidates, lambda _, other: other.frame),
            alternatives=_rivals(candidates, _position),
            outer_features={
                n: tuple(_outer_features(context, candidates[n]))
                for n in {n for n in outer if n is not None}
            },
            cues=cues_of(context, candidates),
        )


def relation_features(
    context: Context, candidate: Candidate, relations: Relations, number: int
) -> Iterator[str]:
    """Yield features of the words of a candidate and of the candidates around it.

    Args:
        context: of the article.
        candidate: the one with this ``number``.
        relations: of all candidates of the article.
        number: index of the candidate among them.
    """
    cue = candidate.cue
    if cue is None:
        return
    outer = relations.outer[number]
    if outer is not None:
        yield from relations.outer_features[outer]
    for frame in relations.rivals[number]:
        yield f"rival {frame}"
    yield from relations.alternatives[number]
    yield from _words(context, candidate, cue)


def _words(context: Context, candidate: Candidate, cue: CueCandidate) -> Iterator[str]:
    """Yield the tag of the cue, the source, and the first word of the content."""
    tree = context.trees[cue.tree]
    yield f"cue {tree.tokens[cue.head].upos}"
    if candidate.source is not None:
        source = candidate.source
        yield f"source lemma {context.trees[source.tree].lemma(source.head)}"
    start = candidate.start
    first = next((p for p, t in enumerate(tree.tokens) if t.start >= start), None)
    if first is not None:
        yield f"first word {tree.lower(first)} {cue.form}"
        yield f"first word {tree.tokens[first].upos} {candidate.frame}"


def _range(candidates: Sequence[Candidate]) -> range:
    return range(len(candidates))


def _enclosing(
    contents: ContentIndex, candidates: Sequence[Candidate], number: int
) -> Iterator[int]:
    """Yield the other candidates whose content encloses the cue of one."""
    cue = candidates[number].cue_span
    if cue is not None:
        for other in contents.covering(cue.start, cue.end):
            if other != number:
                yield other


def _smallest(
    candidates: Sequence[Candidate], number: int, around: Sequence[int]
) -> int | None:
    """Return the candidate with the shortest content, of another cue, or None."""
    cue = candidates[number].cue_span
    others = (n for n in around if candidates[n].cue_span != cue)
    return min(others, key=lambda n: (_length(candidates[n]), n), default=None)


def _length(candidate: Candidate) -> int:
    return sum(span.end - span.start for span in candidate.content)


def _rivals(
    candidates: Sequence[Candidate], describe: Callable[[Candidate, Candidate], str]
) -> tuple[frozenset[str], ...]:
    """Return what each candidate has beside it: others of its cue, as described."""
    by_cue: dict[tuple[int, int], list[int]] = {}
    for number, candidate in enumerate(candidates):
        if candidate.cue is not None:
            by_cue.setdefault(candidate.cue.key, []).append(number)
    found: list[frozenset[str]] = [frozenset()] * len(candidates)
    for numbers in by_cue.values():
        for number in numbers:
            found[number] = frozenset(
                describe(candidates[number], candidates[other])
                for other in numbers
                if other != number
            )
    return tuple(found)


def _position(candidate: Candidate, other: Candidate) -> str:
    """Return how the content lies to that of another candidate of the same cue."""
    frames = f"{candidate.frame} beside {other.frame}"
    if candidate.end <= other.start or other.end <= candidate.start:
        return f"{frames}: apart"
    start = _order(candidate.start, other.start)
    return f"{frames}: starts {start}, ends {_order(candidate.end, other.end)}"


def _order(mine: int, other: int) -> str:
    return "together" if mine == other else "before" if mine < other else "after"


def _outer_features(context: Context, outer: Candidate) -> Iterator[str]:
    yield f"outer frame {outer.frame}"
    yield f"outer type {quotation_type(context, outer)}"
    if outer.cue is not None:
        yield f"outer kind {outer.cue.kind}"
