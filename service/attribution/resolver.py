"""Find the figure that a source means: a name, a description or a pronoun.

Names are joined in ``figures``; descriptions find the figure they stood beside
(``referents``), and pronouns the most present one that agrees (``pronouns``).
"""

from service.attribution.descriptions import head_of, named_in
from service.attribution.draft import Nominal
from service.attribution.figures import Figure
from service.attribution.labels import asks, is_label, labelled
from service.attribution.pronouns import is_pronoun, meant_by_pronoun
from service.attribution.referents import meant_by_description
from service.attribution.story import Story
from service.attribution.tree import Tree


def resolve(
    story: Story, source: Nominal, *, parent: Figure | None, quoted: bool
) -> Figure | None:
    """Return the figure a source means.

    ``parent`` is the speaker of the words round it, ``quoted`` whether these stand
    in quotation marks.
    """
    tree = story.scene.trees[source.tree]
    named = tree.entity(source.head, "Person") is not None
    if not named and is_pronoun(tree, source.head):
        return meant_by_pronoun(story, source, parent=parent, quoted=quoted)
    if asks(story, source):
        return None
    carried = named_in(story.scene.lexicon, tree, source.head)
    if is_label(story, source) and (carried is None or carried[2] != "Person"):
        person = labelled(story, tree, source)
        return person or story.describe(tree, source, source.positions, kind="person")
    bearer = _bearer(tree, source.head, carried)
    if _is_coordination(tree, bearer):
        return _group(story, tree, source, carried)
    if carried is not None:
        return story.named(tree, carried)
    return labelled(story, tree, source) or meant_by_description(story, tree, source)


def _group(
    story: Story, tree: Tree, source: Nominal, carried: tuple[int, int, str] | None
) -> Figure:
    """Return the people of "three judges, Ann Lee and Bob May", by their names."""
    names = source.positions
    if carried is not None and carried[2] == "Person":
        own = set(tree.subtree(_bearer(tree, source.head, carried)))
        names = tuple(p for p in names if p in own and p >= carried[0]) or names
    return story.describe(tree, source, names, kind="group")


def _bearer(tree: Tree, head: int, carried: tuple[int, int, str] | None) -> int:
    """Return the head of the name beside "former president and commissioner"."""
    if carried is None or carried[2] != "Person":
        return head
    return head_of(tree, carried[0], carried[1])


def _is_coordination(tree: Tree, head: int) -> bool:
    """Tell "Ada Low and Bo Lin" from "Low & Lin" and "Low, a clerk and mother"."""
    name = tree.entity(head)
    described = tree.first(head, "appos")
    return any(
        tree.tokens[c].upos in {"PROPN", "NOUN"}
        and tree.first(c, "cc") is not None
        and not (name is not None and name.start <= c < name.end)
        and not (
            described is not None and described < c and tree.tokens[c].upos == "NOUN"
        )
        for c in tree.find(head, "conj")
    )
