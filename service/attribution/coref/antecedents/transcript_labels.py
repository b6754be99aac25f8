"""Antecedents of labels before a turn of an interview: "SORENSEN:", "Q.", "A:".

Named entity recognition often misses or mislabels names in capitals.
"""

from service.attribution.coref.coref_state import CorefState
from service.attribution.coref.entities import Entity
from service.attribution.syntax.noun_phrases import NounPhrase
from service.attribution.syntax.sentence import Tree

_QUESTION_LABELS = frozenset({"Q", "Question"})
_ANSWER_LABELS = frozenset({"A", "Answer"})


def _label_text(state: CorefState, source: NounPhrase) -> str:
    """Return the text of a source without the full stop of "Q."."""
    return state.context.text[source.span.start : source.span.end].rstrip(".")


def is_question_label(state: CorefState, source: NounPhrase) -> bool:
    """Whether a source is a label for the interviewer, who has no name ("Q:")."""
    return _label_text(state, source) in _QUESTION_LABELS


def is_transcript_label(state: CorefState, source: NounPhrase) -> bool:
    """Whether a source labels a turn, or is in capitals before a colon."""
    if source.span.start in state.context.label_starts:
        return True
    after = state.context.text[source.span.end : source.span.end + 1]
    return after == ":" and _label_text(state, source).isupper()


def resolve_label(state: CorefState, tree: Tree, source: NounPhrase) -> Entity | None:
    """Return the person whom a label names, None for any other source.

    "A:" refers to the person mentioned most. Capitalised words refer to the first
    person whose name has them all, also where they were not recognised as a name.
    """
    if _label_text(state, source) in _ANSWER_LABELS:
        return state.entity_index.most_mentioned
    words = {tree.lower(p) for p in source.positions}
    capitalised = all(tree.tokens[p].text[0].isupper() for p in source.positions)
    if not capitalised or tree.tokens[source.head].upos == "NOUN":
        return None
    people = state.entity_index.people_with_word(*words)
    return next((e for e in people if words <= set(e.words)), None)
