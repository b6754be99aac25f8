"""Decide which drafts are attributions, and how sure that is."""

from collections.abc import Sequence

from service.attribution.draft import Draft
from service.attribution.scene import Scene

_FIRST = frozenset({"i", "we"})
_THINGS = frozenset({"this", "that", "these", "those", "what", "which", "nothing"})


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
    if _is_agentless(scene, draft) or _speaks_as_thing(scene, draft):
        return False
    return not _is_performed(scene, draft)


def _is_agentless(scene: Scene, draft: Draft) -> bool:
    """Tell "was recognised as a key project", which credits nobody."""
    cue = draft.cue
    if cue is None or cue.form != "verb" or draft.source is not None:
        return False
    tree = scene.trees[cue.tree]
    passive = any(
        tree.tokens[c].deprel in {"nsubj:pass", "aux:pass"}
        for c in tree.children[cue.head]
    )
    return passive and draft.frame in {"np", "as", "call", "inf", "objinf", "beside"}


def _speaks_as_thing(scene: Scene, draft: Draft) -> bool:
    """Tell "this means that" and "what happened shows that"."""
    cue = draft.cue
    if cue is None or cue.form != "verb" or draft.source is None:
        return False
    tree = scene.trees[draft.source.tree]
    return tree.lower(draft.source.head) in _THINGS


def _is_performed(scene: Scene, draft: Draft) -> bool:
    """Tell "I think" and "I call on" inside a quotation: said there, not reported."""
    cue = draft.cue
    if cue is None or draft.cue_span is None or draft.source is None:
        return False
    quoted = scene.enclosing(draft.cue_span.start, draft.cue_span.end) is not None
    tree = scene.trees[cue.tree]
    first = tree.lower(draft.source.head) in _FIRST
    past = tree.tokens[cue.head].xpos == "VBD" or any(
        tree.lower(p) in {"was", "were", "had", "been", "kept"} for p in cue.positions
    )
    return quoted and first and not past


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
