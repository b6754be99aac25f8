"""Pronouns by their nominative."""

from service.attribution.coref.profiles.entity_mentions import PlacedMention
from service.attribution.coref.profiles.pronoun_uses import pronoun_uses
from tests.support.builders import context_of

ROW = (
    "She/PRP>2:nsubj lost=lose/VBD>0:root her/PRP$>4:nmod:poss key/NN>2:obj "
    "and/CC>7:cc I/PRP>7:nsubj mine/PRP>2:conj he/PRP>2:dep"
)


def test_pronoun_uses() -> None:
    """Pronouns of the third person are counted by their nominative, most used first."""
    context = context_of(ROW)
    tree = context.trees[0]
    mentions = [
        PlacedMention(0, p, tree.span([p]), "pronoun") for p in (7, 5, 0, 2)
    ] + [PlacedMention(0, 3, tree.span([3]), "nominal")]

    uses = pronoun_uses(context, mentions)

    assert [(use.form, len(use.spans)) for use in uses] == [("she", 2), ("he", 1)]
