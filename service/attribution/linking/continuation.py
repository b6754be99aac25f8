"""Give quotations without a cue to whoever goes on speaking."""

from collections.abc import Sequence

from service.attribution.candidates import Draft
from service.attribution.content.quotation_attachment import is_taken
from service.attribution.context import Scene
from service.attribution.linking.lead_in import led_in
from service.attribution.quotation_marks import Quotation
from service.attribution.syntax.descriptions import named_in
from service.attribution.syntax.noun_phrases import Nominal, nominal
from service.records import Evidence, Span

_MIN_WORDS = 4
_MAX_PARAGRAPHS = 4


def continue_turns(scene: Scene, drafts: tuple[Draft, ...]) -> tuple[Draft, ...]:
    """Return the drafts with one more for each quotation that goes on."""
    found = list(drafts)
    for quotation in scene.quotations:
        if quotation.depth or is_taken(scene, found, quotation):
            continue
        if not _is_statement(scene, quotation):
            continue
        previous = _previous(scene, found, quotation)
        sure = scene.judgement.turn
        if previous is None:
            implied = _introduced(scene, quotation)
        else:
            implied = led_in(scene, found, quotation, _opening(found, previous))
        if implied is not None:
            found.append(_implied(sure, quotation, implied))
        elif previous is not None:
            found.append(_continuation(sure, found, quotation, previous))
    return tuple(found)


def _opening(drafts: Sequence[Draft], index: int) -> Draft:
    """Return the draft that a chain of quotations goes on from."""
    draft = drafts[index]
    while draft.continues is not None:
        draft = drafts[draft.continues]
    return draft


def _continuation(
    confidence: float, drafts: Sequence[Draft], quotation: Quotation, previous: int
) -> Draft:
    before = drafts[previous]
    return Draft(
        content=(Span(quotation.start, quotation.end),),
        frame="turn",
        continues=previous,
        outlet=before.outlet,
        confidence=confidence,
        evidence=(Evidence("turns", "goes on without a cue"),),
    )


def _implied(confidence: float, quotation: Quotation, speaker: Nominal) -> Draft:
    return Draft(
        content=(Span(quotation.start, quotation.end),),
        frame="turn",
        implied=speaker,
        confidence=confidence,
        evidence=(Evidence("turns", "the sentence before is about the speaker"),),
    )


def _introduced(scene: Scene, quotation: Quotation) -> Nominal | None:
    """Return the person that the sentence before the quotation has as its subject."""
    tree = scene.tree_at(quotation.start - 1)
    if tree is None or tree.sentence.end > quotation.start:
        return None
    for position in range(len(tree)):
        carried = (
            named_in(scene.lexicon, tree, position)
            if tree.rels[position] == "nsubj"
            else None
        )
        if carried is not None and carried[2] == "Person":
            return nominal(tree, position)
    return None


def _is_statement(scene: Scene, quotation: Quotation) -> bool:
    """Tell words that stand as sentences from titles and scare quotes."""
    inside = scene.text[quotation.start + 1 : quotation.end].rstrip("\"' ")
    if len(inside.split()) < _MIN_WORDS and not quotation.reopens:
        return False
    before = scene.text[: quotation.start].rstrip(" ")
    starts = not before or before[-1] in '.!?:\n"' or before.endswith("...")
    ends = inside[-1:] in {".", "?", "!", "…"} or not quotation.closed
    return starts and (ends or quotation.reopens or _fills(scene, quotation))


def _fills(scene: Scene, quotation: Quotation) -> bool:
    """Tell whether the quotation is a whole paragraph."""
    after = scene.text[quotation.end :].lstrip(" .")
    return not after or after[0] == "\n"


def _previous(
    scene: Scene, drafts: Sequence[Draft], quotation: Quotation
) -> int | None:
    """Return the last outermost attribution before the quotation, if it is near."""
    best: int | None = None
    for index, draft in enumerate(drafts):
        if draft.start >= quotation.start or _is_nested(drafts, draft):
            continue
        if draft.cue is not None and draft.cue.form in {"noun", "adjective"}:
            continue
        if best is None or _place(draft) > _place(drafts[best]):
            best = index
    if best is None:
        return None
    near = quotation.paragraph - _paragraph(scene, drafts, best) <= _MAX_PARAGRAPHS
    return best if near else None


def _place(draft: Draft) -> tuple[int, int]:
    cue = draft.cue_span.start if draft.cue_span else draft.start
    return (max(cue, draft.start), draft.end)


def _paragraph(scene: Scene, drafts: Sequence[Draft], index: int) -> int:
    tree = scene.tree_at(drafts[index].start)
    return scene.paragraphs[tree.index] if tree else 0


def _is_nested(drafts: Sequence[Draft], draft: Draft) -> bool:
    at = draft.cue_span or draft.content[0]
    return any(d is not draft and d.covers(at.start, at.end) for d in drafts)
