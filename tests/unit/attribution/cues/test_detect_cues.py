"""Which words may report: verbs with their groups, nouns, adjectives, phrases."""

import pytest

from service.attribution.candidates import CueCandidate
from service.attribution.context import Context
from service.attribution.cues.detect_cues import find_cues
from service.records import Span
from tests.support.builders import Marked, context_of
from tests.support.treebank import context, cue_of


def spans_of(context: Context) -> list[Span]:
    """Return where the candidates stand, from first to last word."""
    return [context.trees[c.tree].span(c.positions) for c in find_cues(context)]


def candidate(marked: str) -> CueCandidate:
    """Return the candidate that stands exactly at the marked cue."""
    wanted = Marked.read(marked)
    here = context(wanted.text)
    places = dict(zip(spans_of(here), find_cues(here), strict=True))
    return places[cue_of(wanted)]


VERBS = [
    pytest.param("Officials <said> the bridge was safe.", "say", id="past"),
    pytest.param("Hale <has repeatedly said> the bridge is safe.", "say", id="perfect"),
    pytest.param("Hale <would say> only that the bridge was old.", "say", id="modal"),
    pytest.param("Hale <pointed out> that the bridge was old.", "point", id="particle"),
    pytest.param(
        "Hale <went on to say> that the bridge was safe.",
        "say",
        id="carried",
    ),
    pytest.param(
        "Hale <was quoted as saying> that the bridge was safe.", "say", id="quoted as"
    ),
    pytest.param("Hale <began to explain> how the bridge fell.", "explain", id="began"),
    pytest.param("The bridge, Hale <insisted>, is safe.", "insist", id="inserted"),
    pytest.param("Hale waved, <saying> the bridge was safe.", "say", id="participle"),
]


@pytest.mark.parametrize(("marked", "lemma"), VERBS)
def test_verbs(marked: str, lemma: str) -> None:
    """A reporting verb is found with its auxiliaries, particle and carrier."""
    cue = candidate(marked)
    assert (cue.form, cue.lemma, cue.kind) == ("verb", lemma, "speech")


NEGATED = [
    pytest.param(
        "Neither the ministry nor the police <would say> how many fell.",
        True,
        id="neither",
        marks=pytest.mark.xfail(
            raises=(AssertionError, LookupError),
            reason="negated subjects are not looked at",
        ),
    ),
    pytest.param("The minister <did not say> whether it was safe.", True, id="not"),
    pytest.param("Hale <never promised> to repair the bridge.", True, id="never"),
    pytest.param("Hale <declined to comment> on the report.", True, id="declined"),
    pytest.param("The ministry <refused to say> who would pay.", True, id="refused"),
    pytest.param(
        "Hale <did not go on to say> who would pay.",
        True,
        id="carrier",
    ),
    pytest.param("Hale gave no <promise> to repair the bridge.", True, id="no noun"),
    pytest.param("Hale <is not aware> that the bridge fell.", True, id="adjective"),
    pytest.param("Hale <said> the bridge was not safe.", False, id="in the content"),
    pytest.param("Hale <began to explain> how the bridge fell.", False, id="began"),
]


@pytest.mark.parametrize(("marked", "negated"), NEGATED)
def test_negation(marked: str, negated: bool) -> None:  # noqa: FBT001 - a column
    """A cue is negated by its own negation or by a verb such as "decline"."""
    assert candidate(marked).negated is negated


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
        "The bridge is safe, <as per> the ministry.", "phrase", "speech", id="as per"
    ),
    pytest.param(
        "<In the words of> Hale, the bridge was a mistake.",
        "phrase",
        "speech",
        id="in the words of",
    ),
    pytest.param(
        "<In the view of> Hale, the bridge was a mistake.",
        "phrase",
        "thought",
        id="in the view of",
    ),
    pytest.param(
        "As Hale <put it>, the bridge is safe.", "verb", "speech", id="put it"
    ),
    pytest.param(
        "<According to> Hale, the bridge is safe.",
        "phrase",
        "speech",
        id="according to",
    ),
    pytest.param(
        "The bridge is safe, <as per> the ministry.", "phrase", "speech", id="per"
    ),
]


@pytest.mark.parametrize(("marked", "form", "kind"), OTHERS)
def test_forms(marked: str, form: str, kind: str) -> None:
    """Nouns, adjectives and phrases report too, and some words report thought."""
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
    """Words that do not report here are no candidates."""
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
    """A verb listed as no reporting verb is none, unless the tagger says so."""
    row = "Hale/NNP>2:nsubj {Cue addressed=address/VBD>0:root } it/PRP>2:obj"
    assert [c.known for c in find_cues(context_of(row))] == [False]
    assert find_cues(context_of(row.replace("{Cue ", "").replace("} ", ""))) == ()


MADE_CLEAR = (
    "Hale/NNP>2:nsubj made=make/VBD>0:root it/PRP>2:expl {adj}/JJ>2:xcomp "
    "that/IN>6:mark fell=fall/VBD>4:ccomp"
)


