"""Sources in parses that the shipped parser seldom gives, some of them wrong."""

import pytest

from tests.support.builders import candidates_of, context_of, texts
from tests.support.stage_checks import check_source

BY_HAND = [
    pytest.param(
        "Hale/NNP>2:nsubj said=say/VBD>0:root Roe/NNP>4:nsubj slept=sleep/VBD>2:ccomp "
        ",/,>6:punct adding=add/VBG>4:advcl it/PRP>8:nsubj fell=fall/VBD>6:ccomp "
        "./.>2:punct",
        "[Hale] said Roe slept, <adding> it fell.",
        id="adding, attached to the content",
    ),
    pytest.param(
        "Hale/NNP>2:nsubj said=say/VBD>0:root Roe/NNP>4:nsubj slept=sleep/VBD>2:ccomp "
        ",/,>6:punct claiming=claim/VBG>4:advcl it/PRP>8:nsubj fell=fall/VBD>6:ccomp "
        "./.>2:punct",
        "[Hale] said Roe slept, <claiming> it fell.",
        id="claiming, attached to the content",
    ),
    pytest.param(
        "Mayor/NN>4:nsubj [Person Ann/NNP>4:nsubj Hale/NNP>4:nsubj ] "
        "said=say/VBD>0:root it/PRP>6:nsubj fell=fall/VBD>4:ccomp ./.>4:punct",
        "[Mayor Ann Hale] <said> it fell.",
        id="a name in pieces",
    ),
    pytest.param(
        "The/DT>2:det economist/NN>5:nsubj Ada/NNP>5:nsubj Low/NNP>3:flat "
        "said=say/VBD>0:root it/PRP>7:nsubj fell=fall/VBD>5:ccomp ./.>5:punct",
        "[The economist Ada Low] <said> it fell.",
        id="two subjects side by side",
    ),
    pytest.param(
        "It/PRP>3:nsubj:pass was=be/VBD>3:aux:pass called=call/VBN>0:root;Voice=Pass "
        "a/DT>5:det crime/NN>3:xcomp by/IN>7:case mistake/NN>5:nmod ./.>3:punct",
        "It <was called> a crime by mistake.",
        id="by mistake",
    ),
    pytest.param(
        "It/PRP>3:nsubj:pass was=be/VBD>3:aux:pass called=call/VBN>0:root;Voice=Pass "
        "a/DT>5:det crime/NN>3:xcomp by/IN>7:case teachers=teacher/NNS>5:nmod "
        "./.>3:punct",
        "It <was called> a crime by [teachers].",
        id="by teachers",
    ),
    pytest.param(
        "It/PRP>3:nsubj:pass was=be/VBD>3:aux:pass called=call/VBN>0:root;Voice=Pass "
        "a/DT>5:det crime/NN>3:xcomp by/IN>7:case [Date Friday/NNP>5:nmod ] "
        "./.>3:punct",
        "It <was called> a crime by Friday.",
        id="by Friday",
    ),
    pytest.param(
        "They/PRP>2:nsubj quoted=quote/VBD>0:root Hale/NNP>2:obj as/IN>5:mark "
        "saying=say/VBG>2:advcl it/PRP>7:nsubj fell=fall/VBD>5:ccomp ./.>2:punct",
        "They <quoted [Hale] as saying> it fell.",
        id="quoted her as saying",
    ),
    pytest.param(
        "Asked=ask/VBN>4:advcl why/WRB>1:ccomp ,/,>1:punct left=leave/VBD>0:root "
        "Hale/NNP>4:nsubj ./.>4:punct",
        "<Asked> why, left Hale.",
        id="a passive participle",
    ),
    pytest.param(
        "Hale/NNP>2:nsubj left=leave/VBD>0:root ,/,>4:punct adding=add/VBG>2:advcl "
        "it/PRP>6:nsubj fell=fall/VBD>4:ccomp ./.>2:punct",
        "[Hale] left, <adding> it fell.",
        id="adding to no report",
    ),
    pytest.param(
        "The/DT>2:det claim/NN>5:nsubj:pass was=be/VBD>5:aux:pass never/RB>5:advmod "
        "made=make/VBN>0:root;Voice=Pass that/IN>8:mark it/PRP>8:nsubj "
        "fell=fall/VBD>2:acl ./.>5:punct",
        "The <claim> was never made that it fell.",
        id="a noun without a source",
    ),
    pytest.param(
        "The/DT>2:det claim/NN>0:root of/IN>4:case Hale/NNP>2:nmod that/IN>7:mark "
        "it/PRP>7:nsubj fell=fall/VBD>2:acl ./.>2:punct",
        "The <claim> of Hale that it fell.",
        id="a noun with of",
    ),
    pytest.param(
        "Hale/NNP>2:nsubj heard=hear/VBD>0:root a/DT>4:det claim/NN>2:obj "
        "that/IN>7:mark it/PRP>7:nsubj fell=fall/VBD>4:acl ./.>2:punct",
        "Hale heard a <claim> that it fell.",
        id="the subject of hear",
    ),
    pytest.param(
        "A/DT>2:det note/NN>0:root written=write/VBN>2:acl that/IN>6:mark "
        "it/PRP>6:nsubj fell=fall/VBD>3:ccomp ./.>2:punct",
        "A note <written> that it fell.",
        id="a passive participle of a noun",
    ),
    pytest.param(
        "Say/VB>0:root that/IN>4:mark it/PRP>4:nsubj fell=fall/VBD>1:ccomp ./.>1:punct",
        "<Say> that it fell.",
        id="an order to say",
    ),
    pytest.param(
        "It/PRP>5:expl is=be/VBZ>5:cop Hale/NNP>5:nsubj the/DT>5:det mayor/NN>0:root "
        "to/TO>7:mark say/VB>5:acl it/PRP>9:nsubj fell=fall/VBD>7:ccomp ./.>5:punct",
        "It is [Hale] the mayor to <say> it fell.",
        id="the subject of a predicate",
    ),
    pytest.param(
        "A/DT>5:det mayor/NN>5:dep is=be/VBZ>5:cop the/DT>5:det first/JJ>0:root "
        "to/TO>7:mark say/VB>5:acl it/PRP>9:nsubj fell=fall/VBD>7:ccomp ./.>5:punct",
        "A mayor is [the first] to <say> it fell.",
        id="a predicate without a subject",
    ),
    pytest.param(
        "Became=become/VBD>0:root the/DT>3:det first/JJ>1:xcomp to/TO>5:mark "
        "say/VB>3:acl it/PRP>7:nsubj fell=fall/VBD>5:ccomp ./.>1:punct",
        "Became [the first] to <say> it fell.",
        id="became, without a subject",
    ),
    pytest.param(
        "It/PRP>3:nsubj:pass was=be/VBD>3:aux:pass called=call/VBN>0:root;Voice=Pass "
        "a/DT>5:det crime/NN>3:xcomp by/IN>7:case Hale/NNP>5:nmod ./.>3:punct",
        "It <was called> a crime by [Hale].",
        id="agent attached to the complement",
    ),
    pytest.param(
        "Described=describe/VBN>8:advcl;Voice=Pass by/IN>3:case Hale/NNP>1:obl "
        "as/IN>6:case a/DT>6:det crime/NN>1:obl it/PRP>8:nsubj failed=fail/VBD>0:root "
        "./.>8:punct",
        "<Described> by [Hale] as a crime it failed.",
        id="agent without its subtype",
    ),
    pytest.param(
        "Hale/NNP>4:nsubj became=become/VBD>0:root the/DT>4:det mayor/NN>2:xcomp "
        "to/TO>6:mark say/VB>4:acl it/PRP>8:nsubj fell=fall/VBD>6:ccomp ./.>2:punct",
        "Hale became [the mayor] to <say> it fell.",
        id="became, the noun has the subject",
    ),
    pytest.param(
        "Hale/NNP>2:nsubj became=become/VBD>0:root the/DT>4:det mayor/NN>2:xcomp "
        "to/TO>6:mark say/VB>4:acl it/PRP>8:nsubj fell=fall/VBD>6:ccomp ./.>2:punct",
        "[Hale] became the mayor to <say> it fell.",
        id="became",
    ),
    pytest.param(
        "The/DT>2:det claim/NN>5:nsubj voiced=voice/VBN>2:acl ,/,>5:punct "
        "saying=say/VBG>0:root it/PRP>7:nsubj fell=fall/VBD>5:ccomp ./.>5:punct",
        "[The claim voiced], <saying> it fell.",
        id="participle of the subject",
    ),
    pytest.param(
        "What/WP>2:nsubj said=say/VBD>0:root it/PRP>4:nsubj fell=fall/VBD>2:ccomp "
        "?/.>2:punct",
        "What <said> it fell?",
        id="an interrogative",
    ),
    pytest.param(
        "Hale/NNP>4:nsubj here/RB>4:advmod Roe/NNP>4:nsubj said=say/VBD>0:root "
        "it/PRP>6:nsubj fell=fall/VBD>4:ccomp ./.>4:punct",
        "Hale here [Roe] <said> it fell.",
        id="the nearest of two subjects",
    ),
    pytest.param(
        "It/PRP>2:nsubj fell=fall/VBD>0:root ,/,>4:punct said=say/VBN>2:acl "
        "the/DT>6:det mayor/NN>4:obj ./.>2:punct",
        "It fell, <said> [the mayor].",
        id="inverted, read as a participle",
    ),
    pytest.param(
        "It/PRP>7:nsubj ,/,>4:punct [Person Hale/NNP>1:appos ] "
        "said=say/VBD>7:parataxis ,/,>4:punct really/RB>7:advmod fell=fall/VBD>0:root "
        "./.>7:punct",
        "It, [Hale] <said>, really fell.",
        id="inserted, read as an apposition",
    ),
    pytest.param(
        "Hale/NNP>2:nsubj left=leave/VBD>0:root ,/,>4:punct said=say/VBN>2:discourse "
        "it/PRP>6:nsubj fell=fall/VBD>4:ccomp ./.>2:punct",
        "Hale left, <said> it fell.",
        id="a relation that shares nothing",
    ),
    pytest.param(
        "Hale/NNP>3:nsubj:pass was=be/VBD>3:aux:pass seen=see/VBN>0:root;Voice=Pass "
        "saying=say/VBG>3:advcl it/PRP>6:nsubj fell=fall/VBD>4:ccomp ./.>3:punct",
        "[Hale] was seen <saying> it fell.",
        id="subject of a passive above",
    ),
]


