"""Which candidates are kept, and how sure that is."""

import pytest
from msgspec.structs import replace

from service.attribution.candidates import Candidate
from service.attribution.classification.classify import (
    classifier_features,
    classify_candidates,
    is_nested,
)
from service.attribution.classification.features import has_tagger
from service.attribution.classification.logistic import Classifier, KeepModel, Logistic
from service.attribution.context import Context
from service.attribution.cues.detect_cues import find_cues
from service.attribution.syntax.noun_phrases import noun_phrase
from service.records import Span
from tests.support.builders import candidates_of, context_of
from tests.support.treebank import context

SAID = "Hale/NNP>2:nsubj said=say/VBD>0:root it/PRP>4:nsubj fell=fall/VBD>2:ccomp"
NOTHING = Logistic(0.0, {})


def model(
    keep: dict[str, float], sure: dict[str, float], prior: float = 0.0
) -> KeepModel:
    """Return a judge that starts from even odds."""
    return KeepModel(
        Logistic(0.0, keep, prior), Logistic(0.0, sure, prior), threshold=0.0
    )


def judged_by(
    here: Context, *, tagged: KeepModel, plain: KeepModel, prior: Logistic
) -> Context:
    """Return the context with other numbers in its lexicon."""
    numbers = Classifier(prior=prior, tagged=tagged, plain=plain, uncued=0.7)
    return replace(here, classifier=numbers)


def kept(
    here: Context, plain: KeepModel, *, prior: Logistic = NOTHING
) -> list[Candidate]:
    """Return what a judge keeps of a context without tags."""
    never = model({"form verb": -99.0}, {})
    numbered = judged_by(here, tagged=never, plain=plain, prior=prior)
    return list(classify_candidates(numbered, candidates_of(numbered)))


THRESHOLD = [
    pytest.param({}, 1, id="at the threshold"),
    pytest.param({"form verb": -0.1}, 0, id="below"),
    pytest.param({"form verb": 0.1}, 1, id="above"),
    pytest.param({"form verb": -1.0, "known": 2.0}, 1, id="the sum counts"),
    pytest.param({"addressee": -9.0}, 1, id="a feature that does not hold"),
]


@pytest.mark.parametrize(("weights", "number"), THRESHOLD)
def test_threshold(weights: dict[str, float], number: int) -> None:
    """A candidate is kept from the threshold on."""
    assert len(kept(context_of(SAID), model(weights, {}))) == number


def test_confidence_is_another_question() -> None:
    """How sure a kept candidate is comes from the second model, to two decimals."""
    (candidate,) = kept(context_of(SAID), model({}, {"form verb": 2.0}))
    assert candidate.confidence == 0.88


def test_the_prior_counts() -> None:
    """The prior's log-odds are weighed with the rest."""
    prior = Logistic(0.0, {"lemma verb say": -3.0})
    assert kept(context_of(SAID), model({}, {}, prior=1.0), prior=prior) == []
    assert len(kept(context_of(SAID), model({}, {}, prior=-1.0), prior=prior)) == 1


def test_lemmas_count_in_the_prior_alone() -> None:
    """Words are weighed by the prior, which saw many articles, and nowhere else."""
    here = context_of(SAID)
    (candidate,) = candidates_of(here)
    _, features = classifier_features(here, candidate, nested=False)
    assert not [f for f in features if f.startswith("lemma")]
    assert "frame verb that" in features


def test_the_tagger_has_a_judge_of_its_own() -> None:
    """Where the tagger ran its judge decides, elsewhere the other."""
    row = SAID.replace("said=say/VBD>0:root", "{Cue said=say/VBD>0:root }")
    for text, tagged in ((row, True), (SAID, False)):
        here = judged_by(
            context_of(text),
            tagged=model({"tag cue": 1.0}, {"tag cue": 9.0}),
            plain=model({"form verb": -1.0}, {}),
            prior=NOTHING,
        )
        assert has_tagger(here) is tagged
        found = classify_candidates(here, candidates_of(here))
        assert [candidate.confidence for candidate in found] == (
            [1.0] if tagged else []
        )


def test_first_persons_at_the_moment_of_speaking() -> None:
    """In a quotation "I think" is said, not reported; "I told" is reported."""
    text = "“I think the dam is safe,” Ann Hale said."
    past = "“I told him that the dam is safe,” Ann Hale said."
    always = model({}, {})
    cues = [d.cue.lemma for d in kept(context(text, tagger=False), always) if d.cue]
    assert cues == ["say"]
    cues = [d.cue.lemma for d in kept(context(past, tagger=False), always) if d.cue]
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
        id="a question, with what carries it",
    ),
]


