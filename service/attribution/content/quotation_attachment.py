"""Give quotations that no clause of a cue reaches to the cue beside them.

Stanza cuts "Why?" he asked. into two sentences, and a quotation of five sentences hangs
on its cue by one of them only. What binds them for a reader are marks and nearness.
"""

import re
from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from service.attribution.candidates import CueCandidate, Draft
from service.attribution.content.detect_contents import cue_span, with_quotation
from service.attribution.context import Scene
from service.attribution.quotation_marks import Quotation
from service.records import Span

_SENTENCE_END = re.compile(r"[.?!]['\")]*\s+\S")
_MAX_GAP_WORDS = 18
_MIN_WORDS = 4
_MIN_SENTENCE = 2


def attach_quotations(
    scene: Scene, cues: Sequence[CueCandidate], drafts: Sequence[Draft]
) -> tuple[Draft, ...]:
    """Return the drafts with their quotations, and new ones for cues without clause."""
    found = list(drafts)
    for quotation in sorted(scene.quotations, key=lambda q: (q.depth, q.start)):
        parent = parent_of(scene, quotation)
        beside = [c for c in cues if _same_level(scene, c, parent, quotation)]
        cue = _cue_beside(scene, beside, quotation)
        if is_taken(scene, found, quotation) and not _after_colon(
            scene, found, quotation
        ):
            if cue is not None and _is_inner(scene, found, cue, quotation):
                _give(scene, found, cue, quotation)
            continue
        if cue is not None:
            _give(scene, found, cue, quotation)
        else:
            _go_on(scene, found, quotation, parent)
    return tuple(sorted(found, key=lambda d: (d.start, -d.end)))


def _is_inner(
    scene: Scene, drafts: Sequence[Draft], cue: CueCandidate, quotation: Quotation
) -> bool:
    """Tell "he said" of '"We won," he said, the agency reported.'.

    The outer cue has all of it for its content; the inner one has nothing yet.
    """
    if not cue.known or cue.form != "verb" or any(d.cue == cue for d in drafts):
        return False
    if len(scene.text[quotation.start : quotation.end].split()) < _MIN_SENTENCE:
        return False
    at = scene.trees[cue.tree].span(cue.positions)
    return any(
        d.start == quotation.start
        and d.cue_span is not None
        and quotation.end <= at.start
        and at.end <= d.cue_span.start
        for d in drafts
    )


def _after_colon(scene: Scene, drafts: Iterable[Draft], quotation: Quotation) -> bool:
    """Tell 'condemned the plan: "It is a gift."', where the noun phrase has it."""
    before = scene.text[: quotation.start].rstrip()
    return before.endswith(":") and any(
        draft.frame == "np" and draft.covers(quotation.start, quotation.end)
        for draft in drafts
    )


def parent_of(scene: Scene, quotation: Quotation) -> Quotation | None:
    """Return the quotation round this one."""
    around = [
        q
        for q in scene.quotations
        if q.depth == quotation.depth - 1
        and q.start <= quotation.start
        and quotation.end <= q.end
    ]
    return around[0] if around else None


def is_taken(scene: Scene, drafts: Iterable[Draft], quotation: Quotation) -> bool:
    """Tell whether a cue outside the quotation has it in its content."""
    return any(
        draft.covers(quotation.start, quotation.end)
        and (
            draft.cue_span is None
            or not (
                quotation.start <= draft.cue_span.start
                and draft.cue_span.end <= quotation.end
            )
        )
        and _same_parent(scene, draft, quotation)
        for draft in drafts
    )


def _same_parent(scene: Scene, draft: Draft, quotation: Quotation) -> bool:
    """Tell whether the draft's cue stands where the quotation's cue would."""
    if draft.cue_span is None:
        return True
    around = scene.enclosing(draft.cue_span.start, draft.cue_span.end)
    return around == parent_of(scene, quotation)


def _same_level(
    scene: Scene, cue: CueCandidate, parent: Quotation | None, quotation: Quotation
) -> bool:
    """Tell whether a cue may introduce the quotation; after a colon any verb may."""
    if cue.form not in {"verb", "phrase"}:
        return False
    span = scene.trees[cue.tree].span(cue.positions)
    colon = scene.text[span.end : quotation.start].rstrip().endswith(":")
    if "quote" not in cue.frames and not colon:
        return False
    return scene.enclosing(span.start, span.end) == parent


def _cue_beside(
    scene: Scene, cues: Sequence[CueCandidate], quotation: Quotation
) -> CueCandidate | None:
    after = _after(scene, cues, quotation)
    before = _before(scene, cues, quotation)
    if after is None or before is None:
        return after or before
    leads = scene.text[quotation.end - 2] == "," or scene.text[quotation.end] == ","
    return after if leads else before


def _paragraph_of(scene: Scene, cue: CueCandidate) -> int:
    return scene.paragraphs[cue.tree]


