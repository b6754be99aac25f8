"""The features of a candidate, by name, for the classifier.

Two groups: those of the parse and the lexicon, and those of the attribution tagger. The
second is empty where no tagger runs. The names are keys of
``service/lexicon/classifier.json``.
"""

from collections.abc import Iterator

from service.attribution.candidates import Candidate, CueCandidate
from service.attribution.context import Context
from service.attribution.syntax.sentence import Tree
from service.nlp.document import Tagged
from service.records import AttributionType

_FIRST_PERSON = frozenset({"i", "we"})
_INANIMATE = frozenset({"this", "that", "these", "those", "what", "which", "nothing"})
_PAST_AUXILIARIES = frozenset({"was", "were", "had", "been", "kept"})
_OVERLAPS = (("same", 0.9), ("near", 0.5), ("some", 0.0))
_LENGTHS = (2, 4, 8, 16, 32)


def syntax_features(context: Context, candidate: Candidate) -> frozenset[str]:
    """Return the features of parse and lexicon."""
    return frozenset(_syntax(context, candidate))


def tagger_features(context: Context, candidate: Candidate) -> frozenset[str]:
    """Return how far the attribution tagger agrees with the candidate."""
    cue = candidate.cue
    if cue is None:
        return frozenset()
    tree = context.trees[cue.tree]
    if not context.has_tags:
        return frozenset()
    return frozenset(_tagger(tree, candidate))


def _syntax(context: Context, candidate: Candidate) -> Iterator[str]:
    yield f"type {quotation_type(context, candidate)}"
    words = sum(len(context.text[s.start : s.end].split()) for s in candidate.content)
    yield f"length {sum(words >= limit for limit in _LENGTHS)}"
    cue = candidate.cue
    if cue is None:
        yield "continues"
        return
    tree = context.trees[cue.tree]
    yield f"form {cue.form}"
    yield f"frame {cue.form} {candidate.frame}"
    yield f"lemma {cue.form} {cue.lemma}"
    yield f"lemma frame {cue.lemma} {candidate.frame}"
    yield f"kind {cue.kind} {candidate.frame}"
    yield "known" if cue.known else "unknown"
    yield f"tense {tree.tokens[cue.head].xpos}"
    yield f"rel {tree.rels[cue.subject_of]} {cue.form}"
    if cue.negated:
        yield "negated"
    for child in tree.children[cue.head]:
        if tree.tokens[child].xpos == "MD":
            yield f"modal {tree.lower(child)}"
        if tree.rels[child] == "mark":
            yield f"mark {tree.lower(child)}"
    if tree.is_passive(cue.head):
        yield "passive"
    yield from _source(context, candidate)
    yield from _flags(context, tree, candidate, cue)
    if candidate.addressee is not None:
        yield "addressee"


def _flags(
    context: Context, tree: Tree, candidate: Candidate, cue: CueCandidate
) -> Iterator[str]:
    """Yield signs of a false candidate: no agent, a thing, a first person speaking."""
    span = candidate.cue_span
    quoted = span is not None and context.enclosing(span.start, span.end) is not None
    if quoted:
        yield "in a quotation"
    if candidate.source is None:
        if tree.is_passive(cue.head):
            yield f"agentless {candidate.frame}"
        return
    word = context.trees[candidate.source.tree].lower(candidate.source.head)
    if word in _INANIMATE:
        yield "thing"
    if quoted and word in _FIRST_PERSON:
        past = tree.tokens[cue.head].xpos in {"VBD", "VBG"} or any(
            tree.lower(p) in _PAST_AUXILIARIES for p in cue.positions
        )
        yield f"first person in a quotation {'past' if past else 'now'}"


def _source(context: Context, candidate: Candidate) -> Iterator[str]:
    source = candidate.source
    if source is None:
        yield "source none"
        return
    tree = context.trees[source.tree]
    token = tree.tokens[source.head]
    name_span = tree.name_span(source.head)
    noun = tree.lemma(source.head)
    if tree.lower(source.head) in _FIRST_PERSON:
        yield "source first person"
    elif token.upos == "PRON":
        yield f"source {tree.lower(source.head)}"
    elif name_span is not None:
        yield f"source {name_span.label}"
    elif noun in context.lexicon.sources or noun in context.lexicon.persons:
        yield f"source {context.lexicon.sources.get(noun, 'person')}"
    else:
        yield f"source other {token.upos}"


def quotation_type(context: Context, candidate: Candidate) -> AttributionType:
    """Return "direct" if all of the content is quoted, "indirect" if none, or "mixed".

    Quotations that enclose the cue do not count: they belong to an outer attribution.
    """
    at = candidate.cue_span
    quoted = total = 0
    for span in candidate.content:
        end = span.start
        total += _count_alphanumeric(context, span.start, span.end)
        for quotation in context.quotation_index.overlapping(span.start, span.end):
            if at is None or not (
                quotation.start <= at.start and at.end <= quotation.end
            ):
                start, end = max(end, quotation.start), max(end, quotation.end)
                quoted += _count_alphanumeric(context, start, min(end, span.end))
    if quoted == 0:
        return "indirect"
    return "direct" if quoted == total else "mixed"


def _count_alphanumeric(context: Context, start: int, end: int) -> int:
    return sum(map(str.isalnum, context.text[start:end]))


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