@pytest.mark.parametrize(("row", "number"), THOUGHTS)
def test_what_nobody_needs_to_have_said(row: str, number: int) -> None:
    """Wishes for a thing, aims and knowledge are no attributions at any odds."""
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
def test_speech_in_speech_needs_no_odds(text: str, lemmas: list[str]) -> None:
    """Speech inside another attribution is kept though the odds are against it."""
    against = model({"nested": -9.0}, {})
    found = kept(context(text, tagger=False), against)
    assert sorted(d.cue.lemma for d in found if d.cue) == lemmas


def against(*rows: str) -> list[str]:
    """Return the lemmas of the cues that are kept against all odds."""
    never = KeepModel(Logistic(-9.0, {}), Logistic(0.0, {}), threshold=0.0)
    here = context_of(*rows)
    here = judged_by(here, tagged=never, plain=never, prior=Logistic(0.0, {}))
    return [
        d.cue.lemma for d in classify_candidates(here, candidates_of(here)) if d.cue
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
    pytest.param(QUOTED.format(stop=";/:"), [], id="nothing leads on"),
]


@pytest.mark.parametrize(("row", "lemmas"), CERTAIN)
def test_what_is_passed_on_or_quoted_needs_no_odds(row: str, lemmas: list[str]) -> None:
    """Orders to somebody, what a court heard, and words in marks beside the cue."""
    assert against(row) == lemmas


@pytest.mark.parametrize(("noun", "number"), [("acts/NNS", 0), ("reports/NNS", 1)])
def test_what_things_show(noun: str, number: int) -> None:
    """A document shows that something is so; an act is no source."""
    lemma = noun.replace("s/", f"s={noun.partition('s/')[0]}/")
    row = f"{lemma}>2:nsubj show/VBP>0:root it/PRP>4:nsubj fell=fall/VBD>2:ccomp"
    assert len(kept(context_of(row), model({}, {}))) == number


OUTSPOKEN = [
    pytest.param("condemned=condemn/VBD>{0}:{1} raids/NNS>{2}:obj", 1, id="condemned"),
    pytest.param("planned=plan/VBD>{0}:{1} raids/NNS>{2}:obj", 0, id="planned"),
    pytest.param(
        "complained=complain/VBD>{0}:{1} of/IN>{3}:case rain/NN>{2}:obl",
        1,
        id="complained",
    ),
]


@pytest.mark.parametrize(("rest", "number"), OUTSPOKEN)
def test_what_is_done_by_speaking_needs_no_odds(rest: str, number: int) -> None:
    """Condemning a thing is a record at any odds, inside speech and outside it."""
    outside = "Roe/NNP>2:nsubj " + rest.format(0, "root", 2, 4)
    said = "Hale/NNP>2:nsubj said=say/VBD>0:root Roe/NNP>4:nsubj "
    inside = said + rest.format(2, "ccomp", 4, 6)
    assert len(against(outside)) == number
    assert len(kept(context_of(inside), model({"nested": -9.0}, {}))) == 1 + number


def test_demands() -> None:
    """A demand for a thing is a record at any odds, but not inside speech."""
    row = "Roe/NNP>{0}:nsubj demanded=demand/VBD>{1} pay/NN>{0}:obj"
    said = "Hale/NNP>2:nsubj said=say/VBD>0:root "
    assert against(row.format(2, "0:root")) == ["demand"]
    inside = kept(
        context_of(said + row.format(4, "2:ccomp")), model({"nested": -9.0}, {})
    )
    assert [d.cue.lemma for d in inside if d.cue] == ["say"]


FORESEEN = [
    pytest.param(
        "prices/NNS>7:nsubj to/TO>7:mark rise=rise/VB>4:xcomp", 2, id="prices"
    ),
    pytest.param("to/TO>6:mark stay=stay/VB>4:xcomp", 1, id="oneself"),
]


@pytest.mark.parametrize(("rest", "number"), FORESEEN)
def test_forecasts_in_speech(rest: str, number: int) -> None:
    """Inside speech, what somebody expects of others counts."""
    row = (
        "Hale/NNP>2:nsubj said=say/VBD>0:root Roe/NNP>4:nsubj "
        f"expected=expect/VBD>2:ccomp {rest}"
    )
    assert len(kept(context_of(row), model({"nested": -9.0}, {}))) == number


