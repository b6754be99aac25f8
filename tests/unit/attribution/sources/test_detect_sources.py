"""The source of each candidate: the noun phrase that names its speaker."""

import pytest

from tests.support.builders import candidates_of, context_of
from tests.support.stage_checks import check_source

SUBJECTS = [
    pytest.param("[Officials] <said> the bridge was safe.", id="before"),
    pytest.param('"The dam is safe," <said> [Hale].', id="after"),
    pytest.param("The dam, [Hale] <said>, is safe.", id="inserted"),
    pytest.param("[They] <said> the dam was safe.", id="pronoun"),
    pytest.param(
        "[Ann Hale, the mayor of Selby], <said> no dam was safe.", id="apposition"
    ),
    pytest.param("[Ann Hale, 52], <said> the dam was safe.", id="age"),
    pytest.param("[President Ann Hale] <said> the dam was safe.", id="title"),
    pytest.param(
        "[Ann Hale], who lives in Selby, <said> the dam was safe.", id="relative"
    ),
    pytest.param("[Ann Hale and Tom Roe] <said> the dam was safe.", id="two"),
    pytest.param("[Ann Hale of the Dam Trust] <said> the dam was safe.", id="of"),
    pytest.param(
        "[A source close to the mayor] <said> the dam was safe.", id="close to"
    ),
    pytest.param(
        "[Hale] <was quoted as saying> that the dam was safe.", id="quoted as"
    ),
    pytest.param("[Hale] <began to explain> how the bridge fell.", id="carried"),
    pytest.param("[Hale] <is confident> that the dam will hold.", id="adjective"),
]


@pytest.mark.parametrize("marked", SUBJECTS)
def test_subjects(marked: str) -> None:
    """The subject is the source, with title and apposition, without its clauses."""
    assert check_source(marked)


AGENTS = [
    pytest.param("The raid <was described> by [Hale] as a crime.", id="by"),
    pytest.param("The raid <was condemned> by [the ministry].", id="by, noun"),
    pytest.param("The dam was safe, <according to> [the ministry].", id="according to"),
    pytest.param(
        "<According to> [Ann Hale of the Dam Trust], it is safe.", id="with title"
    ),
]


@pytest.mark.parametrize("marked", AGENTS)
def test_agents_and_phrases(marked: str) -> None:
    """The agent of a passive and the complement of a phrase are sources."""
    assert check_source(marked)


SHARED = [
    pytest.param("[Hale] praised the dam and <said> it was safe.", id="coordinated"),
    pytest.param(
        "[Officials] said the dam was safe, <adding> that rain came.", id="adding"
    ),
    pytest.param(
        "[Officials] said the dam was safe and <warned> that more rain was coming.",
        id="and warned",
    ),
    pytest.param("[Hale] waved, <saying> the bridge was safe.", id="participle"),
    pytest.param("[Hale], who <said> the dam was safe, left.", id="relative"),
    pytest.param(
        "The court ordered [Hale] to <admit> that the dam fell.", id="ordered"
    ),
    pytest.param(
        "[Hale] is the first mayor to <say> that the dam is safe.", id="first to"
    ),
    pytest.param(
        "[The report] <saying> that it was safe was lost.",
        id="that says",
    ),
]


@pytest.mark.parametrize("marked", SHARED)
def test_shared_subjects(marked: str) -> None:
    """A cue without a subject has that of the clause above it."""
    assert check_source(marked)


NOUNS = [
    pytest.param("Hale repeated [her] <claim> that the dam was safe.", id="her"),
    pytest.param("Roe denied [Hale]'s <claim> that the dam was safe.", id="genitive"),
    pytest.param("A <claim> by [Hale] that the dam was safe was false.", id="by"),
    pytest.param("[Hale] made the <claim> that the dam was safe.", id="made the claim"),
    pytest.param("The <claim> that the dam was safe was false.", id="none"),
]


@pytest.mark.parametrize("marked", NOUNS)
def test_nouns(marked: str) -> None:
    """A noun has its possessor, agent, or light verb's subject as its source."""
    check_source(marked)


NONE = [
    pytest.param(
        "<Asked> whether she would resign, Minister Paula Keane said no.",
        id="asked at the start",
    ),
    pytest.param("It <was reported> that the dam had failed.", id="it was reported"),
    pytest.param("Last night the raid <was condemned>.", id="no agent"),
]


@pytest.mark.parametrize("marked", NONE)
def test_no_source(marked: str) -> None:
    """A passive without an agent has no source."""
    check_source(marked)


TAGGED = [
    pytest.param(
        "{Source Ministry/NNP>2:dep } {Cue warns=warn/VBZ>0:root } of/IN>4:case "
        "rain/NN>2:obl ./.>2:punct",
        "[Ministry] <warns> of rain.",
        id="beside the cue",
    ),
    pytest.param(
        "{Source Ministry/NNP>8:dep } of/IN>4:case the/DT>4:det far/JJ>1:amod "
        "old/JJ>6:amod big/JJ>7:amod town/NN>8:dep {Cue warns=warn/VBZ>0:root } "
        "of/IN>10:case rain/NN>8:obl ./.>8:punct",
        "Ministry of the far old big town <warns> of rain.",
        id="far from the cue",
    ),
    pytest.param(
        "{Source Ministry/NNP>2:dep } warns=warn/VBZ>0:root of/IN>4:case rain/NN>2:obl "
        "./.>2:punct",
        "[Ministry] <warns> of rain.",
        id="a cue of the lexicon beside it",
    ),
    pytest.param(
        "{Source Ministry/NNP>4:dep } of/IN>4:case the/DT>4:det town/NN>5:dep "
        "warns=warn/VBZ>0:root of/IN>7:case rain/NN>5:obl ./.>5:punct",
        "Ministry of the town <warns> of rain.",
        id="a cue of the lexicon apart",
    ),
    pytest.param(
        "{Cue warns=warn/VBZ>0:root } of/IN>4:case {Source the/DT>4:det rain/NN>1:obl "
        "} ./.>1:punct",
        "<warns> of the rain.",
        id="inside the content",
    ),
]


@pytest.mark.parametrize(("row", "marked"), TAGGED)
def test_tagged_sources(row: str, marked: str) -> None:
    """A tagged source beside the cue is taken where the parse has none."""
    check_source(marked, context_of(row))


def test_the_rule_is_evidence() -> None:
    """The evidence has the rule that found the source."""
    assert check_source("[Officials] <said> the bridge was safe.") == ["subject"]
    assert check_source("[Hale] praised the dam and <said> it was safe.") == [
        "shared subject"
    ]


def test_a_mark_as_the_head_of_a_source_is_read() -> None:
    """A wrong parse whose source is all in the content, but for a mark, is no error."""
    here = context_of(
        "{Cue Calls=call/NNS>8:nsubj } by/IN>3:case -/:>1:nmod for/IN>6:case "
        "{Content an/DT>6:det inquiry/NN>3:conj } were=be/VBD>4:aux "
        "ignored=ignore/VBN>0:root ./.>8:punct"
    )
    assert [candidate.source for candidate in candidates_of(here)] == [None]
