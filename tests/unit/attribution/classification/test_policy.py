"""What the guidelines decide whatever the odds are."""

import pytest
from msgspec.structs import replace

from service.attribution.candidates import Candidate, OutletRole
from service.attribution.classification.classify import (
    classify_candidates,
)
from service.attribution.classification.logistic import Logistic
from service.attribution.cues.detect_cues import find_cues
from service.attribution.syntax.noun_phrases import noun_phrase
from service.records import Span
from tests.support.builders import candidates_of, context_of
from tests.support.classifiers import NEVER, NOTHING, kept, model, with_models
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


NESTED = [
    pytest.param(
        "Ann Hale said Tom Roe claimed it was safe.", ["claim", "say"], id="speech"
    ),
    pytest.param("Ann Hale said she believed the dam was safe.", ["say"], id="thought"),
    pytest.param(
        "“I was told that it was safe,” Hale said.", ["say", "tell"], id="no agent"
    ),
]


@pytest.mark.parametrize(("text", "lemmas"), NESTED)
def test_nested_speech(text: str, lemmas: list[str]) -> None:
    """Speech inside an attribution is kept although the odds are against it."""
    against = model({"nested": -9.0}, {})
    found = kept(context(text, tagger=False), against)
    assert sorted(candidate.cue.lemma for candidate in found if candidate.cue) == lemmas


def kept_against_odds(*rows: str) -> list[str]:
    """Return the lemmas of the cues that are kept by a model that keeps nothing."""
    here = context_of(*rows)
    here = with_models(here, tagged=NEVER, plain=NEVER, prior=Logistic(0.0, {}))
    return [
        candidate.cue.lemma
        for candidate in classify_candidates(here, candidates_of(here))
        if candidate.cue
    ]


ORDERED = (
    "Roe/NNP>3:nsubj:pass was=be/VBD>3:aux:pass {verb}>0:root;Voice=Pass to/TO>5:mark "
    "leave/VB>3:xcomp"
)
COURT = (
    "It/PRP>2:nsubj fell=fall/VBD>5:ccomp ,/,>2:punct {noun}/NN>5:nsubj {verb}>0:root"
)
QUOTED = (
    "\"/``>2:punct No/UH>5:ccomp {stop}>2:punct \"/''>2:punct "
    "{{Cue groaned=groan/VBD>0:root }} Hale/NNP>5:nsubj"
)
BLUNT = (
    "The/DT>2:det {noun}/NN>4:nsubj was=be/VBD>4:cop {{Cue blunt/JJ>0:root }} "
    ":/:>7:punct {{Content it/PRP>7:nsubj fell=fall/VBD>4:parataxis }}"
)
CERTAIN = [
    pytest.param(BLUNT.format(noun="message"), ["blunt"], id="the message was"),
    pytest.param(BLUNT.format(noun="axe"), [], id="the axe was"),
    pytest.param(ORDERED.format(verb="ordered=order/VBN"), ["order"], id="ordered"),
    pytest.param(
        "As/IN>2:mark ordered=order/VBN>5:advcl;Voice=Pass to/TO>4:mark "
        "leave/VB>2:xcomp Roe/NNP>0:root",
        [],
        id="as ordered",
    ),
    pytest.param(
        COURT.format(noun="court", verb="heard=hear/VBD"),
        ["hear"],
        id="the court heard",
    ),
    pytest.param(COURT.format(noun="man", verb="heard=hear/VBD"), [], id="a man heard"),
    pytest.param(
        "Sunk/VBN>4:ccomp ,/,>1:punct court/NN>4:nsubj heard=hear/VBD>0:root",
        [],
        id="one word",
    ),
    pytest.param(
        COURT.format(noun="inquest", verb="told=tell/VBD"), ["tell"], id="inquest told"
    ),
    pytest.param(QUOTED.format(stop=",/,"), ["groan"], id="groaned at once"),
    pytest.param(QUOTED.format(stop=";/:"), [], id="a semicolon in the marks"),
]


