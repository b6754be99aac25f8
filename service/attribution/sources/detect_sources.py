"""Find the source of each candidate: the noun phrase that names its speaker.

``cue_subject`` finds the head. This module extends it to a noun phrase with title and
apposition, without the words of the cue and the content.
"""

from msgspec.structs import replace

from service.attribution.candidates import Candidate, CueCandidate
from service.attribution.context import Context
from service.attribution.cues.audience_subjects import audience_subject
from service.attribution.sources.cue_subject import find_source_head
from service.attribution.syntax.descriptions import head_of
from service.attribution.syntax.noun_phrases import (
    NounPhrase,
    extend_to_name,
    noun_phrase,
)
from service.attribution.syntax.sentence import Tree

_MAX_GAP = 3
"""The most tokens between a tagged cue and a source that only the tagger marks."""


def find_sources(
    context: Context, candidates: tuple[Candidate, ...]
) -> tuple[Candidate, ...]:
    """Return the candidates with the sources that their sentences name."""
    return tuple(_add_source(context, candidate) for candidate in candidates)


def _add_source(context: Context, candidate: Candidate) -> Candidate:
    """Return the candidate with its source, or with its audience as the addressee."""
    if candidate.cue is None or candidate.source is not None:
        return candidate
    tree = context.trees[candidate.cue.tree]
    audience = audience_subject(tree, candidate.cue.head)
    if audience is not None:
        return replace(candidate, addressee=noun_phrase(tree, audience))
    rule, head = find_source_head(tree, candidate.cue)
    if head is None:
        rule, head = "tagged beside the cue", _tagged_source(tree, candidate)
    if head is None:
        return candidate
    found = _cut_at_cue(tree, _full_noun_phrase(tree, head), candidate.cue)
    if candidate.cue.form == "phrase":
        found = extend_to_name(tree, found)
    source = _cut_at_content(tree, found, candidate)
    if source is None:
        return candidate
    addressee = candidate.addressee
    if (
        addressee is not None
        and addressee.tree == tree.index
        and addressee.head == source.head
    ):
        addressee = None  # "said an official": the parse has the subject as object
    evidence = candidate.evidence_with("sources", rule)
    return replace(candidate, source=source, addressee=addressee, evidence=evidence)


def _cut_at_cue(tree: Tree, found: NounPhrase, cue: CueCandidate) -> NounPhrase:
    """Return the noun phrase up to the clause of the cue ("a report saying that")."""
    if cue.form != "verb" or cue.head not in found.positions:
        return found
    clause = set(tree.subtree(cue.subject_of))
    if found.head in clause:
        return found
    positions = tuple(p for p in found.positions if p < min(clause))
    if not positions:
        return found
    return NounPhrase(tree.index, found.head, positions, tree.span(positions))


def _extend_to_whole_name(tree: Tree, found: NounPhrase) -> NounPhrase:
    """Return the phrase with the person's whole name and the title before it."""
    name_span = tree.name_span(found.head, "Person")
    if name_span is None or name_span.start >= found.positions[0]:
        return found
    first = name_span.start
    while first > 0 and tree.tokens[first - 1].upos in {"NOUN", "PROPN"}:
        first -= 1
    positions = tuple(range(first, found.positions[-1] + 1))
    return NounPhrase(tree.index, found.head, positions, tree.span(positions))


def _full_noun_phrase(tree: Tree, head: int) -> NounPhrase:
    """Return the noun phrase of ``head``, joined with an adjacent subject before it.

    The parse may have two subjects for one phrase ("the economist Ada Low said").
    """
    found = _extend_to_whole_name(tree, noun_phrase(tree, head))
    verb = tree.head(head)
    if verb is None or tree.rels[head] != "nsubj":
        return found
    for other in tree.find(verb, "nsubj"):
        before = noun_phrase(tree, other).positions
        if other < head and before[-1] + 1 == found.positions[0]:
            positions = (*before, *found.positions)
            return NounPhrase(tree.index, head, positions, tree.span(positions))
    return found


def _tagged_source(tree: Tree, candidate: Candidate) -> int | None:
    """Return the head of the tagger's source beside the cue, or None.

    The subject of a passive cue is no source.
    """
    cue = candidate.cue
    if cue is None or not (cue.tagged or (cue.known and "quote" in cue.frames)):
        return None
    max_gap = _MAX_GAP if cue.tagged else 1
    passive = {
        p
        for c in tree.children[cue.head]
        if tree.is_passive_subject(c)
        for p in tree.subtree(c)
    }
    for tag in tree.sentence.tags:
        if tag.start in passive:
            continue
        gap = max(cue.positions[0] - tag.end, tag.start - cue.positions[-1] - 1)
        if tag.label == "Source" and 0 <= gap <= max_gap:
            return head_of(tree, tag.start, tag.end)
    return None


def _cut_at_content(
    tree: Tree, source: NounPhrase, candidate: Candidate
) -> NounPhrase | None:
    """Return the source up to the content, None if it lies inside the content.

    In "accused by the auditors of hiding losses" the parse may attach the content to
    the agent.
    """
    if candidate.covers(source.span.start, source.span.end):
        return None
    inside = [
        p
        for p in source.positions
        if p > source.head
        and candidate.covers(tree.tokens[p].start, tree.tokens[p].end)
    ]
    if not inside:
        return source
    last = inside[0]
    while last - 1 > source.head and tree.tokens[last - 1].upos in {"ADP", "PUNCT"}:
        last -= 1
    positions = tuple(p for p in source.positions if p < last)
    if not positions:
        return None  # a wrong parse may have a mark as the head
    return NounPhrase(tree.index, source.head, positions, tree.span(positions))
