"""The first and last words of contents: tagger, connectives, further cues."""

import pytest

from tests.support.builders import Marked, context_of
from tests.support.stage_checks import check_content, check_row, contents_of
from tests.support.treebank import context

SPLIT = [
    pytest.param("{The dam}, Hale <said>, {is safe}.", id="inserted cue"),
    pytest.param("{The raid} <was described> by Hale {as a crime}.", id="passive"),
]


@pytest.mark.parametrize("marked", SPLIT)
def test_split_contents_survive_the_tagger(marked: str) -> None:
    """A content on both sides of its cue stays whole, whatever the tagger labels."""
    check_content(marked, context(Marked.read(marked).text))


TAGGED = (
    "Hale/NNP>2:nsubj {Cue thundered=thunder/VBD>0:root } ,/,>2:punct "
    "{Content no/DT>5:det deal/NN>2:dep } ./.>2:punct"
)


def test_the_tagger_gives_a_content() -> None:
    """A tagged cue that no frame matches has the nearest tagged content."""
    check_content("Hale <thundered>, {no deal}.", context_of(TAGGED))


def test_a_distant_tagged_content() -> None:
    """A tagged content more than a few tokens from the cue is not taken."""
    here = context_of(
        "Hale/NNP>2:nsubj {Cue thundered=thunder/VBD>0:root } in/IN>6:case a/DT>6:det "
        "loud/JJ>6:amod voice/NN>2:obl ,/,>2:punct {Content no/DT>9:det deal/NN>2:dep "
        "} ./.>2:punct"
    )
    assert contents_of(here) == ()


def test_no_tagged_content() -> None:
    """A tagged cue in a sentence without a tagged content has none."""
    assert (
        contents_of(context_of(TAGGED.replace("{Content ", "").replace("} ./", "./")))
        == ()
    )


BOUNDARIES = [
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
        id="with quotation marks",
    ),
    pytest.param(
        "Hale/NNP>2:nsubj {Cue said=say/VBD>0:root } {Content it/PRP>4:nsubj "
        "hit=hit/VBD>2:ccomp a/DT>6:det dam/NN>4:obj } ,/,>9:punct which/WDT>9:nsubj "
        "fell=fall/VBD>6:acl:relcl ./.>2:punct",
        "Hale <said> {it hit a dam, which fell}.",
        id="a relative clause left out",
    ),
]


@pytest.mark.parametrize(("row", "marked"), BOUNDARIES)
def test_boundaries_of_the_tagger(row: str, marked: str) -> None:
    """Without quotation marks the tagger's boundaries hold, if the contents overlap."""
    check_content(marked, context_of(row))


CONNECTIVES = [
    pytest.param("However ,", "However, ", id="however"),
    pytest.param("Even so ,", "Even so, ", id="even so"),
    pytest.param("But", "But ", id="but"),
    pytest.param("And ,", "And, ", id="and"),
    pytest.param("Soon ,", "", id="a time"),
    pytest.param("Still", "", id="no comma"),
]


@pytest.mark.parametrize(("words", "left"), CONNECTIVES)
def test_connectives_are_no_content(words: str, left: str) -> None:
    """A connective that begins a sentence is not part of the content."""
    row, number = "", len(words.split())
    for word in words.split():
        tag = {",": ",", "But": "CC", "And": "CC"}.get(word, "RB")
        row += f"{word}/{tag}>{number + 2}:{'punct' if tag == ',' else 'advmod'} "
    row += (
        f"it/PRP>{number + 2}:nsubj fell=fall/VBD>{number + 5}:ccomp "
        f",/,>{number + 5}:punct Hale/NNP>{number + 5}:nsubj said=say/VBD>0:root "
        f"./.>{number + 5}:punct"
    )
    text = words.replace(" ,", ",") + " "
    text = text.removeprefix(left)
    check_content(f"{left}{{{text}it fell}}, Hale <said>.", context_of(row))


