"""Contents where the attribution tagger is a witness too."""

import pytest

from tests.support.builders import Marked, context_of
from tests.support.stage_checks import check_content, contents_of
from tests.support.treebank import context

SPLIT = [
    pytest.param("{The dam}, Hale <said>, {is safe}.", id="inserted cue"),
    pytest.param("{The raid} <was described> by Hale {as a crime}.", id="passive"),
]


@pytest.mark.parametrize("marked", SPLIT)
def test_split_contents_survive_the_tagger(marked: str) -> None:
    """A content on both sides of its cue stays whole, whatever the tagger marks."""
    check_content(marked, context(Marked.read(marked).text))


TAGGED = (
    "Hale/NNP>2:nsubj {Cue thundered=thunder/VBD>0:root } ,/,>2:punct "
    "{Content no/DT>5:det deal/NN>2:dep } ./.>2:punct"
)


def test_the_tagger_gives_a_content() -> None:
    """A tagged cue that no frame explains takes the tagged content beside it."""
    check_content("Hale <thundered>, {no deal}.", context_of(TAGGED))


def test_the_tagger_gives_no_content_from_afar() -> None:
    """A tagged content far from the cue belongs to another cue."""
    here = context_of(
        "Hale/NNP>2:nsubj {Cue thundered=thunder/VBD>0:root } in/IN>6:case a/DT>6:det "
        "loud/JJ>6:amod voice/NN>2:obl ,/,>2:punct {Content no/DT>9:det deal/NN>2:dep "
        "} ./.>2:punct"
    )
    assert contents_of(here) == ()


def test_no_content_of_the_tagger() -> None:
    """A tagged cue in a sentence without a tagged content stays without one."""
    assert (
        contents_of(context_of(TAGGED.replace("{Content ", "").replace("} ./", "./")))
        == ()
    )


BORDERS = [
    pytest.param(
        "Hale/NNP>2:nsubj {Cue said=say/VBD>0:root } {Content it/PRP>5:nsubj "
        "was=be/VBD>5:cop safe/JJ>2:ccomp } on/IN>7:case Monday/NNP>5:obl ./.>2:punct",
        "Hale <said> {it was safe} on Monday.",
        id="narrower",
    ),
    pytest.param(
        "Hale/NNP>2:nsubj {Cue said=say/VBD>0:root } {Content it/PRP>5:nsubj "
        "was=be/VBD>5:cop safe/JJ>2:ccomp now/RB>2:advmod } ./.>2:punct",
        "Hale <said> {it was safe now}.",
        id="wider",
    ),
    pytest.param(
        "Hale/NNP>2:nsubj {Cue said=say/VBD>0:root } it/PRP>5:nsubj was=be/VBD>5:cop "
        "safe/JJ>2:ccomp {Content ,/,>9:punct they/PRP>9:nsubj "
        "left=leave/VBD>2:parataxis } ./.>2:punct",
        "Hale <said> {it was safe}, they left.",
        id="another",
    ),
    pytest.param(
        "Hale/NNP>2:nsubj {Cue said=say/VBD>0:root } of/IN>4:case it/PRP>7:obl "
        "{Content it/PRP>7:nsubj was=be/VBD>7:cop safe/JJ>2:ccomp } ./.>2:punct",
        "Hale <said> {of it it was safe}.",
        id="later start",
    ),
    pytest.param(
        "Hale/NNP>2:nsubj said=say/VBD>0:root {Content it/PRP>5:nsubj "
        "was=be/VBD>5:cop safe/JJ>2:ccomp } on/IN>7:case Monday/NNP>5:obl ./.>2:punct",
        "Hale <said> {it was safe on Monday}.",
        id="untagged cue",
    ),
    pytest.param(
        "Hale/NNP>2:nsubj {Cue said=say/VBD>0:root } {Content it/PRP>6:nsubj "
        "was=be/VBD>6:cop \"/``>6:punct safe/JJ>2:ccomp \"/''>6:punct } on/IN>9:case "
        "Monday/NNP>6:obl ./.>2:punct",
        'Hale <said> {it was "safe" on Monday}.',
        id="beside marks",
    ),
    pytest.param(
        "Hale/NNP>2:nsubj {Cue said=say/VBD>0:root } {Content it/PRP>4:nsubj "
        "hit=hit/VBD>2:ccomp a/DT>6:det dam/NN>4:obj } ,/,>9:punct which/WDT>9:nsubj "
        "fell=fall/VBD>6:acl:relcl ./.>2:punct",
        "Hale <said> {it hit a dam, which fell}.",
        id="a relative clause left out",
    ),
]


@pytest.mark.parametrize(("row", "marked"), BORDERS)
def test_borders_from_the_tagger(row: str, marked: str) -> None:
    """Without quotation marks the tagger's borders win, if it saw the same content."""
    check_content(marked, context_of(row))
