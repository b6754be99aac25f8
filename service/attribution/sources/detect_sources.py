"""Find who speaks: the words beside the cue that name the source.

``subjects`` finds the word; here it becomes a phrase with title and apposition, cut at
the cue and at the content.
"""

from msgspec.structs import replace

from service.attribution.candidates import CueCandidate, Draft
from service.attribution.context import Scene
from service.attribution.cues.audience_subjects import audience
from service.attribution.sources.cue_subject import source_of
from service.attribution.syntax.noun_phrases import Nominal, nominal, with_name_after
from service.attribution.syntax.sentence import Tree

_NEAR = 3
"""Tokens between a cue and a source that only the tagger sees."""


def find_sources(scene: Scene, drafts: tuple[Draft, ...]) -> tuple[Draft, ...]:
    """Return the drafts with their sources where the sentence names one."""
    return tuple(_with_source(scene, draft) for draft in drafts)


def _with_source(scene: Scene, draft: Draft) -> Draft:
    if draft.cue is None or draft.source is not None:
        return draft
    tree = scene.trees[draft.cue.tree]
    asked = audience(tree, draft.cue.head)
    if asked is not None:
        return replace(draft, addressee=nominal(tree, asked))
    rule, head = source_of(tree, draft.cue)
    if head is None:
        rule, head = "tagged beside the cue", _tagged_source(tree, draft)
    if head is None:
        return draft
    found = _without_cue(tree, _whole(tree, head), draft.cue)
    if draft.cue.form == "phrase":
        found = with_name_after(tree, found)
    source = _outside_content(tree, found, draft)
    if source is None:
        return draft
    heard = draft.addressee
    if heard is not None and heard.tree == tree.index and heard.head == source.head:
        heard = None  # "said an official": taken for the object that was told
    evidence = draft.because("sources", rule)
    return replace(draft, source=source, addressee=heard, evidence=evidence)


def _without_cue(tree: Tree, found: Nominal, cue: CueCandidate) -> Nominal:
    """Return the noun phrase up to the clause of the cue: "a report saying that"."""
    if cue.form != "verb" or cue.head not in found.positions:
        return found
    clause = set(tree.subtree(cue.subject_of))
    if found.head in clause:
        return found
    positions = tuple(p for p in found.positions if p < min(clause))
    if not positions:
        return found
    return Nominal(tree.index, found.head, positions, tree.span(positions))


def _with_name(tree: Tree, found: Nominal) -> Nominal:
    """Return the phrase with all of its name and the title before it."""
    entity = tree.entity(found.head, "Person")
    if entity is None or entity.start >= found.positions[0]:
        return found
    first = entity.start
    while first > 0 and tree.tokens[first - 1].upos in {"NOUN", "PROPN"}:
        first -= 1
    positions = tuple(range(first, found.positions[-1] + 1))
    return Nominal(tree.index, found.head, positions, tree.span(positions))


def _whole(tree: Tree, head: int) -> Nominal:
    """Return the noun phrase; "the economist" and "Ada Low said" may be one subject."""
    found = _with_name(tree, nominal(tree, head))
    verb = tree.head(head)
    if verb is None or tree.rels[head] != "nsubj":
        return found
    for other in tree.find(verb, "nsubj"):
        before = nominal(tree, other).positions
        if other < head and before[-1] + 1 == found.positions[0]:
            positions = (*before, *found.positions)
            return Nominal(tree.index, head, positions, tree.span(positions))
    return found


def _tagged_source(tree: Tree, draft: Draft) -> int | None:
    """Return the head of the tagger's source beside the cue."""
    cue = draft.cue
    if cue is None or not (cue.tagged or (cue.known and "quote" in cue.frames)):
        return None
    near = _NEAR if cue.tagged else 1
    passive = {
        p
        for c in tree.find(cue.head, "nsubj")
        if tree.tokens[c].deprel == "nsubj:pass"
        for p in tree.subtree(c)
    }
    for tag in tree.sentence.tags:
        if tag.start in passive:
            continue
        gap = max(cue.positions[0] - tag.end, tag.start - cue.positions[-1] - 1)
        if tag.label == "Source" and 0 <= gap <= near:
            inside = range(tag.start, tag.end)
            return next(p for p in inside if tree.tokens[p].head not in inside)
    return None


def _outside_content(tree: Tree, source: Nominal, draft: Draft) -> Nominal | None:
    """Return the source up to the content; None for one inside it.

    "accused by the auditors of hiding losses" may have the charge hung on the agent.
    """
    if draft.covers(source.span.start, source.span.end):
        return None
    inside = [
        p
        for p in source.positions
        if p > source.head and draft.covers(tree.tokens[p].start, tree.tokens[p].end)
    ]
    if not inside:
        return source
    last = inside[0]
    while last - 1 > source.head and tree.tokens[last - 1].upos in {"ADP", "PUNCT"}:
        last -= 1
    positions = tuple(p for p in source.positions if p < last)
    return Nominal(tree.index, source.head, positions, tree.span(positions))