@pytest.mark.parametrize(("adjective", "number"), [("clear", 1), ("blue", 0)])
def test_making_it_clear(adjective: str, number: int) -> None:
    """Who makes it clear that something is so says it; the cue has all three words."""
    here = context_of(MADE_CLEAR.format(adj=adjective))
    found = [c for c in find_cues(here) if c.form == "verb" and c.lemma == "make"]
    assert [(c.positions, c.subject_of) for c in found] == [((1, 2, 3), 1)] * number


FELT = [
    pytest.param("", [("convinced", "adjective", "thought")], id="felt"),
    pytest.param(
        "by/IN>5:case Roe/NNP>3:obl:agent", [("convince", "verb", "speech")], id="done"
    ),
]


@pytest.mark.parametrize(("by", "found"), FELT)
def test_felt_participles(by: str, found: list[tuple[str, str, str]]) -> None:
    """Who is convinced thinks so; whom somebody convinced was told."""
    row = "Hale/NNP>3:nsubj:pass is=be/VBZ>3:aux:pass convinced=convince/VBN>0:root "
    cues = find_cues(context_of((row + by).strip()))
    assert [(c.lemma, c.form, c.kind) for c in cues] == found


NAMED = [
    pytest.param("", [], id="only a name"),
    pytest.param("by/IN>5:case Hale/NNP>3:obl ", ["call"], id="by somebody"),
]


@pytest.mark.parametrize(("by", "lemmas"), NAMED)
def test_what_is_only_called_so(by: str, lemmas: list[str]) -> None:
    """A talk called "X" is named; a talk called mad by somebody is judged."""
    row = "A/DT>2:det talk/NN>0:root called=call/VBN>2:acl " + by
    assert [c.lemma for c in find_cues(context_of(row.strip()))] == lemmas


EXAMINED = [
    pytest.param(
        "Roe/NNP>2:nsubj questioned=question/VBD>0:root his/PRP$>4:nmod:poss "
        "wife/NN>2:obj",
        [],
        id="somebody is questioned",
    ),
    pytest.param(
        "She/PRP>3:nsubj:pass was=be/VBD>3:aux:pass questioned=question/VBN>0:root",
        [],
        id="in the passive",
    ),
    pytest.param(
        "Roe/NNP>2:nsubj questioned=question/VBD>0:root the/DT>4:det plan/NN>2:obj",
        ["question"],
        id="a plan is doubted",
    ),
    pytest.param(
        "Cases/NNS>3:nsubj:pass are=be/VBP>3:aux:pass heard=hear/VBN>0:root "
        "by/IN>6:case a/DT>6:det court/NN>3:obl:agent",
        [],
        id="a case is heard",
    ),
    pytest.param(
        "Roe/NNP>2:nsubj heard=hear/VBD>0:root it/PRP>4:nsubj fell=fall/VBD>2:ccomp",
        ["hear"],
        id="news is heard",
    ),
]


@pytest.mark.parametrize(("row", "lemmas"), EXAMINED)
def test_what_is_examined_is_not_said(row: str, lemmas: list[str]) -> None:
    """Whoever questions a witness or hears a case reports nothing."""
    assert [c.lemma for c in find_cues(context_of(row))] == lemmas


REFERRED = [
    pytest.param("referring=refer/VBG>2:advcl", ["say"], id="an explanation"),
    pytest.param("responding=respond/VBG>2:advcl", ["say"], id="an occasion"),
    pytest.param("referred=refer/VBD>2:conj", ["say", "refer"], id="an act of its own"),
]


@pytest.mark.parametrize(("verb", "lemmas"), REFERRED)
def test_what_words_refer_to(verb: str, lemmas: list[str]) -> None:
    """What "referring to" names is the article's explanation, and nobody said it."""
    row = (
        "Hale/NNP>2:nsubj said=say/VBD>0:root no/UH>2:discourse ,/,>5:punct "
        f"{verb} to/IN>8:case the/DT>8:det dam/NN>5:obl"
    )
    assert [c.lemma for c in find_cues(context_of(row))] == lemmas


def test_the_carrier_has_the_subject() -> None:
    """The subject of "began to explain" is looked for at "began"."""
    here = context("Hale began to explain how the bridge fell.")
    cue = find_cues(here)[-1]
    assert here.trees[0].lower(cue.subject_of) == "began"


def test_text_order() -> None:
    """Candidates come in text order, over all sentences."""
    here = context(
        "Hale repeated her claim that the bridge was safe.\n\n"
        "Residents believe the bridge is safe."
    )
    assert [c.lemma for c in find_cues(here)] == ["repeat", "claim", "believe"]


def test_phrase_behind_its_noun_is_none() -> None:
    """An absurd parse that hangs "according to" on what stands before it has no cue."""
    row = "Hale/NNP>0:root according/VBG>1:case to/IN>2:fixed"
    assert find_cues(context_of(row)) == ()
