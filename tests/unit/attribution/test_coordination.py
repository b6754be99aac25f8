"""A second reporting word in a sentence: whose it is, and where the first one ends."""

import pytest
from stage_checks import check_content, check_source, speaker

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
    figure = speaker(marked)

    assert figure is not None
    assert figure.name == name
