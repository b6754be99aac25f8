"""Pronouns of the first person in quotations."""

import pytest

from service.attribution.candidates import Candidate
from service.attribution.context import Context
from service.attribution.coref.entities import Entity
from service.attribution.coref.mentions.first_person_mentions import (
    first_person_mentions,
)
from service.records import Span, SpeakerType
from tests.support.builders import Row, context, context_of

SAID = "\"/``>4:punct {0} ,/,>4:punct \"/''>4:punct Roe/NNP>8:nsubj said=say/VBD>0:root"
LEFT = "{0}>4:nsubj left=leave/VBD>8:ccomp town/NN>4:obj"
OWE = "Dogs/NNS>4:nsubj owe/VBP>8:ccomp {0}>4:obj"


def words_of(
    article: Context, candidates: list[Candidate], entities: list[Entity | None]
) -> dict[int, list[str]]:
    """Return the pronouns that are found, by the number of the speaker."""
    found = first_person_mentions(article, candidates, entities)
    return {
        number: [article.text[s.start : s.end] for s in spans]
        for number, spans in found.items()
    }


def span(article: Context, words: str) -> Span:
    """Return the place of some words."""
    start = article.text.index(words)
    return Span(start, start + len(words))


def candidate(article: Context, content: str, cue: str | None) -> Candidate:
    """Return an attribution of a content by a cue."""
    cue_span = None if cue is None else span(article, cue)
    return Candidate((span(article, content),), cue_span=cue_span)


FORMS = [
    pytest.param(LEFT.format("I/PRP"), "person", ["I"], id="I"),
    pytest.param(OWE.format("me/PRP"), "person", ["me"], id="me"),
    pytest.param(OWE.format("myself/PRP"), "unknown", ["myself"], id="unknown type"),
    pytest.param(LEFT.format("We/PRP"), "organization", ["We"], id="we"),
    pytest.param(OWE.format("us/PRP"), "group", ["us"], id="us"),
    pytest.param(OWE.format("US/PRP"), "group", [], id="the country"),
    pytest.param(OWE.format("mine/NN"), "person", [], id="a coal mine"),
    pytest.param(LEFT.format("We/PRP"), "person", [], id="a person for others"),
    pytest.param(LEFT.format("I/PRP"), "organization", [], id="I of an organisation"),
    pytest.param(LEFT.format("She/PRP"), "person", [], id="third person"),
]


@pytest.mark.parametrize(("quoted", "kind", "expected"), FORMS)
def test_forms(quoted: str, kind: SpeakerType, expected: list[str]) -> None:
    """A form of "I" refers to a person who is quoted, of "we" to a body or group."""
    article = context_of(SAID.format(quoted))
    attribution = candidate(article, article.text.partition(" Roe")[0], "said")
    entity = Entity("Roe", kind, number=3)

    found = words_of(article, [attribution], [entity])

    assert found == ({3: expected} if expected else {})


def test_words_outside_quotations() -> None:
    """The author of the article is no speaker of a content without marks."""
    article = context_of(
        "Roe/NNP>2:nsubj said=say/VBD>0:root I/PRP>4:nsubj left=leave/VBD>2:ccomp"
    )
    attribution = candidate(article, "I left", "said")

    assert words_of(article, [attribution], [Entity("Roe", "person")]) == {}


REPORTED = (
    '"/``>3:punct She/PRP>3:nsubj said=say/VBD>9:ccomp I/PRP>5:nsubj '
    "lied=lie/VBD>3:ccomp ,/,>3:punct \"/''>3:punct Roe/NNP>9:nsubj "
    "added=add/VBD>0:root"
)


@pytest.mark.parametrize("step", [1, -1], ids=["in order", "inner first"])
def test_a_report_in_a_quotation(step: int) -> None:
    """The pronoun in what somebody reports without marks is who reports it."""
    article = context_of(REPORTED)
    outer = candidate(article, article.text.partition(" Roe")[0], "added")
    pairs = [
        (outer, Entity("Roe", "person", number=1)),
        (candidate(article, "I lied", "said"), Entity("Low", "person", number=2)),
    ][::step]

    found = words_of(article, [c for c, _ in pairs], [e for _, e in pairs])

    assert found == {1: ["I"]}


NESTED_TEXT = "\"She said 'I lied' to me\" Roe added"
NESTED = (
    "\"/``>3:punct She/PRP>3:nsubj said=say/VBD>12:ccomp '/``>6:punct I/PRP>6:nsubj "
    "lied=lie/VBD>3:ccomp '/''>6:punct to/IN>9:case me/PRP>3:obl \"/''>3:punct "
    "Roe/NNP>12:nsubj added=add/VBD>0:root"
)
SPEAKERS = [
    pytest.param(Entity("Low", "person", number=2), {1: ["me"], 2: ["I"]}, id="known"),
    pytest.param(None, {1: ["me"]}, id="unknown"),
    pytest.param(
        Entity("Selby Bank", "organization", number=2), {1: ["me"]}, id="of other type"
    ),
]


@pytest.mark.parametrize(("inner", "expected"), SPEAKERS)
def test_a_quotation_in_a_quotation(
    inner: Entity | None, expected: dict[int, list[str]]
) -> None:
    """The pronoun is the speaker of the innermost quotation, if its type agrees."""
    article = context(NESTED_TEXT, [Row.read(NESTED)])
    outer = candidate(article, NESTED_TEXT.partition(" Roe")[0], "added")
    nested = candidate(article, "'I lied'", "said")
    speaker = Entity("Roe", "person", number=1)

    assert words_of(article, [nested, outer], [inner, speaker]) == expected
    assert words_of(article, [outer], [speaker]) == {1: ["me"]}


def test_a_quotation_without_a_cue() -> None:
    """A quotation that goes on in the next paragraph has the speaker of the first."""
    article = context_of(SAID.format(LEFT.format("I/PRP")))
    attribution = candidate(article, article.text.partition(" Roe")[0], None)
    entity = Entity("Roe", "person", number=4)

    assert words_of(article, [attribution], [entity]) == {4: ["I"]}
