"""What is known of a draft, as named features for the judgement of ``confidence``.

Two groups: what the parse and the lexicon say, and what the attribution tagger says.
The second is empty where no tagger runs.
"""

from collections.abc import Iterator

from service.attribution.candidates import CueCandidate, Draft
from service.attribution.context import Scene
from service.attribution.syntax.sentence import Tree
from service.nlp.document import Tagged
from service.records import AttributionType

_FIRST = frozenset({"i", "we"})
_THINGS = frozenset({"this", "that", "these", "those", "what", "which", "nothing"})
_PAST = frozenset({"was", "were", "had", "been", "kept"})
_OVERLAPS = (("same", 0.9), ("near", 0.5), ("some", 0.0))
_LENGTHS = (2, 4, 8, 16, 32)


def syntax_features(scene: Scene, draft: Draft) -> frozenset[str]:
    """Return the features that need no tagger."""
    return frozenset(_syntax(scene, draft))


def tagger_features(scene: Scene, draft: Draft) -> frozenset[str]:
    """Return how the attribution tagger sees the draft."""
    cue = draft.cue
    if cue is None:
        return frozenset()
    tree = scene.trees[cue.tree]
    if not any(t.sentence.tags for t in scene.trees):
        return frozenset()
    return frozenset(_tagger(tree, draft))


def _syntax(scene: Scene, draft: Draft) -> Iterator[str]:
    yield f"type {quoted_share(scene, draft)}"
    words = sum(len(scene.text[s.start : s.end].split()) for s in draft.content)
    yield f"length {sum(words >= limit for limit in _LENGTHS)}"
    cue = draft.cue
    if cue is None:
        yield "continues"
        return
    tree = scene.trees[cue.tree]
    yield f"form {cue.form}"
    yield f"frame {cue.form} {draft.frame}"
    yield f"lemma {cue.form} {cue.lemma}"
    yield f"lemma frame {cue.lemma} {draft.frame}"
    yield f"kind {cue.kind} {draft.frame}"
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
    yield from _source(scene, draft)
    yield from _flags(scene, tree, draft, cue)
    if draft.addressee is not None:
        yield "addressee"


def _flags(scene: Scene, tree: Tree, draft: Draft, cue: CueCandidate) -> Iterator[str]:
    """Yield what speaks against a draft: nobody, a thing, or words said in them."""
    span = draft.cue_span
    quoted = span is not None and scene.enclosing(span.start, span.end) is not None
    if quoted:
        yield "in a quotation"
    if draft.source is None:
        if tree.has_child(cue.head, "nsubj:pass", "aux:pass"):
            yield f"agentless {draft.frame}"
        return
    word = scene.trees[draft.source.tree].lower(draft.source.head)
    if word in _THINGS:
        yield "thing"
    if quoted and word in _FIRST:
        past = tree.tokens[cue.head].xpos in {"VBD", "VBG"} or any(
            tree.lower(p) in _PAST for p in cue.positions
        )
        yield f"first person in a quotation {'past' if past else 'now'}"


def _source(scene: Scene, draft: Draft) -> Iterator[str]:
    source = draft.source
    if source is None:
        yield "source none"
        return
    tree = scene.trees[source.tree]
    token = tree.tokens[source.head]
    entity = tree.entity(source.head)
    noun = tree.lemma(source.head)
    if tree.lower(source.head) in _FIRST:
        yield "source first person"
    elif token.upos == "PRON":
        yield f"source {tree.lower(source.head)}"
    elif entity is not None:
        yield f"source {entity.label}"
    elif noun in scene.lexicon.sources or noun in scene.lexicon.persons:
        yield f"source {scene.lexicon.sources.get(noun, 'person')}"
    else:
        yield f"source other {token.upos}"


def quoted_share(scene: Scene, draft: Draft) -> AttributionType:
    """Return whether all, none or a part of the content is in quotation marks.

    Marks round the cue do not count: they are those of the attribution outside.
    """
    at = draft.cue_span
    marks = [
        q
        for q in scene.quotations
        if at is None or not (q.start <= at.start and at.end <= q.end)
    ]
    quoted = total = 0
    for span in draft.content:
        near = [q for q in marks if q.start < span.end and span.start < q.end]
        for offset in range(span.start, span.end):
            if scene.text[offset].isalnum():
                total += 1
                quoted += any(q.start <= offset < q.end for q in near)
    if quoted == 0:
        return "indirect"
    return "direct" if quoted == total else "mixed"


def _tagger(tree: Tree, draft: Draft) -> Iterator[str]:
    cue = draft.cue
    if cue is None:
        return
    on_cue = {t.label for p in cue.positions if (t := _any_tag(tree, p)) is not None}
    yield "tag cue" if "Cue" in on_cue else "tag no cue"
    if on_cue == {"Content"}:
        yield "tag cue is content"
    if on_cue == {"Source"}:
        yield "tag cue is source"
    yield f"tag content {_overlap(tree, draft)}"
    if draft.source is not None and draft.source.tree == tree.index:
        label = _any_tag(tree, draft.source.head)
        yield f"tag source {label.label if label else 'none'}"
    else:
        near = any(t.label == "Source" for t in tree.sentence.tags)
        yield f"tag no source {'near' if near else 'none'}"


def _any_tag(tree: Tree, position: int) -> Tagged | None:
    for tag in tree.sentence.tags:
        if tag.start <= position < tag.end:
            return tag
    return None


def _overlap(tree: Tree, draft: Draft) -> str:
    """Return how well a content of the tagger agrees with the draft's, in words."""
    here = {
        p
        for p, token in enumerate(tree.tokens)
        if token.upos != "PUNCT" and draft.covers(token.start, token.end)
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
