"""The body that a bare noun denotes: "police" for the "Selby police"."""

from service.attribution.coref.coref_state import CorefState
from service.attribution.coref.entities import Entity, last_mentioned
from service.attribution.coref.name_matching import head_words


def find_body(state: CorefState, noun: str, offset: int) -> Entity | None:
    """Return the body of the article that a bare noun at an offset denotes, or None.

    The only one whose name ends in the noun ("Osterby Police"); else the last one
    before that a noun and a name describe ("Selby police"), or the only one.
    """
    named = [
        e
        for e in state.entity_index.find("word", noun)
        if e.type == "organization"
        and head_words(e.words, state.context.lexicon)[-1:] == (noun,)
    ]
    if len(named) == 1 and len(named[0].words) > 1:
        return named[0]
    bodies = state.entity_index.find("body", noun)
    described = [e for e in bodies if e.type == "organization"]
    only = described[0] if len(described) == 1 else None
    return last_mentioned(described, offset) or only
