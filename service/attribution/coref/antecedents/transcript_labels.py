"""Find whom the label of a turn means: "SORENSEN:", "Q.", "A:", "THE WITNESS:".

Capitals mislead the tagger of names; a label in an interview is somebody who speaks.
"""

from service.attribution.coref.coref_state import CorefState
from service.attribution.coref.entities import Entity
from service.attribution.syntax.noun_phrases import NounPhrase
from service.attribution.syntax.sentence import Tree

_ASKS = frozenset({"Q", "Question"})
_ANSWERS = frozenset({"A", "Answer"})


def label_text(state: CorefState, source: NounPhrase) -> str:
    """Return the words of a source without the full stop of "Q."."""
    return state.context.text[source.span.start : source.span.end].rstrip(".")


def asks(state: CorefState, source: NounPhrase) -> bool:
    """Tell "Q:", who is nobody that the article names."""
    return label_text(state, source) in _ASKS


def is_label(state: CorefState, source: NounPhrase) -> bool:
    """Tell a source in capitals before a colon."""
    after = state.context.text[source.span.end : source.span.end + 1]
    return after == ":" and label_text(state, source).isupper()


def labelled(state: CorefState, tree: Tree, source: NounPhrase) -> Entity | None:
    """Return the person whose name the tagger missed: "SORENSEN:", "Pang", "A:"."""
    people = state.entity_index.people
    if label_text(state, source) in _ANSWERS:
        return max(people, key=lambda f: len(f.places), default=None)
    words = {tree.lower(p) for p in source.positions}
    capital = all(tree.tokens[p].text[0].isupper() for p in source.positions)
    if not capital or tree.tokens[source.head].upos == "NOUN":
        return None
    return next((f for f in people if words <= set(f.words)), None)