@pytest.mark.parametrize(("row", "lemmas"), CERTAIN)
def test_addressed_reports_and_direct_speech(row: str, lemmas: list[str]) -> None:
    """Orders, what a court heard, and direct speech next to its cue are kept."""
    assert kept_against_odds(row) == lemmas


@pytest.mark.parametrize(("noun", "number"), [("acts/NNS", 0), ("reports/NNS", 1)])
def test_inanimate_showing(noun: str, number: int) -> None:
    """A document may show something; an act is no source."""
    lemma = noun.replace("s/", f"s={noun.partition('s/')[0]}/")
    row = f"{lemma}>2:nsubj show/VBP>0:root it/PRP>4:nsubj fell=fall/VBD>2:ccomp"
    assert len(kept(context_of(row), model({}, {}))) == number


SPEECH_ACTS = [
    pytest.param("condemned=condemn/VBD>{0}:{1} raids/NNS>{2}:obj", 1, id="condemned"),
    pytest.param("planned=plan/VBD>{0}:{1} raids/NNS>{2}:obj", 0, id="planned"),
    pytest.param(
        "complained=complain/VBD>{0}:{1} of/IN>{3}:case rain/NN>{2}:obl",
        1,
        id="complained",
    ),
]


@pytest.mark.parametrize(("rest", "number"), SPEECH_ACTS)
def test_speech_acts(rest: str, number: int) -> None:
    """A verb that denotes an act of speech is kept at any odds, nested or not."""
    outside = "Roe/NNP>2:nsubj " + rest.format(0, "root", 2, 4)
    said = "Hale/NNP>2:nsubj said=say/VBD>0:root Roe/NNP>4:nsubj "
    inside = said + rest.format(2, "ccomp", 4, 6)
    assert len(kept_against_odds(outside)) == number
    assert len(kept(context_of(inside), model({"nested": -9.0}, {}))) == 1 + number


def test_demands() -> None:
    """A demand for a thing is kept at any odds, unless it is nested."""
    row = "Roe/NNP>{0}:nsubj demanded=demand/VBD>{1} pay/NN>{0}:obj"
    said = "Hale/NNP>2:nsubj said=say/VBD>0:root "
    assert kept_against_odds(row.format(2, "0:root")) == ["demand"]
    inside = kept(
        context_of(said + row.format(4, "2:ccomp")), model({"nested": -9.0}, {})
    )
    assert [candidate.cue.lemma for candidate in inside if candidate.cue] == ["say"]


FORECASTS = [
    pytest.param(
        "prices/NNS>7:nsubj to/TO>7:mark rise=rise/VB>4:xcomp", 2, id="prices"
    ),
    pytest.param("to/TO>6:mark stay=stay/VB>4:xcomp", 1, id="oneself"),
]


@pytest.mark.parametrize(("rest", "number"), FORECASTS)
def test_forecasts_in_speech(rest: str, number: int) -> None:
    """A nested forecast counts, a nested intention does not."""
    row = (
        "Hale/NNP>2:nsubj said=say/VBD>0:root Roe/NNP>4:nsubj "
        f"expected=expect/VBD>2:ccomp {rest}"
    )
    assert len(kept(context_of(row), model({"nested": -9.0}, {}))) == number


NESTED_FRAMES = [
    pytest.param(
        "promised=promise/VBD", "to/TO>6:mark go/VB>4:xcomp", 2, id="promised"
    ),
    pytest.param("denied=deny/VBD", "going=go/VBG>4:xcomp", 2, id="denied"),
    pytest.param("rejected=reject/VBD", "it/PRP>4:obj", 1, id="a noun phrase"),
]


@pytest.mark.parametrize(("verb", "rest", "number"), NESTED_FRAMES)
def test_pledges_and_denials_in_speech(verb: str, rest: str, number: int) -> None:
    """A nested pledge or denial counts, with an infinitive or a gerund."""
    row = f"Hale/NNP>2:nsubj said=say/VBD>0:root Roe/NNP>4:nsubj {verb}>2:ccomp {rest}"
    found = kept(context_of(row), model({"nested": -9.0}, {}))
    assert len(found) == number


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