PARSED = [
    pytest.param(
        "Hale/NNP>2:nsubj said=say/VBD>0:root it/PRP>5:nsubj was=be/VBD>5:cop "
        "safe/JJ>2:ccomp ,/,>7:punct adding=add/VBG>5:advcl it/PRP>9:nsubj "
        "fell=fall/VBD>7:ccomp ./.>2:punct",
        "Hale <said> {it was safe}, adding it fell.",
        id="adding, attached to the content",
    ),
    pytest.param(
        "Hale/NNP>2:nsubj {Cue said=say/VBD>0:root } it/PRP>4:nsubj "
        "fell=fall/VBD>2:ccomp and/CC>6:cc {Cue warned=warn/VBD>4:conj } of/IN>8:case "
        "rain/NN>6:obl ./.>2:punct",
        "Hale <said> {it fell} and warned of rain.",
        id="and warned, attached to the content, tagged",
    ),
    pytest.param(
        "Hale/NNP>2:nsubj said=say/VBD>0:root it/PRP>4:nsubj fell=fall/VBD>2:ccomp "
        "and/CC>6:cc warned=warn/VBD>4:conj of/IN>8:case rain/NN>6:obl ./.>2:punct",
        "Hale <said> {it fell and warned of rain}.",
        id="and warned, attached to the content, not tagged",
    ),
    pytest.param(
        'Hale/NNP>2:nsubj {Cue said=say/VBD>0:root } {Content "/``>4:punct '
        "quietly/RB>2:advmod \"/''>4:punct it/PRP>7:nsubj fell=fall/VBD>2:ccomp } "
        "./.>2:punct",
        'Hale <said> "quietly" {it fell}.',
        id="a tagged content that begins in quotation marks",
    ),
    pytest.param(
        "Hale/NNP>2:nsubj said=say/VBD>0:root it/PRP>4:nsubj fell=fall/VBD>2:ccomp "
        "adding=add/VBG>4:advcl more/JJR>5:obj",
        "Hale <said> {it fell} adding more",
        id="adding without a clause",
    ),
    pytest.param(
        "Hale/NNP>2:nsubj said=say/VBD>0:root that/IN>7:mark at/IN>5:case "
        "noon/NN>2:obl it/PRP>7:nsubj fell=fall/VBD>2:ccomp",
        "Hale <said> {that at noon it fell}",
        id="a gap",
    ),
    pytest.param(
        "Roe/NNP>3:nsubj:pass was=be/VBD>3:aux:pass told=tell/VBN>0:root "
        "it/PRP>5:nsubj fell=fall/VBD>3:ccomp and/CC>8:cc was=be/VBD>8:aux:pass "
        "asked=ask/VBN>5:conj to/TO>10:mark stay/VB>8:xcomp",
        "/Roe/ <was told> {it fell} and was asked to stay",
        id="and was asked, attached to the content",
    ),
    pytest.param(
        "Hale/NNP>2:nsubj said=say/VBD>0:root she/PRP>5:nsubj could/MD>5:aux "
        "stay/VB>2:ccomp and/CC>7:cc condemned=condemn/VBD>5:conj it/PRP>7:obj "
        "./.>2:punct",
        "Hale <said> {she could stay} and condemned it.",
        id="and condemned, attached to the content",
    ),
]


@pytest.mark.parametrize(("row", "marked"), PARSED)
def test_boundaries_of_parses(row: str, marked: str | None) -> None:
    """A content ends before the same speaker's next cue and has no gaps."""
    check_row(row, marked)


MARKERS = [
    pytest.param(
        "Roe/NNP>2:nsubj ruled=rule/VBD>0:root that/IN>9:mark ,/,>7:punct "
        "according=accord/VBG>7:case to/IN>5:fixed Hale/NNP>9:obl ,/,>7:punct "
        "fell=fall/VBD>2:ccomp ./.>2:punct",
        "Roe ruled that, <according to> Hale, {fell}.",
        id="a conjunction",
    ),
    pytest.param(
        "A/DT>2:det dam/NN>0:root which/WDT>8:nsubj ,/,>6:punct he/PRP>6:nsubj "
        "said=say/VBD>8:parataxis ,/,>6:punct fell=fall/VBD>2:acl:relcl ./.>2:punct",
        "A dam which, he <said>, {fell}.",
        id="a relative pronoun",
    ),
    pytest.param(
        "While/IN>6:mark ,/,>4:punct he/PRP>4:nsubj said=say/VBD>6:parataxis "
        ",/,>4:punct fell=fall/VBD>8:advcl ,/,>6:punct rose=rise/VBD>0:root",
        "{While}, he <said>, {fell}, rose",
        id="a conjunction at the start of the sentence",
    ),
]


@pytest.mark.parametrize(("row", "marked"), MARKERS)
def test_a_word_that_links_clauses_is_no_piece_before_a_cue(
    row: str, marked: str
) -> None:
    """A cue is a parenthesis in a clause that depends on another one."""
    check_row(row, marked)


def test_a_mark_as_clause_is_read() -> None:
    """A wrong parse that has a mark as a clause of the content is no error."""
    check_content(
        "Hale <said> {it fell} -.",
        context_of(
            "Hale/NNP>2:nsubj said=say/VBD>0:root it/PRP>4:nsubj fell=fall/VBD>2:ccomp "
            "-/:>4:advcl ./.>2:punct"
        ),
    )
