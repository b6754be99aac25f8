"""Outlets named by the occasion on which somebody speaks or writes."""

import pytest

from service.attribution.outlets.article_media import ArticleMedia
from service.attribution.outlets.occasions import medium_of_oblique
from tests.support.builders import (
    Marked,
    candidate_at,
    candidates_of,
    context_of,
    texts,
)
from tests.support.treebank import context, cue_of
from tests.support.trees import position_of

OCCASIONS = [
    pytest.param(
        "In an op-ed for ~CNN~, Hale <wrote> that the dam was safe.", "CNN", id="op-ed"
    ),
    pytest.param(
        "Hale <said> in an interview with ~CNN~ that it was safe.",
        "CNN",
        id="interview",
    ),
    pytest.param(
        "In an interview with ~The Guardian~, Hale <said> it was safe.",
        "The Guardian",
        id="interview first",
    ),
    pytest.param(
        "Hale <said> on ~Twitter~ that it was safe.", "Twitter", id="on Twitter"
    ),
    pytest.param(
        "Hale <said> in a ~tweet~ that it was safe.", "Twitter", id="in a tweet"
    ),
    pytest.param(
        "Hale <said> in a post on ~Facebook~ that it was safe.",
        "Facebook",
        id="post on",
    ),
    pytest.param(
        "Speaking to ~BBC Radio~, Hale <said> it was safe.",
        "BBC Radio",
        id="speaking to",
    ),
    pytest.param(
        "Speaking to ~Channel 9~, Hale <said> it was safe.", "Channel 9", id="channel"
    ),
    pytest.param(
        "Hale <said> in a ~BBC~ interview that it was safe.", "BBC", id="BBC interview"
    ),
    pytest.param(
        "Hale <wrote> in the ~Selby Gazette~ that it was safe.",
        "Selby Gazette",
        id="wrote in",
    ),
    pytest.param(
        "Hale spoke to the ~BBC~ and <said> it was safe.", "BBC", id="spoke to"
    ),
    pytest.param(
        "In a confession aired by state broadcaster ~Selby Television~, Hale <said> it "
        "was safe.",
        "Selby Television",
        id="aired by",
    ),
]


@pytest.mark.parametrize(("marked", "name"), OCCASIONS)
def test_occasions(marked: str, name: str) -> None:
    """The medium of an interview, a post or a platform is the outlet."""
    wanted = Marked.read(marked)
    here = context(wanted.text, tagger=False)
    found = candidate_at(candidates_of(here), cue_of(wanted))
    assert found.outlet == name
    assert texts(here, [found.outlet_mention]) == texts(here, wanted.outlet)
    assert found.outlet_role == "occasion"


OBLIQUES = [
    pytest.param(
        "In/IN>2:case interview/NN>0:root with/IN>5:case [Organization "
        "Selby/NNP>5:compound Herald/NNP>2:nmod ]",
        "interview",
        "Selby Herald",
        id="an interview with a medium",
    ),
    pytest.param(
        "In/IN>2:case interview/NN>0:root with/IN>5:case [Organization "
        "Selby/NNP>5:compound Works/NNP>2:nmod ]",
        "interview",
        "Selby Works",
        id="an interview with an unknown medium",
    ),
    pytest.param(
        "In/IN>2:case letter/NN>0:root to/IN>5:case [Organization "
        "Selby/NNP>5:compound Works/NNP>2:nmod ]",
        "letter",
        None,
        id="a letter to an organisation",
    ),
    pytest.param(
        "In/IN>2:case interview/NN>0:root about/IN>4:case [Organization "
        "CNN/NNP>2:nmod ]",
        "interview",
        None,
        id="another preposition",
    ),
    pytest.param(
        "In/IN>4:case an/DT>4:det op/NN>4:compound ed/NN>0:root for/IN>6:case "
        "[Organization CNN/NNP>4:nmod ]",
        "ed",
        "CNN",
        id="op-ed, split by the tokenizer",
    ),
    pytest.param(
        "In/IN>3:case a/DT>3:det garden/NN>0:root of/IN>5:case [Organization "
        "CNN/NNP>3:nmod ]",
        "garden",
        None,
        id="no occasion",
    ),
    pytest.param(
        "In/IN>2:case tweets=tweet/NNS>0:root", "tweets", "Twitter", id="tweet"
    ),
]


@pytest.mark.parametrize(("row", "noun", "name"), OBLIQUES)
def test_obliques(row: str, noun: str, name: str | None) -> None:
    """The medium of an occasion follows the noun with a preposition of media."""
    here = context_of(row)
    tree = here.trees[0]
    medium = medium_of_oblique(ArticleMedia.of(here), tree, position_of(tree, noun))
    assert (medium and medium.name) == name
