"""A second cue in a sentence: its subject, and where the first content ends."""

import pytest

from service.attribution.syntax.coordination import (
    enclosing_reporting_verb,
    shares_subject,
)
from tests.support.builders import context_of
from tests.support.stage_checks import check_content, check_source
from tests.support.trees import position_of, tree_of, word_at

CONTENTS = [
    pytest.param(
        "Hale <said> {the dam had been repaired} and urged residents to stay.",
        id="and urged",
    ),
    pytest.param(
        "Hale <said> {the plant did not leak} and was hopeful that it would open.",
        id="and was hopeful",
    ),
    pytest.param(
        "The army <said> {it carried out raids in towns}, adding it arrested four men.",
        id="adding, no that",
    ),
]


@pytest.mark.parametrize("marked", CONTENTS)
def test_where_the_first_content_ends(marked: str) -> None:
    """A content ends before the next cue of the same speaker."""
    check_content(marked)


SAID = (
    "Hale/NNP>2:nsubj said=say/VBD>0:root the/DT>4:det dam/NN>6:nsubj:pass "
    "was=be/VBD>6:aux:pass closed=close/VBN>2:ccomp ,/,>{n}:punct "
)
SECOND = [
    pytest.param(
        "but/CC>11:cc it/PRP>11:nsubj would/MD>11:aux hold/VB>2:conj",
        "{the dam was closed, but it would hold}",
        id="a subject of its own",
    ),
    pytest.param(
        "and/CC>10:cc was=be/VBD>10:aux:pass drained=drain/VBN>2:conj",
        "{the dam was closed, and was drained}",
        id="passive and passive",
    ),
    pytest.param(
        "and/CC>10:cc had=have/VBD>10:aux leaked=leak/VBN>2:conj",
        "{the dam was closed, and had leaked}",
        id="a tense further back",
    ),
    pytest.param(
        "and/CC>10:cc that/IN>10:mark drained=drain/VBN>2:conj",
        "{the dam was closed, and that drained}",
        id="that",
    ),
    pytest.param(
        "and/CC>9:cc left=leave/VBD>2:conj",
        "{the dam was closed}, and left",
        id="the tense of the cue",
    ),
    pytest.param(
        "but/CC>10:cc Roe/NNP>10:nsubj denied=deny/VBD>2:conj",
        "{the dam was closed}, but Roe denied",
        id="another speaker",
    ),
]


@pytest.mark.parametrize(("rest", "marked"), SECOND)
def test_a_second_clause_coordinated_with_the_cue(rest: str, marked: str) -> None:
    """A clause that the parse coordinates with the cue may belong to the content."""
    verb = next(w.partition(">")[2] for w in rest.split() if "CC>" in w).split(":")[0]
    here = context_of(SAID.format(n=verb) + rest)
    check_content(f"Hale <said> {marked}", here)


BEFORE = (
    "The/DT>2:det dam/NN>3:nsubj fell=fall/VBD>6:ccomp ,/,>6:punct Hale/NNP>6:nsubj "
    "said=say/VBD>0:root ,/,>10:punct {link}/CC>10:cc it/PRP>10:nsubj "
    "held=hold/VBD>6:conj"
)


@pytest.mark.parametrize(
    ("link", "rest"), [("but", "{but it held}"), ("and", "and it held")]
)
def test_a_second_clause_after_the_cue(link: str, rest: str) -> None:
    """After a cue that follows its content, only a clause with "but" continues it."""
    here = context_of(BEFORE.format(link=link))
    check_content(f"{{The dam fell}}, Hale <said>, {rest}", here)


def test_a_second_clause_after_a_quotation() -> None:
    """A clause after a quotation and its cue is no content."""
    here = context_of(
        "\"/``>3:punct It/PRP>3:nsubj fell=fall/VBD>7:ccomp ,/,>3:punct \"/''>3:punct "
        "Hale/NNP>7:nsubj said=say/VBD>0:root ,/,>11:punct but/CC>11:cc "
        "it/PRP>11:nsubj held=hold/VBD>7:conj"
    )
    check_content('{"It fell,"} Hale <said>, but it held', here)