TAGGED = SAID.replace("said=say/VBD>0:root", "{Cue said=say/VBD>0:root }")
COLON = (
    "Hale/NNP>2:nsubj {Cue thundered=thunder/VBD>0:root } :/:>5:punct "
    "it/PRP>5:nsubj fell=fall/VBD>2:parataxis"
)
BESIDE = (
    "It/PRP>5:nsubj ,/,>4:punct Hale/NNP>4:nsubj {Cue said=say/VBD>5:parataxis } "
    "fell=fall/VBD>0:root"
)
WORDS = (
    "In/IN>3:case the/DT>3:det words=word/NNS>7:obl of/IN>5:case Hale/NNP>3:nmod "
    "it/PRP>7:nsubj fell=fall/VBD>0:root"
)
UNSAID = (
    "Hale/NNP>4:nsubj did=do/VBD>4:aux {}/RB>4:advmod say/VB>0:root why/WRB>4:ccomp"
)
CLEAR = [
    pytest.param(TAGGED, 0.0, 0, id="not clear"),
    pytest.param(TAGGED, 5.0, 1, id="clear by words and parse"),
    pytest.param(SAID, 5.0, 0, id="clear, but not tagged"),
    pytest.param(
        "{Cue Say/VB>0:root } it/PRP>3:nsubj fell=fall/VBD>1:ccomp",
        5.0,
        0,
        id="no source",
    ),
    pytest.param(BESIDE, 0.0, 1, id="beside its content"),
    pytest.param(COLON, 0.0, 0, id="an unknown word"),
    pytest.param(WORDS, 0.0, 1, id="in the words of"),
    pytest.param(WORDS.replace("words=word/NNS", "view/NN"), 0.0, 1, id="in the view"),
    pytest.param(UNSAID.format("not"), 0.0, 1, id="did not say why"),
    pytest.param(UNSAID.format("just"), 0.0, 0, id="did just say why"),
]


@pytest.mark.parametrize(("row", "clear", "number"), CLEAR)
def test_clear_reports(row: str, clear: float, number: int) -> None:
    """A known cue that is tagged too and clear is kept against the odds."""
    here = with_models(
        context_of(row), tagged=NEVER, plain=NEVER, prior=Logistic(clear, {})
    )
    assert len(classify_candidates(here, candidates_of(here))) == number


def test_announced_quotations() -> None:
    """A quotation after a tagged word and a colon is kept at any odds."""
    row = (
        "Hale/NNP>3:nmod:poss 's/POS>1:case {Cue answer/NN>4:nsubj } was=be/VBD>0:root "
        ':/:>4:punct "/``>8:punct It/PRP>8:nsubj fell=fall/VBD>4:parataxis ./.>8:punct '
        "\"/''>8:punct"
    )
    here = with_models(context_of(row), tagged=NEVER, plain=NEVER, prior=NOTHING)
    quotation = here.quotations[0]
    (cue,) = (c for c in find_cues(here) if c.lemma == "answer")
    candidate = Candidate(
        content=(Span(quotation.start, quotation.end),),
        cue=cue,
        cue_span=here.trees[0].span(cue.positions),
        source=noun_phrase(here.trees[0], 0),
    )
    assert len(classify_candidates(here, (candidate,))) == 1


CREDITED = [
    pytest.param("CNN", "addressee", 1, id="words to a medium"),
    pytest.param("CNN", "source", 0, id="the medium is the source"),
    pytest.param(None, None, 0, id="no outlet"),
]


@pytest.mark.parametrize(("outlet", "role", "number"), CREDITED)
def test_credited_outlets(
    outlet: str | None, role: OutletRole | None, number: int
) -> None:
    """Words said to, in or through a medium are kept at any odds."""
    here = context_of(SAID)
    (candidate,) = candidates_of(here)
    candidate = replace(candidate, outlet=outlet, outlet_role=role)
    here = with_models(here, tagged=NEVER, plain=NEVER, prior=NOTHING)
    assert len(classify_candidates(here, (candidate,))) == number
