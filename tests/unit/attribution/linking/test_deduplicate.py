"""Which of two candidates for the same act of speech remains."""

import pytest

from service.attribution.candidates import Candidate, CueCandidate, Form
from service.attribution.linking.deduplicate import deduplicate
from service.records import Span
from tests.support.builders import candidates_of, context_of

NOUN = (
    "Hale/NNP>2:nsubj {verb}>0:root a/DT>4:det {noun}>2:{rel} that/IN>7:mark "
    "it/PRP>7:nsubj fell=fall/VBD>4:acl ./.>2:punct"
)

VERB_OR_NOUN = [
    pytest.param("issued=issue/VBD", "warning/NN", ["warning"], id="light"),
    pytest.param("repeated=repeat/VBD", "claim/NN", ["repeat"], id="full"),
    pytest.param("saw=see/VBD", "warning/NN", ["warning"], id="no verb of saying"),
]


@pytest.mark.parametrize(("verb", "noun", "lemmas"), VERB_OR_NOUN)
def test_verb_or_noun(verb: str, noun: str, lemmas: list[str]) -> None:
    """The noun remains after a light verb or one without a candidate, else the verb."""
    here = context_of(NOUN.format(verb=verb, noun=noun, rel="obj"))
    found = deduplicate(here, candidates_of(here))
    assert [candidate.cue.lemma for candidate in found if candidate.cue] == lemmas


def test_other_nouns_stay() -> None:
    """A noun that is not the object of the verb remains beside it."""
    here = context_of(NOUN.format(verb="spoke=speak/VBD", noun="claim/NN", rel="obl"))
    candidates = candidates_of(here)
    assert deduplicate(here, candidates) == candidates


def test_nouns_without_a_verb_stay() -> None:
    """A noun that is the root of its sentence remains."""
    here = context_of(NOUN.format(verb="saw=see/VBD", noun="claim/NN", rel="root"))
    candidates = candidates_of(here)
    assert deduplicate(here, candidates) == candidates


def candidate(head: int, form: Form, *positions: int, content: int = 9) -> Candidate:
    """Return a candidate of one sentence whose cue has those tokens."""
    cue = CueCandidate(0, head, positions or (head,), "say", form, frozenset())
    return Candidate(content=(Span(0, content),), cue=cue)


PARTS_AND_REPEATS = [
    pytest.param(
        candidate(1, "verb"), candidate(3, "verb", 1, 2, 3), [1], id="refused to say"
    ),
    pytest.param(candidate(1, "verb"), candidate(3, "verb"), [0, 1], id="apart"),
    pytest.param(
        candidate(3, "noun"), candidate(1, "verb"), [1], id="said in a statement that"
    ),
    pytest.param(
        candidate(3, "noun"),
        candidate(1, "verb", content=5),
        [0, 1],
        id="other contents",
    ),
    pytest.param(
        Candidate(content=(Span(0, 9),)), candidate(1, "verb"), [0, 1], id="no cue"
    ),
]


@pytest.mark.parametrize(("one", "other", "kept"), PARTS_AND_REPEATS)
def test_parts_of_cues_and_repeats(
    one: Candidate, other: Candidate, kept: list[int]
) -> None:
    """A part of a longer cue is dropped, and a noun with the content of a verb."""
    here = context_of(NOUN.format(verb="saw=see/VBD", noun="claim/NN", rel="obl"))
    both = (one, other)
    assert deduplicate(here, both) == tuple(both[index] for index in kept)


DECLINED = [
    pytest.param("comment", "decline", id="declined to comment on"),
    pytest.param("confirm", "confirm", id="declined to confirm that"),
]


@pytest.mark.parametrize(("verb", "kept"), DECLINED)
def test_declining_to_comment(verb: str, kept: str) -> None:
    """With "comment" the first verb remains, with a verb of content the second."""
    here = context_of(
        "Hale/NNP>2:nsubj declined=decline/VBD>0:root to/TO>4:mark "
        f"{verb}/VB>2:xcomp on/IN>6:case that/DT.PRON>4:obl"
        if verb == "comment"
        else "Hale/NNP>2:nsubj declined=decline/VBD>0:root to/TO>4:mark "
        f"{verb}/VB>2:xcomp it/PRP>6:nsubj fell=fall/VBD>4:ccomp"
    )
    found = deduplicate(here, candidates_of(here))
    assert [candidate.cue.lemma for candidate in found if candidate.cue] == [kept]


def test_a_noun_with_another_source() -> None:
    """A noun with another source than its verb remains instead of the verb."""
    here = context_of(
        "Roe/NNP>2:nsubj denied=deny/VBD>0:root Hale/NNP>5:nmod:poss 's/POS>3:case "
        "claim/NN>2:obj that/IN>8:mark it/PRP>8:nsubj fell=fall/VBD>5:acl ./.>2:punct"
    )
    found = deduplicate(here, candidates_of(here))
    assert [candidate.cue.lemma for candidate in found if candidate.cue] == ["claim"]
