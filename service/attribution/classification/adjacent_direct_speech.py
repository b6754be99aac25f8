"""Tell words that stand in marks right beside who says them.

'"Not again," groaned the conductor', 'she wrote: "We regret it."': whatever the verb
is, that somebody said the words is sure.
"""

from service.attribution.candidates import Draft
from service.attribution.classification.features import quoted_share
from service.attribution.context import Scene
from service.records import Span

_LEADS_ON = frozenset(",?!-")
"""What stands before the closing mark of a quotation that its sentence goes on from."""


def is_spoken(scene: Scene, draft: Draft) -> bool:
    """Tell a quotation that its cue and its source lead into or follow at once."""
    cue, at, source = draft.cue, draft.cue_span, draft.source
    if cue is None or at is None or source is None or cue.form != "verb":
        return False
    if quoted_share(scene, draft) != "direct":
        return False
    if draft.start >= at.end:
        return cue.known and scene.text[: draft.start].rstrip().endswith(":")
    end = draft.content[0].end
    if end > at.start or scene.text[end - 2] not in _LEADS_ON:
        return False
    return len(draft.content) > 1 or _follows(scene.text, end, at, source.span)


def _follows(text: str, end: int, cue: Span, source: Span) -> bool:
    """Tell '" groaned' and '" the guards said' with nothing else between."""
    first = cue if source.start > cue.start or source.start < end else source
    return not text[end : first.start].strip() and (
        first is cue or source.end <= cue.start
    )
