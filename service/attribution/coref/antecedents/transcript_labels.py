"""Find whom the label of a turn means: "SORENSEN:", "Q.", "A:", "THE WITNESS:".

Capitals mislead the tagger of names; a label in an interview is somebody who speaks.
"""

from service.attribution.coref.coref_state import Story
from service.attribution.coref.entities import Figure
from service.attribution.syntax.noun_phrases import Nominal
from service.attribution.syntax.sentence import Tree

_ASKS = frozenset({"Q", "Question"})
_ANSWERS = frozenset({"A", "Answer"})


def label_text(story: Story, source: Nominal) -> str:
    """Return the words of a source without the full stop of "Q."."""
    return story.scene.text[source.span.start : source.span.end].rstrip(".")


def asks(story: Story, source: Nominal) -> bool:
    """Tell "Q:", who is nobody that the article names."""
    return label_text(story, source) in _ASKS


def is_label(story: Story, source: Nominal) -> bool:
    """Tell a source in capitals before a colon."""
    after = story.scene.text[source.span.end : source.span.end + 1]
    return after == ":" and label_text(story, source).isupper()


def labelled(story: Story, tree: Tree, source: Nominal) -> Figure | None:
    """Return the person whose name the tagger missed: "SORENSEN:", "Pang", "A:"."""
    people = story.cast.people
    if label_text(story, source) in _ANSWERS:
        return max(people, key=lambda f: len(f.places), default=None)
    words = {tree.lower(p) for p in source.positions}
    capital = all(tree.tokens[p].text[0].isupper() for p in source.positions)
    if not capital or tree.tokens[source.head].upos == "NOUN":
        return None
    return next((f for f in people if words <= set(f.words)), None)
