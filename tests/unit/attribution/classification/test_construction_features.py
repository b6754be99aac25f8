"""Constructions that mark a candidate as an attribution, as features."""

import pytest
from msgspec.structs import replace

from service.attribution.candidates import Candidate, OutletRole
from service.attribution.classification.construction_features import (
    construction_features,
)
from service.attribution.context import Context
from service.attribution.cues.detect_cues import find_cues
from service.attribution.syntax.noun_phrases import noun_phrase
from service.records import Span
from tests.support.builders import candidates_of, context_of

SAID = "Hale/NNP>2:nsubj said=say/VBD>0:root it/PRP>4:nsubj fell=fall/VBD>2:ccomp"


def constructions(here: Context, candidate: Candidate) -> set[str]:
    """Return the constructions of a candidate, taken for an outermost one."""
    found = construction_features(here, candidate, nested=False)
    return {name.removesuffix(" outermost") for name in found}


def constructions_of(*rows: str) -> list[set[str]]:
    """Return the constructions of each candidate of the sentences."""
    here = context_of(*rows)
    return [constructions(here, one) for one in candidates_of(here)]


@pytest.mark.parametrize("nested", [True, False])
def test_the_place_is_in_the_name(*, nested: bool) -> None:
    """The same construction has another name inside another candidate."""
    here = context_of("Roe/NNP>2:nsubj condemned=condemn/VBD>0:root raids/NNS>2:obj")
    (candidate,) = candidates_of(here)
    found = construction_features(here, candidate, nested=nested)
    place = "nested" if nested else "outermost"
    assert f"speech act {place}" in set(found)


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
ADDRESSED = ["addressed report"]
DIRECT = ["direct speech"]
CERTAIN = [
    pytest.param(BLUNT.format(noun="message"), DIRECT, id="the message was"),
    pytest.param(BLUNT.format(noun="axe"), [], id="the axe was"),
    pytest.param(ORDERED.format(verb="ordered=order/VBN"), ADDRESSED, id="ordered"),
    pytest.param(
        "As/IN>2:mark ordered=order/VBN>5:advcl;Voice=Pass to/TO>4:mark "
        "leave/VB>2:xcomp Roe/NNP>0:root",
        [],
        id="as ordered",
    ),
    pytest.param(
        COURT.format(noun="court", verb="heard=hear/VBD"),
        ADDRESSED,
        id="the court heard",
    ),
    pytest.param(COURT.format(noun="man", verb="heard=hear/VBD"), [], id="a man heard"),
    pytest.param(
        "Sunk/VBN>4:ccomp ,/,>1:punct court/NN>4:nsubj heard=hear/VBD>0:root",
        [],
        id="one word",
    ),
    pytest.param(
        COURT.format(noun="inquest", verb="told=tell/VBD"),
        ADDRESSED,
        id="inquest told",
    ),
    pytest.param(QUOTED.format(stop=",/,"), DIRECT, id="groaned at once"),
    pytest.param(QUOTED.format(stop=";/:"), [], id="a semicolon in the marks"),
]


@pytest.mark.parametrize(("row", "names"), CERTAIN)
def test_addressed_reports_and_direct_speech(row: str, names: list[str]) -> None:
    """Orders, what a court heard, and direct speech next to its cue."""
    relevant = {"addressed report", "direct speech"}
    found = [name for one in constructions_of(row) for name in one & relevant]
    assert found == names


SPEECH_ACTS = [
    pytest.param("condemned=condemn/VBD>0:root raids/NNS>2:obj", True, id="condemned"),
    pytest.param("demanded=demand/VBD>0:root pay/NN>2:obj", True, id="demanded"),
    pytest.param("rejected=reject/VBD>0:root raids/NNS>2:obj", False, id="rejected"),
    pytest.param(
        "complained=complain/VBD>0:root of/IN>4:case rain/NN>2:obl",
        True,
        id="complained",
    ),
]