INSIDE = [
    pytest.param(
        "promised=promise/VBD", "to/TO>6:mark go/VB>4:xcomp", 2, id="promised"
    ),
    pytest.param("denied=deny/VBD", "going=go/VBG>4:xcomp", 2, id="denied"),
    pytest.param("rejected=reject/VBD", "it/PRP>4:obj", 1, id="a noun phrase"),
]


@pytest.mark.parametrize(("verb", "rest", "number"), INSIDE)
def test_pledges_and_denials_in_speech(verb: str, rest: str, number: int) -> None:
    """Inside speech a pledge and a denial count, with an infinitive or a gerund."""
    row = f"Hale/NNP>2:nsubj said=say/VBD>0:root Roe/NNP>4:nsubj {verb}>2:ccomp {rest}"
    found = kept(context_of(row), model({"nested": -9.0}, {}))
    assert len(found) == number


def test_what_a_speaker_perceived() -> None:
    """What somebody saw is told in a quotation, not thought."""
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
PLAIN = [
    pytest.param(TAGGED, 0.0, 0, id="not clear"),
    pytest.param(TAGGED, 5.0, 1, id="clear by words and parse"),
    pytest.param(SAID, 5.0, 0, id="clear, but not tagged"),
    pytest.param(
        "{Cue Say/VB>0:root } it/PRP>3:nsubj fell=fall/VBD>1:ccomp",
        5.0,
        0,
        id="nobody speaks",
    ),
    pytest.param(BESIDE, 0.0, 1, id="beside its content"),
    pytest.param(COLON, 0.0, 0, id="an unknown word"),
    pytest.param(WORDS, 0.0, 1, id="in the words of"),
    pytest.param(WORDS.replace("words=word/NNS", "view/NN"), 0.0, 1, id="in the view"),
    pytest.param(UNSAID.format("not"), 0.0, 1, id="did not say why"),
    pytest.param(UNSAID.format("just"), 0.0, 0, id="did just say why"),
]


@pytest.mark.parametrize(("row", "clear", "number"), PLAIN)
def test_plain_cases_need_no_odds(row: str, clear: float, number: int) -> None:
    """A known cue that is tagged too and clear is kept against the odds."""
    against = KeepModel(Logistic(-9.0, {}), Logistic(0.0, {}), threshold=0.0)
    here = judged_by(
        context_of(row), tagged=against, plain=against, prior=Logistic(clear, {})
    )
    assert len(classify_candidates(here, candidates_of(here))) == number


def test_an_announced_quotation_needs_no_odds() -> None:
    """What follows a tagged word and a colon in quotation marks is said."""
    row = (
        "Hale/NNP>3:nmod:poss 's/POS>1:case {Cue answer/NN>4:nsubj } was=be/VBD>0:root "
        ':/:>4:punct "/``>8:punct It/PRP>8:nsubj fell=fall/VBD>4:parataxis ./.>8:punct '
        "\"/''>8:punct"
    )
    against = KeepModel(Logistic(-9.0, {}), Logistic(0.0, {}), threshold=0.0)
    here = judged_by(context_of(row), tagged=against, plain=against, prior=NOTHING)
    quotation = here.quotations[0]
    (cue,) = (c for c in find_cues(here) if c.lemma == "answer")
    candidate = Candidate(
        content=(Span(quotation.start, quotation.end),),
        cue=cue,
        cue_span=here.trees[0].span(cue.positions),
        source=noun_phrase(here.trees[0], 0),
    )
    assert len(classify_candidates(here, (candidate,))) == 1


def test_marks_need_no_judge() -> None:
    """A label before a colon is no verb to be weighed."""
    here = judged_by(
        context_of(SAID), tagged=model({}, {}), plain=model({}, {}), prior=NOTHING
    )
    mark = Candidate(content=(Span(0, 4),), frame="verbless")
    (found,) = classify_candidates(here, (mark,))
    assert found.confidence == 0.7


def test_nested_by_the_cue() -> None:
    """A candidate is nested if its cue stands in another's content."""
    outer = Candidate(content=(Span(5, 20),), cue_span=Span(0, 4))
    inner = Candidate(content=(Span(12, 20),), cue_span=Span(6, 10))
    without = Candidate(content=(Span(12, 20),))
    both = (outer, inner)
    assert [is_nested(both, d) for d in (outer, inner, without)] == [False, True, False]


def test_candidates_are_only_given_a_confidence() -> None:
    """Nothing else of a candidate is changed."""
    here = context_of(SAID)
    (candidate,) = candidates_of(here)
    (found,) = kept(here, model({}, {}))
    assert replace(found, confidence=candidate.confidence) == candidate