def _after(
    scene: Scene, cues: Sequence[CueCandidate], quotation: Quotation
) -> CueCandidate | None:
    """Return the first cue after the quotation, if nothing parts them."""
    if not _leads_on(scene, quotation):
        return None
    for cue in cues:
        span = scene.trees[cue.tree].span(cue.positions)
        if (
            span.start < quotation.end
            or _paragraph_of(scene, cue) != quotation.paragraph
        ):
            continue
        gap = scene.text[quotation.end : span.start]
        return cue if _is_narrow(scene, quotation.end, span.start, gap) else None
    return None


def _leads_on(scene: Scene, quotation: Quotation) -> bool:
    """Tell whether the words after the quotation may go on from it."""
    last = scene.text[quotation.end - 2]
    after = scene.text[quotation.end : quotation.end + 2].strip()
    return last in ",?!-.…" or after[:1] in {",", "-"}


def _is_narrow(scene: Scene, start: int, end: int, gap: str) -> bool:
    quoted = any(start <= q.start and q.end <= end for q in scene.quotations)
    return (
        not quoted
        and not _SENTENCE_END.search(gap)
        and len(gap.split()) <= _MAX_GAP_WORDS
    )


def _before(
    scene: Scene, cues: Sequence[CueCandidate], quotation: Quotation
) -> CueCandidate | None:
    """Return the last cue before the quotation, if it leads into it."""
    for cue in reversed(cues):
        span = scene.trees[cue.tree].span(cue.positions)
        if span.end > quotation.start or not _leads_into(scene, cue, quotation):
            continue
        gap = scene.text[span.end : quotation.start]
        ends = gap.rstrip()[-1:] in {"", ",", ":", "-"} or gap.rstrip().endswith("that")
        narrow = _is_narrow(scene, span.end, quotation.start, gap)
        return cue if narrow and ends else None
    return None


def _leads_into(scene: Scene, cue: CueCandidate, quotation: Quotation) -> bool:
    """Tell a cue of the paragraph, or one that ends the paragraph before by a colon."""
    apart = quotation.paragraph - _paragraph_of(scene, cue)
    tree = scene.trees[cue.tree]
    return apart == 0 or (apart == 1 and tree.tokens[-1].text == ":")


def _give(
    scene: Scene, drafts: list[Draft], cue: CueCandidate, quotation: Quotation
) -> None:
    index = next((i for i, d in enumerate(drafts) if d.cue == cue), None)
    if index is None:
        tree = scene.trees[cue.tree]
        drafts.append(
            Draft(
                content=(Span(quotation.start, quotation.end),),
                cue=cue,
                cue_span=cue_span(scene, tree, cue.positions, cue.head),
                frame="quote",
            )
        )
    elif is_quoted(scene, drafts[index]) or _touches(scene, drafts[index], quotation):
        drafts[index] = with_quotation(scene, drafts[index], quotation)
    elif drafts[index].frame in {"np", "p", "tagged"}:
        drafts[index] = replace(
            drafts[index],
            content=(Span(quotation.start, quotation.end),),
            frame="quote",
        )


def is_quoted(scene: Scene, draft: Draft) -> bool:
    """Tell whether all of the content stands in quotation marks."""
    return all(
        any(q.start <= s.start and s.end <= q.end for q in scene.quotations)
        for s in draft.content
    )


def _touches(scene: Scene, draft: Draft, quotation: Quotation) -> bool:
    gap = scene.text[draft.end : quotation.start]
    return draft.end <= quotation.start and not any(c.isalnum() for c in gap)


def _go_on(
    scene: Scene, drafts: list[Draft], quotation: Quotation, parent: Quotation | None
) -> None:
    """Give a quotation after a cue's sentence to that cue: "A," he said. "B."."""
    said = scene.text[quotation.start : quotation.end]
    sentence = said.rstrip("'\"")[-1:] in {".", "?", "!"}
    if len(said.split()) < (_MIN_SENTENCE if sentence else _MIN_WORDS):
        return
    if parent is not None:
        return
    before = [
        (draft.end, index)
        for index, draft in enumerate(drafts)
        if draft.end <= quotation.start
        and draft.cue_span is not None
        and scene.enclosing(draft.cue_span.start, draft.cue_span.end) is None
    ]
    if not before:
        return
    _, index = max(before)
    if _resumes(scene, drafts, drafts[index], quotation):
        drafts[index] = with_quotation(scene, drafts[index], quotation)


def _resumes(
    scene: Scene, drafts: Sequence[Draft], draft: Draft, quotation: Quotation
) -> bool:
    cue = draft.cue_span
    if cue is None or draft.cue is None or not is_quoted(scene, draft):
        return False
    if _paragraph_of(scene, draft.cue) != quotation.paragraph:
        return False
    between = Span(max(cue.end, draft.end), quotation.start)
    alone = not any(
        d is not draft
        and d.cue_span is not None
        and between.start <= d.cue_span.start < between.end
        for d in drafts
    )
    sentences = scene.text[between.start : between.end].rstrip()
    ends = sentences[-1:] in {".", ",", ";", "-", ""} or sentences.endswith(
        (":", "...")
    )
    return (
        alone
        and ends
        and len(_SENTENCE_END.findall(sentences)) == 0
        and cue.start > draft.start
    )
