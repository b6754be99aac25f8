"""Uses of reporting verbs that report nothing."""

import pytest

from service.attribution.cues.detect_cues import find_cues
from service.attribution.cues.non_reporting import is_non_reporting
from tests.support.builders import LEXICON, context_of
from tests.support.trees import position_of, tree_of

NAMING = [
    pytest.param("", [], id="no agent"),
    pytest.param("by/IN>5:case Hale/NNP>3:obl ", ["call"], id="an agent"),
]


@pytest.mark.parametrize(("by", "lemmas"), NAMING)
def test_naming(by: str, lemmas: list[str]) -> None:
    """A participle of naming reports only if it has an agent."""
    row = "A/DT>2:det talk/NN>0:root called=call/VBN>2:acl;Voice=Pass " + by
    assert [c.lemma for c in find_cues(context_of(row.strip()))] == lemmas


EXAMINING = [
    pytest.param(
        "Roe/NNP>2:nsubj questioned=question/VBD>0:root his/PRP$>4:nmod:poss "
        "wife/NN>2:obj",
        [],
        id="a person is questioned",
    ),
    pytest.param(
        "She/PRP>3:nsubj:pass was=be/VBD>3:aux:pass questioned=question/VBN>0:root",
        [],
        id="in the passive",
    ),
    pytest.param(
        "Roe/NNP>2:nsubj questioned=question/VBD>0:root the/DT>4:det plan/NN>2:obj",
        ["question"],
        id="a plan is doubted",
    ),
    pytest.param(
        "Cases/NNS>3:nsubj:pass are=be/VBP>3:aux:pass heard=hear/VBN>0:root "
        "by/IN>6:case a/DT>6:det court/NN>3:obl:agent",
        [],
        id="a case is heard",
    ),
    pytest.param(
        "Roe/NNP>2:nsubj heard=hear/VBD>0:root it/PRP>4:nsubj fell=fall/VBD>2:ccomp",
        ["hear"],
        id="news is heard",
    ),
]


@pytest.mark.parametrize(("row", "lemmas"), EXAMINING)
def test_examining(row: str, lemmas: list[str]) -> None:
    """A verb reports nothing if a person is questioned or a case is heard."""
    assert [c.lemma for c in find_cues(context_of(row))] == lemmas


REFERRING = [
    pytest.param("referring=refer/VBG>2:advcl", ["say"], id="an explanation"),
    pytest.param("responding=respond/VBG>2:advcl", ["say"], id="an occasion"),
    pytest.param("referred=refer/VBD>2:conj", ["say", "refer"], id="an act of its own"),
]


@pytest.mark.parametrize(("verb", "lemmas"), REFERRING)
def test_referring(verb: str, lemmas: list[str]) -> None:
    """A bare participle of reference reports nothing."""
    row = (
        "Hale/NNP>2:nsubj said=say/VBD>0:root no/UH>2:discourse ,/,>5:punct "
        f"{verb} to/IN>8:case the/DT>8:det dam/NN>5:obl"
    )
    assert [c.lemma for c in find_cues(context_of(row))] == lemmas


def test_the_predicate() -> None:
    """Each use makes the verb non-reporting by itself."""
    tree = tree_of(
        "A/DT>2:det talk/NN>0:root titled=title/VBN>2:acl Salt/NNP>3:xcomp drew=draw/"
        "VBD>2:acl"
    )
    assert is_non_reporting(tree, position_of(tree, "titled"), LEXICON)
    assert not is_non_reporting(tree, position_of(tree, "drew"), LEXICON)