@pytest.mark.parametrize(("rest", "act"), SPEECH_ACTS)
def test_speech_acts(rest: str, *, act: bool) -> None:
    """A verb that denotes an act of speech, with a source."""
    (found,) = constructions_of("Roe/NNP>2:nsubj " + rest)
    assert ("speech act" in found) == act


SPEECH_IN_SPEECH = [
    pytest.param(
        "expected=expect/VBD>0:root prices/NNS>5:nsubj to/TO>5:mark "
        "rise=rise/VB>2:xcomp",
        True,
        id="prices",
    ),
    pytest.param(
        "expected=expect/VBD>0:root to/TO>4:mark stay=stay/VB>2:xcomp",
        False,
        id="oneself",
    ),
    pytest.param(
        "promised=promise/VBD>0:root to/TO>4:mark go/VB>2:xcomp", True, id="promised"
    ),
    pytest.param("denied=deny/VBD>0:root going=go/VBG>2:xcomp", True, id="denied"),
    pytest.param("rejected=reject/VBD>0:root raids/NNS>2:obj", False, id="a thing"),
    pytest.param(
        "believed=believe/VBD>0:root it/PRP>4:nsubj fell=fall/VBD>2:ccomp",
        False,
        id="thought",
    ),
]


@pytest.mark.parametrize(("rest", "holds"), SPEECH_IN_SPEECH)
def test_speech_in_speech(rest: str, *, holds: bool) -> None:
    """Speech that counts inside an attribution too: pledges, denials, forecasts."""
    (found,) = constructions_of("Roe/NNP>2:nsubj " + rest)
    assert ("speech in speech" in found) == holds


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
    pytest.param(SAID, set[str](), id="none of them"),
    pytest.param(BESIDE, {"parenthetical"}, id="beside its content"),
    pytest.param(WORDS, {"direct speech"}, id="in the words of"),
    pytest.param(
        WORDS.replace("words=word/NNS", "view/NN"), {"direct speech"}, id="in the view"
    ),
    pytest.param(UNSAID.format("not"), {"denied answer"}, id="did not say why"),
    pytest.param(UNSAID.format("just"), set[str](), id="did just say why"),
]


@pytest.mark.parametrize(("row", "names"), CLEAR)
def test_clear_reports(row: str, names: set[str]) -> None:
    """Parentheses, stated wordings and denied answers."""
    (found,) = constructions_of(row)
    assert found - {"speech in speech"} == names


def test_announced_quotations() -> None:
    """A quotation after a tagged word and a colon is direct speech."""
    row = (
        "Hale/NNP>3:nmod:poss 's/POS>1:case {Cue answer/NN>4:nsubj } was=be/VBD>0:root "
        ':/:>4:punct "/``>8:punct It/PRP>8:nsubj fell=fall/VBD>4:parataxis ./.>8:punct '
        "\"/''>8:punct"
    )
    here = context_of(row)
    quotation = here.quotations[0]
    (cue,) = (c for c in find_cues(here) if c.lemma == "answer")
    candidate = Candidate(
        content=(Span(quotation.start, quotation.end),),
        cue=cue,
        cue_span=here.trees[0].span(cue.positions),
        source=noun_phrase(here.trees[0], 0),
    )
    assert "direct speech" in constructions(here, candidate)


CREDITED = [
    pytest.param("CNN", "addressee", True, id="words to a medium"),
    pytest.param("CNN", "source", False, id="the medium is the source"),
    pytest.param(None, None, False, id="no outlet"),
]


@pytest.mark.parametrize(("outlet", "role", "credited"), CREDITED)
def test_credited_outlets(
    outlet: str | None, role: OutletRole | None, *, credited: bool
) -> None:
    """Words said to, in or through a medium."""
    here = context_of(SAID)
    (candidate,) = candidates_of(here)
    candidate = replace(candidate, outlet=outlet, outlet_role=role)
    assert ("credited outlet" in constructions(here, candidate)) == credited
