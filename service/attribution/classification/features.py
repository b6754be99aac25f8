"""The features of a candidate, by name, for the classifier.

These are the features of parse and lexicon. The names are keys of
``models/en/classifier/news.json``.
"""

from collections.abc import Iterator

from service.attribution.candidates import Candidate, CueCandidate
from service.attribution.classification.source_class import (
    is_quoted,
    quoted_first_person,
    source_class,
)
from service.attribution.context import Context
from service.attribution.syntax.noun_phrases import NounPhrase
from service.attribution.syntax.sentence import Tree
from service.records import AttributionType

_LENGTHS = (2, 4, 8, 16, 32)


def syntax_features(context: Context, candidate: Candidate) -> frozenset[str]:
    """Return the features of parse and lexicon, which the prior weighs."""
    return shared_features(context, candidate) | word_features(candidate)


def shared_features(context: Context, candidate: Candidate) -> frozenset[str]:
    """Return the syntax features that weigh otherwise inside another candidate."""
    return frozenset(_shared(context, candidate))


def word_features(candidate: Candidate) -> frozenset[str]:
    """Return the lemma of the cue, alone and with its frame, and the addressee."""
    return frozenset(_words(candidate))


def _words(candidate: Candidate) -> Iterator[str]:
    cue = candidate.cue
    if cue is None:
        yield "continues"
        return
    yield f"lemma {cue.form} {cue.lemma}"
    yield f"lemma frame {cue.lemma} {candidate.frame}"
    if candidate.addressee is not None:
        yield "addressee"


def _shared(context: Context, candidate: Candidate) -> Iterator[str]:
    yield f"type {quotation_type(context, candidate)}"
    words = sum(len(context.text[s.start : s.end].split()) for s in candidate.content)
    yield f"length {sum(words >= limit for limit in _LENGTHS)}"
    cue = candidate.cue
    if cue is None:
        return
    yield f"form {cue.form}"
    yield f"frame {cue.form} {candidate.frame}"
    yield f"kind {cue.kind} {candidate.frame}"
    yield "known" if cue.known else "unknown"
    if cue.negated:
        yield "negated"
    yield from _verb(context.trees[cue.tree], cue)
    yield f"source {_source(context, candidate.source)}"
    yield from _flags(context, candidate, cue)


def _verb(tree: Tree, cue: CueCandidate) -> Iterator[str]:
    """Yield the tense of the cue, its relation, and its auxiliaries and markers."""
    yield f"tense {tree.tokens[cue.head].xpos}"
    yield f"rel {tree.rels[cue.subject_of]} {cue.form}"
    for child in tree.children[cue.head]:
        if tree.tokens[child].xpos == "MD":
            yield f"modal {tree.lower(child)}"
        if tree.rels[child] == "mark":
            yield f"mark {tree.lower(child)}"
    if tree.is_passive(cue.head):
        yield "passive"


def _flags(context: Context, candidate: Candidate, cue: CueCandidate) -> Iterator[str]:
    """Yield signs of a false candidate: no agent, a thing, a first person speaking."""
    if is_quoted(context, candidate):
        yield "in a quotation"
    if candidate.source is None:
        if context.trees[cue.tree].is_passive(cue.head):
            yield f"agentless {candidate.frame}"
        return
    if _head(context, candidate.source) in context.lexicon.words.inanimate:
        yield "thing"
    time = quoted_first_person(context, candidate)
    if time is not None:
        yield f"first person in a quotation {time}"


def _head(context: Context, source: NounPhrase) -> str:
    return context.trees[source.tree].lower(source.head)


def _source(context: Context, source: NounPhrase | None) -> str:
    """Return a name for the class of a source, with its pronoun or its type."""
    if source is None:
        return "none"
    tree = context.trees[source.tree]
    match source_class(context, source):
        case "first person":
            return "first person"
        case "pronoun":
            return tree.lower(source.head)
        case "name":
            name_span = tree.name_span(source.head)
            return name_span.label if name_span else ""
        case "speaker noun":
            return context.lexicon.sources.get(tree.lemma(source.head), "person")
        case "other":
            return f"other {tree.tokens[source.head].upos}"


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
