"""What the guidelines decide whatever the odds are."""

import pytest

from tests.support.builders import context_of
from tests.support.classifiers import NEVER, kept, model
from tests.support.treebank import context

SAID = "Hale/NNP>2:nsubj said=say/VBD>0:root it/PRP>4:nsubj fell=fall/VBD>2:ccomp"


def test_first_person_comments() -> None:
    """A quoted "I think" is no attribution; a quoted "I told him" is one."""
    text = "“I think the dam is safe,” Ann Hale said."
    past = "“I told him that the dam is safe,” Ann Hale said."
    always = model({}, {})
    cues = [
        candidate.cue.lemma
        for candidate in kept(context(text, tagger=False), always)
        if candidate.cue
    ]
    assert cues == ["say"]
    cues = [
        candidate.cue.lemma
        for candidate in kept(context(past, tagger=False), always)
        if candidate.cue
    ]
    assert sorted(cues) == ["say", "tell"]


THOUGHTS = [
    pytest.param("want=want/VBD>0:root a/DT>4:det vote/NN>2:obj", 0, id="a wish"),
    pytest.param("expect=expect/VBD>0:root a/DT>4:det vote/NN>2:obj", 1, id="foreseen"),
    pytest.param("plan=plan/VBD>0:root to/TO>4:mark vote/VB>2:xcomp", 0, id="an aim"),
    pytest.param("hope=hope/VBD>0:root to/TO>4:mark vote/VB>2:xcomp", 1, id="a hope"),
    pytest.param(
        "know=know/VBD>0:root it/PRP>4:nsubj fell=fall/VBD>2:ccomp", 0, id="knowledge"
    ),
    pytest.param(
        "think=think/VBD>0:root it/PRP>4:nsubj fell=fall/VBD>2:ccomp", 1, id="belief"
    ),
    pytest.param(
        "want=want/VBD>0:root to/TO>4:mark know/VB>2:xcomp why/WRB>6:advmod "
        "fell=fall/VBD>4:ccomp",
        2,
        id="a question, and the verb that governs it",
    ),
]


@pytest.mark.parametrize(("row", "number"), THOUGHTS)
def test_thought_without_a_statement(row: str, number: int) -> None:
    """Wishes for a thing, intentions and knowledge are no attributions at any odds."""
    assert len(kept(context_of("They/PRP>2:nsubj " + row), model({}, {}))) == number


@pytest.mark.parametrize(("noun", "number"), [("acts/NNS", 0), ("reports/NNS", 1)])
def test_inanimate_showing(noun: str, number: int) -> None:
    """A document may show something; an act is no source."""
    lemma = noun.replace("s/", f"s={noun.partition('s/')[0]}/")
    row = f"{lemma}>2:nsubj show/VBP>0:root it/PRP>4:nsubj fell=fall/VBD>2:ccomp"
    assert len(kept(context_of(row), model({}, {}))) == number


def test_first_person_perception() -> None:
    """A perception of the quoted first person is no attribution."""
    row = (
        '"/``>3:punct I/PRP>3:nsubj {verb}>8:ccomp it/PRP>5:nsubj '
        "fell=fall/VBD>3:ccomp ,/,>3:punct \"/''>3:punct said=say/VBD>0:root "
        "Hale/NNP>8:nsubj"
    )
    saw, thought = (row.format(verb=v) for v in ("saw=see/VBD", "believed=believe/VBD"))
    assert len(kept(context_of(saw), model({}, {}))) == 1
    assert len(kept(context_of(thought), model({}, {}))) == 2


SPEECH = [
    pytest.param(
        "{Content \"/``>2:punct No/UH>5:discourse ,/,>2:punct \"/''>2:punct } "
        "{Cue groaned=groan/VBD>0:root } {Source Hale/NNP>5:nsubj } ./.>5:punct",
        1,
        id="a comma inside the marks",
    ),
    pytest.param(
        "{Source Hale/NNP>2:nsubj } {Cue groaned=groan/VBD>0:root } "
        "{Content \"/``>4:punct No/UH>2:discourse \"/''>4:punct } ./.>2:punct",
        0,
        id="no punctuation inside the marks",
    ),
    pytest.param(
        "\"/``>2:punct No/UH>5:discourse ,/,>2:punct \"/''>2:punct "
        "groaned=groan/VBD>0:root Hale/NNP>5:nsubj ./.>5:punct",
        0,
        id="without the tagger",
    ),
]


@pytest.mark.parametrize(("row", "count"), SPEECH)
def test_direct_speech(row: str, count: int) -> None:
    """A quotation that ends like speech, with a tagged cue and source, is kept."""
    assert len(kept(context_of(row), NEVER)) == count
