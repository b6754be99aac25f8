"""Contents that are clauses of a verb, a noun or an adjective."""

import pytest

from tests.support.stage_checks import check_row

ROWS = [
    pytest.param(
        "Her/PRP$>2:nmod:poss claim/NN>6:nsubj:outer is=be/VBZ>6:cop that/IN>6:mark "
        "it/PRP>6:nsubj fell=fall/VBD>0:root ./.>6:punct",
        "[Her] <claim> is {that it fell}.",
        id="a predicate clause of a noun",
    ),
    pytest.param(
        "The/DT>2:det demand/NN>5:nsubj:outer is=be/VBZ>5:cop to/TO>5:mark "
        "leave/VB>0:root",
        "The <demand> is {to leave}",
        id="a predicate infinitive of a noun",
    ),
    pytest.param(
        "Her/PRP$>2:nmod:poss claim/NN>4:nsubj is=be/VBZ>4:cop absurd/JJ>0:root "
        "./.>4:punct",
        None,
        id="another predicate of a noun",
    ),
    pytest.param(
        "a/DT>2:det plan/NN>0:root which/WDT>7:nsubj they/PRP>5:nsubj "
        "say/VBP>2:acl:relcl will/MD>7:aux fail/VB>2:acl:relcl",
        "a plan which they <say> {will fail}",
        id="a relative clause with an inserted cue",
    ),
    pytest.param(
        "It/PRP>2:nsubj fell=fall/VBD>5:ccomp ,/,>2:punct Roe/NNP>5:nsubj "
        "reported=report/VBD>0:root ,/,>7:punct citing=cite/VBG>5:advcl "
        "Hale/NNP>7:obj ./.>5:punct",
        "{It fell}, Roe reported, <citing> [Hale].",
        id="what a source is cited for, before the cue",
    ),
    pytest.param(
        "The/DT>2:det claim/NN>5:nsubj she/PRP>4:nsubj made=make/VBD>2:acl:relcl "
        "fell=fall/VBD>0:root ./.>5:punct",
        None,
        id="a relative clause of a noun",
    ),
    pytest.param(
        "That/IN>3:mark it/PRP>3:nsubj fell=fall/VBD>6:ccomp she/PRP>6:nsubj "
        "was=be/VBD>6:cop angry/JJ>0:root ./.>6:punct",
        None,
        id="a clause before an adjective",
    ),
    pytest.param(
        "She/PRP>3:nsubj was=be/VBD>3:cop angry/JJ>0:root if/IN>6:mark it/PRP>6:nsubj "
        "fell=fall/VBD>3:advcl ./.>3:punct",
        None,
        id="a condition of an adjective",
    ),
    pytest.param(
        "A/DT>2:det question/NN>0:root whether/IN>5:mark it/PRP>5:nsubj "
        "fell=fall/VBD>2:acl",
        "A <question> {whether it fell}",
        id="a question",
    ),
    pytest.param(
        "Hale/NNP>2:nsubj asked=ask/VBD>0:root Roe/NNP>2:iobj if/IN>6:mark "
        "it/PRP>6:nsubj fell=fall/VBD>2:advcl",
        "Hale <asked> /Roe/ {if it fell}",
        id="asked somebody if",
    ),
    pytest.param(
        "Hale/NNP>2:nsubj wept=weep/VBD>0:root if/IN>5:mark it/PRP>5:nsubj "
        "fell=fall/VBD>2:advcl",
        None,
        id="if after no verb of asking",
    ),
    pytest.param(
        "Hale/NNP>2:nsubj put=put/VBD>0:root it/PRP>2:expl to/IN>5:case Roe/NNP>2:obl "
        "that/IN>8:mark it/PRP>8:nsubj fell=fall/VBD>2:ccomp",
        "Hale <put it> to /Roe/ {that it fell}",
        id="put it to somebody",
    ),
    pytest.param(
        "Hale/NNP>2:nsubj told=tell/VBD>0:root Roe/NNP>2:iobj after/IN>5:case "
        "talks=talk/NNS>2:obl that/IN>8:mark it/PRP>8:nsubj fell=fall/VBD>5:acl",
        "Hale <told> /Roe/ after talks {that it fell}",
        id="a clause attached to the occasion",
    ),
    pytest.param(
        "It/PRP>2:nsubj fell=fall/VBD>9:ccomp because/IN>5:mark it/PRP>5:nsubj "
        "leaked=leak/VBD>9:advcl ,/,>2:punct then/RB>9:advmod Hale/NNP>9:nsubj "
        "said=say/VBD>0:root",
        "{It fell because it leaked}, then Hale <said>",
        id="a reason attached to the cue behind",
    ),
    pytest.param(
        "It/PRP>2:nsubj fell=fall/VBD>4:ccomp ,/,>2:punct reports=report/VBZ>0:root "
        "our/PRP$>6:nmod:poss editor/NN>4:obj quoting=quote/VBG>4:xcomp "
        "police/NNS>7:obj ./.>4:punct",
        "{It fell}, <reports> our editor quoting police.",
        id="reports our editor quoting",
    ),
    pytest.param(
        "It/PRP>2:nsubj fell=fall/VBD>5:ccomp ,/,>2:punct Hale/NNP>5:nsubj "
        "said=say/VBD>0:root adding=add/VBG>5:ccomp it/PRP>8:nsubj "
        "burned=burn/VBD>6:ccomp ./.>5:punct",
        "{It fell}, Hale <said> adding it burned.",
        id="adding, attached to the cue as its clause",
    ),
    pytest.param(
        "Hale/NNP>2:nsubj told=tell/VBD>0:root Rural/NNP>2:iobj "
        "Reporting/VBG>2:ccomp it/PRP>6:nsubj fell=fall/VBD>2:ccomp ./.>2:punct",
        "Hale <told> /Rural/ Reporting {it fell}.",
        id="a name read as a clause",
    ),
    pytest.param(
        "Hale/NNP>2:nsubj told=tell/VBD>0:root BBC/NNP>2:iobj a/DT>5:det poll/NN>2:obj "
        "was=be/VBD>7:cop wrong/JJ>2:ccomp ./.>2:punct",
        "Hale <told> /BBC/ {a poll was wrong}.",
        id="a subject read as an object",
    ),
    pytest.param(
        "Hale/NNP>3:nsubj was=be/VBD>3:cop angry/JJ>0:root that/IN>6:mark "
        "it/PRP>6:nsubj fell=fall/VBD>3:advcl ./.>3:punct",
        "Hale <was angry> {that it fell}.",
        id="an adverbial clause of an adjective",
    ),
    pytest.param(
        "Hale/NNP>2:nsubj said=say/VBD>0:root to/IN>4:case us=we/PRP>2:obl "
        "it/PRP>6:nsubj fell=fall/VBD>2:ccomp ./.>2:punct",
        "Hale <said> to /us/ {it fell}.",
        id="to a pronoun",
    ),
    pytest.param(
        "Hale/NNP>2:nsubj asked=ask/VBD>0:root that/DT.DET>2:obj if/IN>6:mark "
        "it/PRP>6:nsubj fell=fall/VBD>2:ccomp ./.>2:punct",
        "Hale <asked> that {if it fell}.",
        id="a demonstrative is no addressee",
    ),
    pytest.param(
        "It/PRP>4:expl has/VBZ>4:aux been=be/VBN>4:aux:pass "
        "claimed=claim/VBN>0:root;Voice=Pass by/IN>6:case Hale/NNP>4:obl:agent "
        "that/IN>9:mark it/PRP>9:nsubj fell=fall/VBD>6:acl ./.>4:punct",
        "It <has been claimed> by Hale {that it fell}.",
        id="a clause attached to the agent",
    ),
    pytest.param(
        "Hale/NNP>2:nsubj made=make/VBD>0:root a/DT>4:det promise/NN>2:obj "
        "to/IN>6:case us=we/PRP>4:nmod that/IN>10:mark it/PRP>10:nsubj would/MD>10:aux "
        "hold/VB>6:acl:relcl ./.>2:punct",
        "Hale made a <promise> to /us/ {that it would hold}.",
        id="a clause attached to the addressee",
    ),
    pytest.param(
        "\"/``>2:punct No/UH>6:ccomp ,/,>2:punct \"/''>2:punct Hale/NNP>6:nsubj "
        "said=say/VBD>0:root ,/,>8:punct laughing=laugh/VBG>6:ccomp ./.>6:punct",
        '{"No,"} Hale <said>, laughing.',
        id="a participial adjunct",
    ),
    pytest.param(
        "If/IN>3:mark it/PRP>3:nsubj rains=rain/VBZ>6:advcl ,/,>3:punct "
        "she/PRP>6:nsubj says=say/VBZ>0:root ,/,>9:punct we/PRP>9:nsubj "
        "leave/VBP>6:ccomp ./.>6:punct",
        "{If it rains}, she <says>, {we leave}.",
        id="a condition before the insertion",
    ),
    pytest.param(
        "If/IN>3:mark it/PRP>3:nsubj rains=rain/VBZ>6:advcl ,/,>3:punct "
        "she/PRP>6:nsubj says=say/VBZ>0:root we/PRP>8:nsubj "
        "leave/VBP>6:ccomp ./.>6:punct",
        "If it rains, she <says> {we leave}.",
        id="a condition of the cue",
    ),
    pytest.param(
        "Noting=note/VBG>6:advcl it/PRP>3:nsubj fell=fall/VBD>6:ccomp ,/,>6:punct "
        "Hale/NNP>6:nsubj wept=weep/VBD>0:root ./.>6:punct",
        "<Noting> {it fell}, Hale wept.",
        id="a participle's clause, attached to the verb",
    ),
    pytest.param(
        "Noting=note/VBG>8:advcl it/PRP>3:nsubj fell=fall/VBD>8:ccomp and/CC>5:cc "
        "pointing=point/VBG>3:conj ,/,>8:punct Hale/NNP>8:nsubj wept=weep/VBD>0:root",
        "<Noting> {it fell} and pointing, Hale wept",
        id="a coordinated participle",
    ),
    pytest.param(
        "Why/WRB>7:advmod ,/,>1:punct asked=ask/VBN>7:advcl [Person Hale/NNP>3:iobj ] "
        ",/,>3:punct did=do/VBD>7:aux fall/VB>0:root it/PRP>7:nsubj ?/.>7:punct",
        "{Why}, <asked> Hale, {did fall it?}",
        id="an inverted insertion",
    ),
]


@pytest.mark.parametrize(("row", "marked"), ROWS)
def test_clausal_complements(row: str, marked: str | None) -> None:
    """A reported clause is the content, whatever word the parse attaches it to."""
    check_row(row, marked)
