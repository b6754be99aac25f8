"""Which words are cue candidates: verbs, nouns, adjectives and phrases."""

import pytest

from service.attribution.candidates import CueCandidate
from service.attribution.context import Context
from service.attribution.cues.detect_cues import find_cues
from service.records import Span
from tests.support.builders import Marked, context_of
from tests.support.treebank import context, cue_of


def spans_of(context: Context) -> list[Span]:
    """Return the spans of the candidates, from first to last word."""
    return [context.trees[c.tree].span(c.positions) for c in find_cues(context)]


def candidate(marked: str) -> CueCandidate:
    """Return the candidate that stands exactly at the marked cue."""
    wanted = Marked.read(marked)
    here = context(wanted.text)
    places = dict(zip(spans_of(here), find_cues(here), strict=True))
    return places[cue_of(wanted)]


VERBS = [
    pytest.param("The bridge, Hale <insisted>, is safe.", "insist", id="inserted"),
    pytest.param("Hale waved, <saying> the bridge was safe.", "say", id="participle"),
]


@pytest.mark.parametrize(("marked", "lemma"), VERBS)
def test_verbs(marked: str, lemma: str) -> None:
    """A reporting verb is found wherever it stands in the sentence."""
    cue = candidate(marked)
    assert (cue.form, cue.lemma, cue.kind) == ("verb", lemma, "speech")


OTHERS = [
    pytest.param(
        "Residents <believe> the bridge is safe.", "verb", "thought", id="belief"
    ),
    pytest.param(
        "Hale repeated her <claim> that the bridge was safe.",
        "noun",
        "speech",
        id="noun",
    ),
    pytest.param(
        "Residents voiced <fears> that the bridge would fall.",
        "noun",
        "thought",
        id="noun of thought",
    ),
    pytest.param(
        "Hale <is confident> that the bridge will hold.",
        "adjective",
        "thought",
        id="adjective",
    ),
    pytest.param(
        "As Hale <put it>, the bridge is safe.", "verb", "speech", id="put it"
    ),
]


@pytest.mark.parametrize(("marked", "form", "kind"), OTHERS)
def test_forms(marked: str, form: str, kind: str) -> None:
    """Nouns and adjectives report too, and some words report thought."""
    cue = candidate(marked)
    assert (cue.form, cue.kind, cue.known) == (form, kind, True)


NONE = [
    pytest.param("The alleged thief left the town.", id="attributive participle"),
    pytest.param("An angry crowd gathered at the bridge.", id="attributive adjective"),
    pytest.param("The lorry crossed the bridge.", id="no reporting word"),
    pytest.param("The mayor put the plan on hold.", id="put something else"),
    pytest.param("In the shade of the bridge they slept.", id="in the shade of"),
]


@pytest.mark.parametrize("text", NONE)
def test_no_cue(text: str) -> None:
    """Words in uses that report nothing are no candidates."""
    assert spans_of(context(text)) == []


UNKNOWN = [
    pytest.param(
        "Hale/NNP>2:nsubj {Cue thundered=thunder/VBD>0:root } it/PRP>5:nsubj "
        "was=be/VBD>5:cop safe/JJ>2:ccomp",
        "verb",
        id="verb",
    ),
    pytest.param(
        "Hale/NNP>2:nsubj heard=hear/VBD>0:root {Cue murmurs=murmur/NNS>2:obj } "
        "that/IN>6:mark it/PRP>6:nsubj fell=fall/VBD>3:acl",
        "noun",
        id="noun",
    ),
    pytest.param(
        "Hale/NNP>3:nsubj was=be/VBD>3:cop {Cue jittery/JJ>0:root } that/IN>6:mark "
        "it/PRP>6:nsubj fell=fall/VBD>3:ccomp",
        "adjective",
        id="adjective",
    ),
]


@pytest.mark.parametrize(("row", "form"), UNKNOWN)
def test_the_tagger_adds_words(row: str, form: str) -> None:
    """A word that the lexicon lacks is a candidate where the tagger marks it."""
    found = [c for c in find_cues(context_of(row)) if not c.known]
    assert [(c.form, c.tagged) for c in found] == [(form, True)]
    untagged = context_of(row.replace("{Cue ", "").replace("} ", ""))
    assert [c for c in find_cues(untagged) if not c.known] == []


def test_a_verb_without_frames_needs_the_tagger() -> None:
    """A verb that the lexicon lists without frames is a cue if the tagger marks it."""
    row = "Hale/NNP>2:nsubj {Cue addressed=address/VBD>0:root } it/PRP>2:obj"
    assert [c.known for c in find_cues(context_of(row))] == [False]
    assert find_cues(context_of(row.replace("{Cue ", "").replace("} ", ""))) == ()


MADE_CLEAR = (
    "Hale/NNP>2:nsubj made=make/VBD>0:root it/PRP>2:expl {adj}/JJ>2:xcomp "
    "that/IN>6:mark fell=fall/VBD>4:ccomp"
)


@pytest.mark.parametrize(("adjective", "number"), [("clear", 1), ("blue", 0)])
def test_making_it_clear(adjective: str, number: int) -> None:
    """The expression "made it clear" is a cue of three words."""
    here = context_of(MADE_CLEAR.format(adj=adjective))
    found = [c for c in find_cues(here) if c.form == "verb" and c.lemma == "make"]
    assert [(c.positions, c.subject_of) for c in found] == [((1, 2, 3), 1)] * number


PARTICIPLES = [
    pytest.param("", [("convinced", "adjective", "thought")], id="no agent"),
    pytest.param(
        "by/IN>5:case Roe/NNP>3:obl:agent",
        [("convince", "verb", "speech")],
        id="an agent",
    ),
]


@pytest.mark.parametrize(("by", "found"), PARTICIPLES)
def test_adjectival_participles(by: str, found: list[tuple[str, str, str]]) -> None:
    """A passive participle without an agent is an adjective of thought."""
    row = "Hale/NNP>3:nsubj:pass is=be/VBZ>3:aux:pass convinced=convince/VBN>0:root "
    cues = find_cues(context_of((row + by).strip()))
    assert [(c.lemma, c.form, c.kind) for c in cues] == found


def test_text_order() -> None:
    """Candidates come in text order, over all sentences."""
    here = context(
        "Hale repeated her claim that the bridge was safe.\n\n"
        "Residents believe the bridge is safe."
    )
    assert [c.lemma for c in find_cues(here)] == ["repeat", "claim", "believe"]
