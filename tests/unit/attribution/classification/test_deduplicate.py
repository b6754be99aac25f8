"""One act of speech, one candidate."""

import pytest

from service.attribution.candidates import Candidate, CueCandidate
from service.attribution.classification.deduplicate import deduplicate
from service.records import Span
from tests.support.builders import candidates_of, context_of

NOUN = (
    "Hale/NNP>2:nsubj {verb}>0:root a/DT>4:det {noun}>2:{rel} that/IN>7:mark "
    "it/PRP>7:nsubj fell=fall/VBD>4:acl ./.>2:punct"
)

RIVALS = [
    pytest.param("issued=issue/VBD", "warning/NN", ["warning"], id="light"),
    pytest.param("repeated=repeat/VBD", "claim/NN", ["repeat"], id="full"),
    pytest.param("saw=see/VBD", "warning/NN", ["warning"], id="no verb of saying"),
]


@pytest.mark.parametrize(("verb", "noun", "lemmas"), RIVALS)
def test_verb_or_noun(verb: str, noun: str, lemmas: list[str]) -> None:
    """A light verb gives way to its noun, any other verb takes its noun in."""
    here = context_of(NOUN.format(verb=verb, noun=noun, rel="obj"))
    found = deduplicate(here, candidates_of(here))
    assert [d.cue.lemma for d in found if d.cue] == lemmas


def test_other_nouns_stay() -> None:
    """A noun that is not the verb's object is no rival."""
    here = context_of(NOUN.format(verb="spoke=speak/VBD", noun="claim/NN", rel="obl"))
    candidates = candidates_of(here)
    assert deduplicate(here, candidates) == candidates


def test_candidates_without_a_cue_stay() -> None:
    """What has no cue has no rival."""
    here = context_of(NOUN.format(verb="saw=see/VBD", noun="claim/NN", rel="root"))
    candidates = candidates_of(here)
    assert deduplicate(here, candidates) == candidates


def candidate(head: int, form: str, *positions: int, content: int = 9) -> Candidate:
    """Return a candidate of one sentence whose cue has those tokens."""
    cue = CueCandidate(0, head, positions or (head,), "say", form, frozenset())
    return Candidate(content=(Span(0, content),), cue=cue)


CARRIERS = [
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


@pytest.mark.parametrize(("one", "other", "kept"), CARRIERS)
def test_carriers_and_repeats(
    one: Candidate, other: Candidate, kept: list[int]
) -> None:
    """A carrier goes with what it carries, a noun with the verb of the same words."""
    here = context_of(NOUN.format(verb="saw=see/VBD", noun="claim/NN", rel="obl"))
    both = (one, other)
    assert deduplicate(here, both) == tuple(both[index] for index in kept)


SILENT = [
    pytest.param("comment", "decline", id="declined to comment on"),
    pytest.param("confirm", "confirm", id="declined to confirm that"),
]


@pytest.mark.parametrize(("verb", "kept"), SILENT)
def test_declining_to_comment(verb: str, kept: str) -> None:
    """To comment is what was declined; to confirm only carries the words."""
    here = context_of(
        "Hale/NNP>2:nsubj declined=decline/VBD>0:root to/TO>4:mark "
        f"{verb}/VB>2:xcomp on/IN>6:case that/DT.PRON>4:obl"
        if verb == "comment"
        else "Hale/NNP>2:nsubj declined=decline/VBD>0:root to/TO>4:mark "
        f"{verb}/VB>2:xcomp it/PRP>6:nsubj fell=fall/VBD>4:ccomp"
    )
    found = deduplicate(here, candidates_of(here))
    assert [d.cue.lemma for d in found if d.cue] == [kept]


def test_an_owner_of_its_own() -> None:
    """A noun with another speaker than its verb is another act of speech."""
    here = context_of(
        "Roe/NNP>2:nsubj denied=deny/VBD>0:root Hale/NNP>5:nmod:poss 's/POS>3:case "
        "claim/NN>2:obj that/IN>8:mark it/PRP>8:nsubj fell=fall/VBD>5:acl ./.>2:punct"
    )
    found = deduplicate(here, candidates_of(here))
    assert [d.cue.lemma for d in found if d.cue] == ["claim"]
