"""The features of a candidate, by name."""

import pytest

from service.attribution.candidates import Candidate
from service.attribution.classification.features import (
    quotation_type,
    syntax_features,
    tagger_features,
)
from service.attribution.context import Context
from service.records import Span
from tests.support.builders import Marked, candidate_at, candidates_of, context_of
from tests.support.treebank import context, cue_of


def candidate_of(marked: str, *, tagger: bool = False) -> tuple[Context, Candidate]:
    """Return the context and the unclassified candidate at the marked cue."""
    wanted = Marked.read(marked)
    here = context(wanted.text, tagger=tagger)
    return here, candidate_at(candidates_of(here), cue_of(wanted))


SYNTAX = [
    pytest.param("Officials <said> the bridge was safe.", "form verb", id="form"),
    pytest.param(
        "Officials <said> the bridge was safe.", "frame verb that", id="frame"
    ),
    pytest.param("Officials <said> the bridge was safe.", "lemma verb say", id="lemma"),
    pytest.param("Officials <said> the bridge was safe.", "known", id="known"),
    pytest.param("Officials <said> the bridge was safe.", "tense VBD", id="tense"),
    pytest.param("Officials <said> the bridge was safe.", "length 2", id="length"),
    pytest.param("Officials <said> the bridge was safe.", "type indirect", id="type"),
    pytest.param("Officials <said> the bridge was safe.", "source group", id="noun"),
    pytest.param("Ann Hale <said> it was safe.", "source Person", id="name"),
    pytest.param("She <said> it was safe.", "source she", id="pronoun"),
    pytest.param("I <said> it was safe.", "source first person", id="first person"),
    pytest.param("The mayor <said> it was safe.", "source person", id="mayor"),
    pytest.param("Its silence <said> it was safe.", "source other NOUN", id="other"),
    pytest.param("It <was reported> that the dam had failed.", "passive", id="passive"),
    pytest.param("The raid <was condemned>.", "agentless np", id="agentless"),
    pytest.param(
        "It <was reported> that the dam had failed.", "source none", id="none"
    ),
    pytest.param(
        "Hale <would say> only that the bridge was old.", "modal would", id="modal"
    ),
    pytest.param(
        "The minister <did not say> whether it was safe.", "negated", id="not"
    ),
    pytest.param(
        "Hale <told> /reporters/ {the dam would hold}.", "addressee", id="told"
    ),
    pytest.param("This <suggests> that it was safe.", "thing", id="thing"),
    pytest.param("Hale went to <say> that it was safe.", "mark to", id="mark"),
    pytest.param(
        "“I <told> him that the dam is safe,” Ann Hale said.",
        "first person in a quotation past",
        id="I told",
    ),
    pytest.param(
        "“I <think> the dam is safe,” Ann Hale said.",
        "first person in a quotation now",
        id="I think",
    ),
    pytest.param(
        "“I <think> the dam is safe,” Ann Hale said.", "in a quotation", id="inside"
    ),
]


@pytest.mark.parametrize(("marked", "feature"), SYNTAX)
def test_syntax(marked: str, feature: str) -> None:
    """Lexicon and parse give features."""
    assert feature in syntax_features(*candidate_of(marked))


ABSENT = [
    pytest.param("Officials <said> the bridge was safe.", "negated", id="negated"),
    pytest.param("Officials <said> the bridge was safe.", "passive", id="passive"),
    pytest.param("Officials <said> the bridge was safe.", "in a quotation", id="marks"),
    pytest.param("Officials <said> the bridge was safe.", "addressee", id="addressee"),
    pytest.param("I <said> it was safe.", "first person in a quotation past", id="I"),
    pytest.param("The raid <was condemned> by Hale.", "agentless np", id="agent"),
]


@pytest.mark.parametrize(("marked", "feature"), ABSENT)
def test_absent(marked: str, feature: str) -> None:
    """A feature that does not hold is not there."""
    assert feature not in syntax_features(*candidate_of(marked))


def test_a_continuation() -> None:
    """A candidate without a cue has its type and length, and no features of a cue."""
    here = context("Hale said: “The dam is safe.”")
    quotation = here.quotations[0]
    candidate = Candidate(content=(Span(quotation.start, quotation.end),))
    assert syntax_features(here, candidate) == {"type direct", "length 2", "continues"}
    assert tagger_features(here, candidate) == frozenset()


