"""A second reporting word in a sentence: whose it is, and where the first one ends."""

import pytest

from tests.support.builders import context_of
from tests.support.stage_checks import check_content, check_source, speaker

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
    """The same speaker's next cue ends a content; somebody else's does not."""
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
        id="the narrative's tense",
    ),
    pytest.param(
        "but/CC>10:cc Roe/NNP>10:nsubj denied=deny/VBD>2:conj",
        "{the dam was closed}, but Roe denied",
        id="somebody else speaks",
    ),
]


@pytest.mark.parametrize(("rest", "marked"), SECOND)
def test_a_second_clause_that_hangs_on_the_cue(rest: str, marked: str) -> None:
    """What is coordinated with a content belongs to it, however it is parsed."""
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
    """After a cue that follows its content only "but" goes on with what was said."""
    here = context_of(BEFORE.format(link=link))
    check_content(f"{{The dam fell}}, Hale <said>, {rest}", here)


def test_a_second_clause_after_a_quotation() -> None:
    """What follows a quotation and its cue is the article's."""
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
    pytest.param("The dam was weak, the court <heard>.", id="nobody is heard"),
]


@pytest.mark.parametrize("marked", SOURCES)
def test_whose_the_second_cue_is(marked: str) -> None:
    """It is the reporting verb's subject that goes on."""
    check_source(marked)


SPEAKERS = [
    pytest.param(
        "Prime Minister Ann Hale came at noon. The Prime Minister <said> it was safe.",
        "Ann Hale",
        id="an office",
    ),
    pytest.param(
        "The Selby policing forum (SPF) met. The SPF <said> the dam was safe.",
        "Selby policing forum",
        id="an acronym in brackets",
    ),
    pytest.param(
        "The dam was safe, <according to> data from the Selby Water Authority.",
        "Selby Water Authority",
        id="figures of an office",
    ),
    pytest.param(
        "“It was cold,” she <said> at the shelter. Ann Hale lost her house.",
        "Ann Hale",
        id="a name in the next sentence",
    ),
]


@pytest.mark.parametrize(("marked", "name"), SPEAKERS)
def test_who_is_meant(marked: str, name: str) -> None:
    """Offices, acronyms and figures lead to the one behind them."""
    entity = speaker(marked)

    assert entity is not None
    assert entity.name == name
