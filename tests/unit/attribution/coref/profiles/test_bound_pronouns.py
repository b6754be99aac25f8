"""Pronouns that the syntax of a sentence binds to a mention."""

import pytest

from service.attribution.coref.profiles.bound_pronouns import bound_pronouns
from service.attribution.coref.profiles.entity_mentions import PlacedMention
from tests.support.builders import context_of

LEFT = ",/,>4:punct who/WP>4:nsubj left=leave/VBD>1:acl:relcl"
ROWS = [
    pytest.param(
        f"[Person Roe/NNP>7:nsubj ] {LEFT} her/PRP$>6:nmod:poss "
        "post/NN>4:obj slept=sleep/VBD>0:root",
        ["her"],
        id="possessor in a relative clause",
    ),
    pytest.param(
        "[Person Roe/NNP>9:nsubj ] ,/,>4:punct a/DT>4:det clerk/NN>1:appos "
        "who/WP>6:nsubj lost=lose/VBD>4:acl:relcl his/PRP$>8:nmod:poss job/NN>6:obj "
        "slept=sleep/VBD>0:root",
        ["his"],
        id="in the clause of an apposition",
    ),
    pytest.param(
        "[Person Roe/NNP>8:nsubj ] ,/,>4:punct whom/WP>4:obj "
        "left=leave/VBD>1:acl:relcl his/PRP$>6:nmod:poss wife/NN>4:nsubj "
        ",/,>4:punct slept=sleep/VBD>0:root",
        [],
        id="the relative pronoun is no subject",
    ),
    pytest.param(
        f"[Person Roe/NNP>9:nsubj ] {LEFT} "
        "[Person Orr/NNP>4:obj ] and/CC>8:cc her/PRP$>8:nmod:poss son/NN>5:conj "
        "slept=sleep/VBD>0:root",
        [],
        id="after the name of another person",
    ),
    pytest.param(
        f"[Person Roe/NNP>10:nsubj ] {LEFT} her/PRP$>6:nmod:poss "
        "post/NN>4:obj to/IN>9:case his/PRP$>9:nmod:poss son/NN>4:obl "
        "slept=sleep/VBD>0:root",
        [],
        id="of both genders",
    ),
    pytest.param(
        f"[Person Roe/NNP>9:nsubj ] {LEFT} when/WRB>7:advmod "
        "clients=client/NNS>7:nsubj sued=sue/VBD>4:advcl "
        "her/PRP>7:obj slept=sleep/VBD>0:root",
        [],
        id="of a clause with another subject",
    ),
    pytest.param(
        "For/IN>3:case her/PRP$>3:nmod:poss part/NN>6:obl ,/,>3:punct "
        "[Person Roe/NNP>6:nsubj ] slept=sleep/VBD>0:root",
        ["her"],
        id="her part",
    ),
    pytest.param(
        "In/IN>3:case her/PRP$>3:nmod:poss house/NN>6:obl ,/,>3:punct "
        "[Person Roe/NNP>6:nsubj ] slept=sleep/VBD>0:root",
        [],
        id="another noun before the subject",
    ),
]


@pytest.mark.parametrize(("row", "expected"), ROWS)
def test_bound_pronouns(row: str, expected: list[str]) -> None:
    """Relative clauses and "her part" bind a pronoun to a mention."""
    context = context_of(row)
    (tree,) = context.trees
    head = next(p for p, token in enumerate(tree.tokens) if token.text == "Roe")
    mention = PlacedMention(0, head, tree.span([head]), "name")

    found = bound_pronouns(context, [mention])

    assert [tree.lower(each.head) for each in found] == expected


def test_a_known_pronoun() -> None:
    """A bound pronoun that is a mention already is returned as that mention."""
    context = context_of(
        "For/IN>3:case her/PRP$>3:nmod:poss part/NN>5:obl [Person Roe/NNP>5:nsubj ] "
        "slept=sleep/VBD>0:root"
    )
    (tree,) = context.trees
    name = PlacedMention(0, 3, tree.span([3]), "name")
    known = PlacedMention(0, 1, tree.span([1]), "pronoun", is_source=True)

    assert bound_pronouns(context, [known, name]) == (known,)