def test_no_tagger_no_features() -> None:
    """Without the tagger the second group is empty."""
    here, candidate = candidate_of("Officials <said> the bridge was safe.")
    assert tagger_features(here, candidate) == frozenset()


ROW = (
    "{A Officials=official/NNS>2:nsubj } {B said=say/VBD>0:root } {C it/PRP>5:nsubj "
    "was=be/VBD>5:cop safe/JJ>2:ccomp now/RB>5:advmod } ./.>2:punct"
)
AGREES = {"A": "Source", "B": "Cue", "C": "Content"}

TAGS = [
    pytest.param(
        AGREES, {"tag cue", "tag content same", "tag source Source"}, id="agrees"
    ),
    pytest.param(
        AGREES | {"A": "Content"},
        {"tag cue", "tag content same", "tag source Content"},
        id="the source is a content",
    ),
    pytest.param(
        AGREES | {"B": "Content"},
        {"tag no cue", "tag cue is content", "tag content same", "tag source Source"},
        id="the cue is a content",
    ),
    pytest.param(
        AGREES | {"B": "Source"},
        {"tag no cue", "tag cue is source", "tag content same", "tag source Source"},
        id="the cue is a source",
    ),
    pytest.param(
        AGREES | {"C": "Cue"},
        {"tag cue", "tag content none", "tag source Source"},
        id="no content",
    ),
]


@pytest.mark.parametrize(("labels", "features"), TAGS)
def test_tagger(labels: dict[str, str], features: set[str]) -> None:
    """The tagger's labels on cue, source and content are features."""
    row = ROW
    for letter, label in labels.items():
        row = row.replace(f"{{{letter} ", f"{{{label} ")
    here = context_of(row)
    bare = candidates_of(
        context_of(row.replace("{Content", "{None").replace("{Cue", "{None"))
    )
    assert tagger_features(here, bare[0]) == features


OVERLAPS = [
    pytest.param("it/PRP {T was=be/VBD safe/JJ now/RB }", "near", id="three of four"),
    pytest.param("{T it/PRP } was=be/VBD safe/JJ now/RB", "some", id="one of four"),
]


@pytest.mark.parametrize(("words", "name"), OVERLAPS)
def test_overlap(words: str, name: str) -> None:
    """The overlap with a tagged content has one of four names."""
    heads = {"it/PRP": "5:nsubj", "was=be/VBD": "5:cop", "safe/JJ": "2:ccomp"}
    heads["now/RB"] = "5:advmod"
    content = " ".join(f"{w}>{heads[w]}" if w in heads else w for w in words.split())
    row = (
        "Officials=official/NNS>2:nsubj said=say/VBD>0:root "
        + content.replace("{T", "{Content")
        + " ./.>2:punct"
    )
    here = context_of(row)
    found = tagger_features(here, candidates_of(here)[0])
    assert found == {"tag no cue", f"tag content {name}", "tag source none"}


def test_a_source_elsewhere() -> None:
    """Without a source a feature says whether the tagger has one in the sentence."""
    row = "Last/JJ>2:amod {T night/NN>6:obl } the/DT>4:det raid/NN>6:nsubj:pass "
    row += "was=be/VBD>6:aux:pass condemned=condemn/VBN>0:root;Voice=Pass ./.>6:punct"
    near = context_of(row.replace("{T", "{Source"))
    far = context_of(row.replace("{T", "{Content"))
    (candidate,) = candidates_of(near)
    assert "tag no source near" in tagger_features(near, candidate)
    assert "tag no source none" in tagger_features(far, candidate)


SHARES = [
    pytest.param('Hale <said>: "The dam is safe."', "direct", id="all"),
    pytest.param("Officials <said> the bridge was safe.", "indirect", id="none"),
    pytest.param('Hale <said> the dam was "perfectly safe".', "mixed", id="part"),
    pytest.param('"The dam," Hale <said>, "is safe."', "direct", id="split"),
    pytest.param(
        "“I <told> him that the dam is safe,” Ann Hale said.", "indirect", id="inside"
    ),
    pytest.param("“He <asked>: ‘Why?’ and left,” Hale said.", "direct", id="nested"),
]


@pytest.mark.parametrize(("marked", "share"), SHARES)
def test_quoted_share(marked: str, share: str) -> None:
    """Content is direct, indirect or mixed; marks that enclose the cue do not count."""
    assert quotation_type(*candidate_of(marked)) == share
