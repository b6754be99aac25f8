"""What is known of a candidate, as named features for the classifier of ``confidence``.

Two groups: what the parse and the lexicon say, and what the attribution tagger says.
The second is empty where no tagger runs.
"""

from collections.abc import Iterator

from service.attribution.candidates import Candidate, CueCandidate
from service.attribution.context import Context
from service.attribution.syntax.sentence import Tree
from service.nlp.document import Tagged
from service.records import AttributionType

_FIRST = frozenset({"i", "we"})
_THINGS = frozenset({"this", "that", "these", "those", "what", "which", "nothing"})
_PAST = frozenset({"was", "were", "had", "been", "kept"})
_OVERLAPS = (("same", 0.9), ("near", 0.5), ("some", 0.0))
_LENGTHS = (2, 4, 8, 16, 32)


def syntax_features(context: Context, candidate: Candidate) -> frozenset[str]:
    """Return the features that need no tagger."""
    return frozenset(_syntax(context, candidate))


def tagger_features(context: Context, candidate: Candidate) -> frozenset[str]:
    """Return how the attribution tagger sees the candidate."""
    cue = candidate.cue
    if cue is None:
        return frozenset()
    tree = context.trees[cue.tree]
    if not any(t.sentence.tags for t in context.trees):
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
    if tree.has_child(cue.head, "nsubj:pass", "aux:pass"):
        yield "passive"
    yield from _source(context, candidate)
    yield from _flags(context, tree, candidate, cue)
    if candidate.addressee is not None:
        yield "addressee"


def _flags(
    context: Context, tree: Tree, candidate: Candidate, cue: CueCandidate
) -> Iterator[str]:
    """Yield what speaks against a candidate: nobody, a thing, or words said in them."""
    span = candidate.cue_span
    quoted = span is not None and context.enclosing(span.start, span.end) is not None
    if quoted:
        yield "in a quotation"
    if candidate.source is None:
        if tree.has_child(cue.head, "nsubj:pass", "aux:pass"):
            yield f"agentless {candidate.frame}"
        return
    word = context.trees[candidate.source.tree].lower(candidate.source.head)
    if word in _THINGS:
        yield "thing"
    if quoted and word in _FIRST:
        past = tree.tokens[cue.head].xpos in {"VBD", "VBG"} or any(
            tree.lower(p) in _PAST for p in cue.positions
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
    if tree.lower(source.head) in _FIRST:
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
    """Return whether all, none or a part of the content is in quotation marks.

    Marks round the cue do not count: they are those of the attribution outside.
    """
    at = candidate.cue_span
    marks = [
        q
        for q in context.quotations
        if at is None or not (q.start <= at.start and at.end <= q.end)
    ]
    quoted = total = 0
    for span in candidate.content:
        near = [q for q in marks if q.start < span.end and span.start < q.end]
        for offset in range(span.start, span.end):
            if context.text[offset].isalnum():
                total += 1
                quoted += any(q.start <= offset < q.end for q in near)
    if quoted == 0:
        return "indirect"
    return "direct" if quoted == total else "mixed"


def _tagger(tree: Tree, candidate: Candidate) -> Iterator[str]:
    cue = candidate.cue
    if cue is None:
        return
    on_cue = {t.label for p in cue.positions if (t := _any_tag(tree, p)) is not None}
    yield "tag cue" if "Cue" in on_cue else "tag no cue"
    if on_cue == {"Content"}:
        yield "tag cue is content"
    if on_cue == {"Source"}:
        yield "tag cue is source"
    yield f"tag content {_overlap(tree, candidate)}"
    if candidate.source is not None and candidate.source.tree == tree.index:
        label = _any_tag(tree, candidate.source.head)
        yield f"tag source {label.label if label else 'none'}"
    else:
        near = any(t.label == "Source" for t in tree.sentence.tags)
        yield f"tag no source {'near' if near else 'none'}"


def _any_tag(tree: Tree, position: int) -> Tagged | None:
    for tag in tree.sentence.tags:
        if tag.start <= position < tag.end:
            return tag
    return None


def _overlap(tree: Tree, candidate: Candidate) -> str:
    """Return how well a content of the tagger agrees with the candidate's, in words."""
    here = {
        p
        for p, token in enumerate(tree.tokens)
        if token.upos != "PUNCT" and candidate.covers(token.start, token.end)
    }
    best = 0.0
    for tag in tree.sentence.tags:
        if tag.label == "Content":
            there = {
                p for p in range(tag.start, tag.end) if tree.tokens[p].upos != "PUNCT"
            }
            best = max(best, len(here & there) / max(1, len(here | there)))
    for name, limit in _OVERLAPS:
        if best > limit:
            return name
    return "none"