@pytest.mark.parametrize(("row", "marked"), BY_HAND)
def test_other_parses(row: str, marked: str) -> None:
    """Sources are found in other parses too, some of them wrong."""
    check_source(marked, context_of(row))


def test_a_mark_as_subject_is_read() -> None:
    """A wrong parse that has a mark as the subject of the cue is no error."""
    row = "-/:>2:nsubj said=say/VBD>0:root it/PRP>4:nsubj fell=fall/VBD>2:ccomp"
    assert len(candidates_of(context_of(row))) == 1


def test_an_inverted_subject_is_no_addressee() -> None:
    """A speaker after the verb, parsed as its object, is no addressee."""
    here = context_of(
        "It/PRP>2:nsubj fell=fall/VBD>4:ccomp ,/,>2:punct said=say/VBD>0:root "
        "an/DT>6:det official/NN>4:iobj ./.>4:punct"
    )
    (candidate,) = candidates_of(here)
    assert candidate.source is not None
    assert texts(here, [candidate.source.span]) == ("an official",)
    assert candidate.addressee is None


AUDIENCES = [
    pytest.param(
        "It/PRP>2:nsubj fell=fall/VBD>5:ccomp ,/,>2:punct jury/NN>5:nsubj "
        "told=tell/VBD>0:root",
        (None, "jury"),
        id="told",
    ),
    pytest.param(
        "It/PRP>2:nsubj fell=fall/VBD>6:ccomp ,/,>2:punct the/DT>5:det "
        "court/NN>6:nsubj heard=hear/VBD>0:root ./.>6:punct",
        (None, "the court"),
        id="heard",
    ),
    pytest.param(
        "It/PRP>2:nsubj fell=fall/VBD>5:ccomp ,/,>2:punct Hale/NNP>5:nsubj "
        "told=tell/VBD>0:root him=he/PRP>5:iobj",
        ("Hale", "him"),
        id="told somebody",
    ),
]


@pytest.mark.parametrize(("row", "wanted"), AUDIENCES)
def test_audiences(row: str, wanted: tuple[str | None, str | None]) -> None:
    """The subject of "told" at the end of a headline is the addressee."""
    here = context_of(row)
    (candidate,) = candidates_of(here)
    named = (candidate.source, candidate.addressee)
    assert tuple(texts(here, [n.span])[0] if n else None for n in named) == wanted
