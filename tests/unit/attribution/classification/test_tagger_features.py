"""Agreement with the attribution tagger, as features of a candidate."""

import pytest

from service.attribution.candidates import Candidate
from service.attribution.classification.tagger_features import tagger_features
from service.records import Span
from tests.support.builders import candidates_of, context_of
from tests.support.treebank import context, marked_candidate


def test_no_cue_no_features() -> None:
    """A candidate without a cue has none."""
    here = context("Hale said: “The dam is safe.”")
    quotation = here.quotations[0]
    candidate = Candidate(content=(Span(quotation.start, quotation.end),))
    assert tagger_features(here, candidate) == frozenset()


def test_no_tagger_no_features() -> None:
    """Without the tagger there are none."""
    here, candidate = marked_candidate("Officials <said> the bridge was safe.")
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