SOURCES = [
    pytest.param(
        "[Hale] said the dam had been repaired and <urged> residents to stay.",
        id="and urged",
    ),
    pytest.param(
        "[Hale] said the plant did not leak and was <hopeful> that it would open.",
        id="and was hopeful",
    ),
    pytest.param(
        "[The army] said it carried out raids in towns, <adding> it arrested four men.",
        id="adding",
    ),
    pytest.param("The dam was weak, the court <heard>.", id="an audience"),
]


@pytest.mark.parametrize("marked", SOURCES)
def test_subjects_of_second_cues(marked: str) -> None:
    """The second cue has the subject of the reporting verb."""
    check_source(marked)


HALE_SAID = "Hale/NNP>2:nsubj said=say/VBD>0:root "
SHARED = [
    pytest.param(
        "it/PRP>5:nsubj had=have/VBD>5:aux closed=close/VBN>2:ccomp and/CC>7:cc "
        "urged=urge/VBD>5:conj calm/NN>7:obj",
        "urged",
        True,
        id="the tense of the cue",
    ),
    pytest.param(
        "it/PRP>5:nsubj had=have/VBD>5:aux closed=close/VBN>2:ccomp and/CC>8:cc "
        "Roe/NNP>8:nsubj urged=urge/VBD>5:conj calm/NN>8:obj",
        "urged",
        False,
        id="a subject of its own",
    ),
    pytest.param(
        "it/PRP>5:nsubj had=have/VBD>5:aux closed=close/VBN>2:ccomp and/CC>7:cc "
        "urges=urge/VBZ>5:conj calm/NN>7:obj",
        "urges",
        False,
        id="another tense",
    ),
    pytest.param(
        "she/PRP>4:nsubj came=come/VBD>2:ccomp and/CC>6:cc urged=urge/VBD>4:conj "
        "calm/NN>6:obj",
        "urged",
        False,
        id="a person is the subject of the content",
    ),
    pytest.param(
        "it/PRP>4:nsubj fell=fall/VBD>2:ccomp and/CC>6:cc urged=urge/VBD>4:conj "
        "calm/NN>6:obj",
        "urged",
        True,
        id="a thing is the subject of the content",
    ),
    pytest.param(
        "it/PRP>5:nsubj had=have/VBD>5:aux closed=close/VBN>2:ccomp and/CC>8:cc "
        '"/``>8:punct urged=urge/VBD>5:conj calm/NN>8:obj',
        "urged",
        False,
        id="only one of the two in quotation marks",
    ),
    pytest.param(
        "it/PRP>4:nsubj fell=fall/VBD>2:ccomp adding=add/VBG>4:advcl so/RB>5:advmod",
        "adding",
        True,
        id="adding",
    ),
    pytest.param(
        "it/PRP>4:nsubj fell=fall/VBD>2:ccomp ,/,>6:punct citing=cite/VBG>4:advcl "
        "rain/NN>6:obj",
        "citing",
        True,
        id="a participle after a comma",
    ),
    pytest.param(
        "it/PRP>4:nsubj fell=fall/VBD>2:ccomp citing=cite/VBG>4:advcl rain/NN>5:obj",
        "citing",
        False,
        id="a participle without a comma",
    ),
]


@pytest.mark.parametrize(("rest", "word", "shared"), SHARED)
def test_shared_subjects(rest: str, word: str, shared: bool) -> None:  # noqa: FBT001
    """Tense, subject and comma decide whether a verb has the subject of the cue."""
    tree = tree_of(HALE_SAID + rest)
    assert shares_subject(tree, 1, position_of(tree, word)) is shared


def test_enclosing_reporting_verbs() -> None:
    """The outermost verb with a subject and a clausal complement encloses a verb."""
    tree = tree_of(
        "Hale/NNP>2:nsubj said=say/VBD>0:root Roe/NNP>4:nsubj "
        "thought=think/VBD>2:ccomp it/PRP>6:nsubj fell=fall/VBD>4:ccomp"
    )
    verb = position_of(tree, "fell")
    assert word_at(tree, enclosing_reporting_verb(tree, verb)) == "said"
    assert enclosing_reporting_verb(tree, position_of(tree, "said")) is None
