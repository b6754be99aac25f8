"""Decide which drafts are attributions, and how sure that is."""

from collections.abc import Sequence

from service.attribution.draft import Draft
from service.attribution.scene import Scene

_FIRST = frozenset({"i", "we"})


def keep_attributions(scene: Scene, drafts: Sequence[Draft]) -> tuple[Draft, ...]:
    """Return the drafts that are attributions."""
    return tuple(d for d in drafts if _is_attribution(scene, d))


def _is_attribution(scene: Scene, draft: Draft) -> bool:
    cue = draft.cue
    if cue is None:
        return True
    weak = draft.frame in {"np", "p", "of", "inf", "call", "ing"} or not cue.known
    if weak and not cue.tagged:
        return False
    if cue.form in {"noun", "adjective"} and not cue.tagged:
        return False
    return not _musing(scene, draft)


def _musing(scene: Scene, draft: Draft) -> bool:
    """Tell "I think" inside a quotation, which reports nothing."""
    cue = draft.cue
    if cue is None or draft.cue_span is None or draft.source is None:
        return False
    quoted = scene.enclosing(draft.cue_span.start, draft.cue_span.end) is not None
    tree = scene.trees[cue.tree]
    return (
        quoted
        and cue.kind == "thought"
        and tree.lower(draft.source.head) in _FIRST
    )


def score_confidence(scene: Scene, draft: Draft) -> float:
    """Return how likely content, source and cue are all right."""
    cue = draft.cue
    if cue is None:
        return 0.8
    score = 0.55
    score += 0.2 if cue.tagged else 0.0
    score += 0.1 if draft.frame in {"that", "quote", "beside"} else 0.0
    score += 0.1 if draft.source is not None else -0.1
    return max(0.05, min(0.95, score))
