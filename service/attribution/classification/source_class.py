"""The kind of words that name a source, and a first person that is quoted.

Both are features of the classifier, and the rules of ``policy`` read them.
"""

from typing import Literal

from service.attribution.candidates import Candidate
from service.attribution.context import Context
from service.attribution.syntax.noun_phrases import NounPhrase

SourceClass = Literal["first person", "pronoun", "name", "speaker noun", "other"]
"""What the head of a source is.

"speaker noun" is a noun for persons, groups, organisations or documents in the lexicon.
"""
Time = Literal["past", "now"]

_FIRST_PERSON = frozenset({"i", "we"})


def source_class(context: Context, source: NounPhrase) -> SourceClass:
    """Return the class of the head of a source."""
    tree = context.trees[source.tree]
    noun = tree.lemma(source.head)
    if tree.lower(source.head) in _FIRST_PERSON:
        return "first person"
    if tree.tokens[source.head].upos == "PRON":
        return "pronoun"
    if tree.name_span(source.head) is not None:
        return "name"
    if noun in context.lexicon.sources or noun in context.lexicon.persons:
        return "speaker noun"
    return "other"


def is_quoted(context: Context, candidate: Candidate) -> bool:
    """Whether the cue stands in a quotation."""
    span = candidate.cue_span
    return span is not None and context.enclosing(span.start, span.end) is not None


def quoted_first_person(context: Context, candidate: Candidate) -> Time | None:
    """Return the time of a cue in a quotation whose source is "I" or "we".

    "past" for '"I told him that"', "now" for '"I think that"'; None for other sources
    and outside of quotations.
    """
    cue, source = candidate.cue, candidate.source
    if cue is None or source is None:
        return None
    if context.trees[source.tree].lower(source.head) not in _FIRST_PERSON:
        return None
    if not is_quoted(context, candidate):
        return None
    tree = context.trees[cue.tree]
    past = tree.tokens[cue.head].xpos in {"VBD", "VBG"} or any(
        tree.lower(p) in tree.lexicon.words.past_auxiliaries for p in cue.positions
    )
    return "past" if past else "now"
