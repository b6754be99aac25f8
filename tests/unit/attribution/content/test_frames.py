"""Contents in analyses that the shipped parser seldom gives."""

import pytest

from tests.support.builders import context_of
from tests.support.stage_checks import check_content, contents_of

BY_HAND = [
    pytest.param(
        "It/PRP>2:nsubj fell=fall/VBD>0:root and/CC>5:cc Roe/NNP>5:nsubj "
        "slept=sleep/VBD>2:conj according=accord/VBG>8:case to/IN>6:fixed "
        "Hale/NNP>5:obl ./.>2:punct",
        "{It fell and Roe slept} <according to> Hale.",
        id="a phrase at the end has the whole sentence",
    ),
    pytest.param(
        "It/PRP>2:nsubj fell=fall/VBD>0:root and/CC>5:cc Roe/NNP>5:nsubj "
        "slept=sleep/VBD>2:conj according=accord/VBG>8:case to/IN>6:fixed "
        "Hale/NNP>5:obl too/RB>5:advmod then/RB>5:advmod ./.>2:punct",
        "It fell {and Roe slept} <according to> Hale {too then}.",
        id="a phrase inside has its own clause",
    ),
    pytest.param(
        "Hale/NNP>2:nsubj said=say/VBD>0:root it/PRP>5:nsubj was=be/VBD>5:cop "
        "safe/JJ>2:ccomp ,/,>7:punct adding=add/VBG>5:advcl it/PRP>9:nsubj "
        "fell=fall/VBD>7:ccomp ./.>2:punct",
        "Hale <said> {it was safe}, adding it fell.",
        id="adding, hung on the content",
    ),
    pytest.param(
        "Hale/NNP>2:nsubj {Cue said=say/VBD>0:root } it/PRP>4:nsubj "
        "fell=fall/VBD>2:ccomp and/CC>6:cc {Cue warned=warn/VBD>4:conj } of/IN>8:case "
        "rain/NN>6:obl ./.>2:punct",
        "Hale <said> {it fell} and warned of rain.",
        id="and warned, hung on the content, tagged",
    ),
    pytest.param(
        "Hale/NNP>2:nsubj said=say/VBD>0:root it/PRP>4:nsubj fell=fall/VBD>2:ccomp "
        "and/CC>6:cc warned=warn/VBD>4:conj of/IN>8:case rain/NN>6:obl ./.>2:punct",
        "Hale <said> {it fell and warned of rain}.",
        id="and warned, hung on the content, not tagged",
    ),
    pytest.param(
        'Hale/NNP>2:nsubj {Cue said=say/VBD>0:root } {Content "/``>4:punct '
        "quietly/RB>2:advmod \"/''>4:punct it/PRP>7:nsubj fell=fall/VBD>2:ccomp } "
        "./.>2:punct",
        'Hale <said> "quietly" {it fell}.',
        id="a tagged content that begins in marks",
    ),
    pytest.param(
        "Hale/NNP>2:nsubj urged=urge/VBD>0:root to/TO>4:mark leave/VB>2:advcl "
        "./.>2:punct",
        None,
        id="an aim of nobody",
    ),
    pytest.param(
        "Hale/NNP>2:nsubj urged=urge/VBD>0:root to/TO>4:mark leave/VB>2:xcomp "
        "./.>2:punct",
        None,
        id="nobody was urged",
    ),
    pytest.param(
        "Whom/WP>2:obj urged=urge/VBD>0:root Hale/NNP>2:nsubj to/TO>5:mark "
        "leave/VB>2:xcomp ?/.>2:punct",
        None,
        id="who was urged is asked for",
    ),
    pytest.param(
        "The/DT>2:det claim/NN>5:nsubj she/PRP>4:nsubj made=make/VBD>2:acl:relcl "
        "fell=fall/VBD>0:root ./.>5:punct",
        None,
        id="a relative clause of a noun",
    ),
    pytest.param(
        "The/DT>2:det claim/NN>5:nsubj of/IN>4:case lies=lie/NNS>2:nmod "
        "fell=fall/VBD>0:root ./.>5:punct",
        "The <claim> {of lies} fell.",
        id="a claim of something",
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
        "She/PRP>2:nsubj denied=deny/VBD>0:root to/TO>4:mark go/VB>2:xcomp ./.>2:punct",
        None,
        id="no gerund",
    ),
    pytest.param(
        "It/PRP>2:nsubj went=go/VBD>0:root according=accord/VBG>5:case to/IN>3:fixed "
        "plan/NN>2:obl ./.>2:punct",
        None,
        id="according to plan",
    ),
    pytest.param(
        "According=accord/VBG>3:case to/IN>1:fixed Hale/NNP>0:root ./.>3:punct",
        None,
        id="according to somebody alone",
    ),
    pytest.param(
        "In/IN>3:case the/DT>3:det words=word/NNS>8:obl of/IN>5:case Hale/NNP>3:nmod "
        ",/,>8:punct it/PRP>8:nsubj fell=fall/VBD>0:root ./.>8:punct",
        "<In the words of> Hale, {it fell}.",
        id="in the words of",
    ),
    pytest.param(
        "Hale/NNP>2:nsubj accused=accuse/VBD>0:root the/DT>4:det mayor/NN>2:obj "
        "of/IN>6:case theft/NN>2:obl ./.>2:punct",
        "Hale <accused> {the mayor of theft}.",
        id="accused of",
    ),
    pytest.param(
        "Hale/NNP>2:nsubj accused=accuse/VBD>0:root the/DT>4:det mayor/NN>2:obj "
        "of/IN>6:mark lying=lie/VBG>2:advcl ./.>2:punct",
        "Hale <accused> {the mayor of lying}.",
        id="accused of doing",
    ),
    pytest.param(
        "Hale/NNP>2:nsubj pleaded=plead/VBD>0:root not/RB>4:advmod guilty/JJ>2:xcomp "
        "to/IN>6:case theft/NN>2:obl in/IN>8:case May/NNP>2:obl ./.>2:punct",
        "Hale <pleaded> {not guilty to theft} in May.",
        id="a plea",
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
        id="if after no question",
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
        id="a clause hung on the occasion",
    ),
    pytest.param(
        "Hale/NNP>2:nsubj expressed=express/VBD>0:root thanks/NNS>2:obj to/IN>5:case "
        "Roe/NNP>2:obl for/IN>7:case it/PRP>2:obl",
        "Hale <expressed> {thanks to Roe for it}",
        id="expressed thanks to",
    ),
    pytest.param(
        "Hale/NNP>2:nsubj condemned=condemn/VBD>0:root Roe/NNP>2:obj over/IN>5:case "
        "talks/NNS>2:obl at/IN>7:case noon/NN>2:obl",
        "Hale <condemned> {Roe over talks} at noon",
        id="condemned over",
    ),
    pytest.param(
        "It/PRP>2:nsubj fell=fall/VBD>9:ccomp because/IN>5:mark it/PRP>5:nsubj "
        "leaked=leak/VBD>9:advcl ,/,>2:punct then/RB>9:advmod Hale/NNP>9:nsubj "
        "said=say/VBD>0:root",
        "{It fell because it leaked}, then Hale <said>",
        id="a reason hung on the cue behind",
    ),
    pytest.param(
        "It/PRP>2:nsubj fell=fall/VBD>4:ccomp ,/,>2:punct reports=report/VBZ>0:root "
        "our/PRP$>6:nmod:poss editor/NN>4:obj quoting=quote/VBG>4:xcomp "
        "police/NNS>7:obj ./.>4:punct",
        "{It fell}, <reports> our editor quoting police.",
        id="reports our editor quoting",
    ),
    pytest.param(
        "Hale/NNP>2:nsubj said=say/VBD>0:root it/PRP>4:nsubj fell=fall/VBD>2:ccomp "
        "adding=add/VBG>4:advcl more/JJR>5:obj",
        "Hale <said> {it fell} adding more",
        id="adding without a clause",
    ),
    pytest.param(
        "It/PRP>2:nsubj fell=fall/VBD>5:ccomp ,/,>2:punct Hale/NNP>5:nsubj "
        "said=say/VBD>0:root adding=add/VBG>5:ccomp it/PRP>8:nsubj "
        "burned=burn/VBD>6:ccomp ./.>5:punct",
        "{It fell}, Hale <said> adding it burned.",
        id="adding, hung on the cue as its clause",
    ),
    pytest.param(
        "Hale/NNP>2:nsubj notified=notify/VBD>0:root the/DT>4:det mayor/NN>2:obj "
        "of/IN>6:case theft/NN>2:obl ./.>2:punct",
        "Hale <notified> /the mayor/ {of theft}.",
        id="notified of",
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
        "Hale/NNP>2:nsubj asked=ask/VBD>0:root me=I/PRP>2:obj to/TO>5:mark "
        "stay/VB>2:xcomp until/IN>8:mark it/PRP>8:nsubj fell=fall/VBD>2:advcl",
        "Hale <asked> /me/ {to stay until it fell}",
        id="a condition",
    ),
    pytest.param(
        "Hale/NNP>2:nsubj asked=ask/VBD>0:root me=I/PRP>2:obj to/TO>5:mark "
        "stay/VB>2:xcomp while/IN>8:mark it/PRP>8:nsubj fell=fall/VBD>2:advcl",
        "Hale <asked> /me/ {to stay} while it fell",
        id="no condition",
    ),
    pytest.param(
        "Hale/NNP>2:nsubj said=say/VBD>0:root that/IN>7:mark at/IN>5:case "
        "noon/NN>2:obl it/PRP>7:nsubj fell=fall/VBD>2:ccomp",
        "Hale <said> {that at noon it fell}",
        id="a hole",
    ),
    pytest.param(
        "Roe/NNP>3:nsubj:pass was=be/VBD>3:aux:pass told=tell/VBN>0:root "
        "it/PRP>5:nsubj fell=fall/VBD>3:ccomp and/CC>8:cc was=be/VBD>8:aux:pass "
        "asked=ask/VBN>5:conj to/TO>10:mark stay/VB>8:xcomp",
        "/Roe/ <was told> {it fell} and was asked to stay",
        id="and was asked, hung on the content",
    ),
    pytest.param(
        "Hale/NNP>2:nsubj called=call/VBD>0:root on/IN>5:case the/DT>5:det "
        "mayor/NN>2:obl to/TO>7:mark resign/VB>5:acl ./.>2:punct",
        "Hale <called on> /the mayor/ {to resign}.",
        id="called on, clause of the noun",
    ),
    pytest.param(
        "Hale/NNP>2:nsubj called=call/VBD>0:root on/IN>5:case the/DT>5:det "
        "mayor/NN>2:obl to/TO>7:mark resign/VB>2:xcomp ./.>2:punct",
        "Hale <called on> /the mayor/ {to resign}.",
        id="called on, clause of the verb",
    ),
    pytest.param(
        "Hale/NNP>2:nsubj called=call/VBD>0:root on/IN>5:case the/DT>5:det "
        "mayor/NN>2:obl ./.>2:punct",
        None,
        id="called on somebody at home",
    ),
    pytest.param(
        "Hale/NNP>2:nsubj called=call/VBD>0:root the/DT>4:det raid/NN>6:nsubj "
        "a/DT>6:det crime/NN>2:ccomp ./.>2:punct",
        "Hale <called> {the raid a crime}.",
        id="a clause without a verb",
    ),
    pytest.param(
        "Hale/NNP>3:nsubj was=be/VBD>3:cop angry/JJ>0:root that/IN>6:mark "
        "it/PRP>6:nsubj fell=fall/VBD>3:advcl ./.>3:punct",
        "Hale <was angry> {that it fell}.",
        id="an adverbial clause of an adjective",
    ),
    pytest.param(
        "As/IN>3:mark Hale/NNP>3:nsubj said=say/VBD>7:advcl ,/,>3:punct it/PRP>7:nsubj "
        "is=be/VBZ>7:cop safe/JJ>0:root ./.>7:punct",
        "As Hale <said>, {it is safe}.",
        id="as she said",
    ),
    pytest.param(
        "It/PRP>6:nsubj ,/,>4:punct Hale/NNP>4:nsubj said=say/VBD>6:parataxis "
        ",/,>4:punct fell=fall/VBD>0:root ,/,>9:punct Roe/NNP>9:nsubj "
        "slept=sleep/VBD>6:parataxis ./.>6:punct",
        "{It}, Hale <said>, {fell, Roe slept}.",
        id="a clause after the insertion, before it in the tree",
    ),
    pytest.param(
        "It/PRP>2:nsubj fell=fall/VBD>0:root ,/,>5:punct Hale/NNP>5:nsubj "
        "said=say/VBD>2:parataxis ,/,>8:punct Roe/NNP>8:nsubj "
        "slept=sleep/VBD>2:parataxis ./.>2:punct",
        "{It fell}, Hale <said>, Roe slept.",
        id="a clause of its own after the insertion",
    ),
    pytest.param(
        "Hale/NNP>2:nsubj warned=warn/VBD>0:root of/IN>4:case it/PRP>2:obl ./.>2:punct",
        None,
        id="a pronoun is no content",
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
        id="an object that nobody can tell",
    ),
    pytest.param(
        "What/WP>4:obj did=do/VBD>4:aux Hale/NNP>4:nsubj condemn/VB>0:root ?/.>4:punct",
        None,
        id="the object is asked for",
    ),
    pytest.param(
        "The/DT>2:det toll/NN>3:nsubj rose=rise/VBD>0:root by/IN>6:case "
        "two/CD>6:nummod people/NNS>3:obl per/IN>9:case the/DT>9:det "
        "ministry/NN>6:nmod ./.>3:punct",
        "{The toll rose by two people} <per> the ministry.",
        id="a phrase beside a noun",
    ),
    pytest.param(
        "It/PRP>4:expl has/VBZ>4:aux been=be/VBN>4:aux:pass "
        "claimed=claim/VBN>0:root;Voice=Pass by/IN>6:case Hale/NNP>4:obl:agent "
        "that/IN>9:mark it/PRP>9:nsubj fell=fall/VBD>6:acl ./.>4:punct",
        "It <has been claimed> by Hale {that it fell}.",
        id="a clause hung on the agent",
    ),
    pytest.param(
        "Hale/NNP>2:nsubj made=make/VBD>0:root a/DT>4:det promise/NN>2:obj "
        "to/IN>6:case us=we/PRP>4:nmod that/IN>10:mark it/PRP>10:nsubj would/MD>10:aux "
        "hold/VB>6:acl:relcl ./.>2:punct",
        "Hale made a <promise> to /us/ {that it would hold}.",
        id="a clause hung on who was promised",
    ),
    pytest.param(
        "Hale/NNP>2:nsubj denied=deny/VBD>0:root the/DT>4:det claim/NN>2:obj "
        "of/IN>7:case a/DT>7:det man/NN>4:nmod that/WDT.PRON>9:nsubj "
        "fell=fall/VBD>7:acl:relcl ./.>2:punct",
        "Hale denied the <claim> {of a man that fell}.",
        id="a relative clause stays with its noun",
    ),
    pytest.param(
        "The/DT>2:det plan/NN>11:nsubj ,/,>6:punct the/DT>6:det lobby/NN>6:compound "
        "group/NN>2:appos argued=argue/VBD>2:acl:relcl on/IN>9:case Monday/NNP>7:obl "
        ",/,>2:punct failed=fail/VBD>0:root ./.>11:punct",
        "{The plan}, the lobby group <argued> on Monday, {failed}.",
        id="a speaker taken for an apposition",
    ),
    pytest.param(
        "It/PRP>8:nsubj ,/,>1:punct per/IN>5:case a/DT>5:det report/NN>8:obl "
        "filed=file/VBN>8:advcl ,/,>1:punct fell=fall/VBD>0:root ./.>8:punct",
        "{It}, <per> a report filed, {fell}.",
        id="a participle torn off the phrase",
    ),
    pytest.param(
        "Hale/NNP>2:nsubj warned=warn/VBD>0:root of/IN>4:case floods=flood/NNS>2:obl "
        "if/IN>7:mark it/PRP>7:nsubj broke=break/VBD>2:advcl ./.>2:punct",
        "Hale <warned> {of floods if it broke}.",
        id="a condition of what was warned of",
    ),
    pytest.param(
        'Hale/NNP>2:nsubj said=say/VBD>0:root ,/,>5:punct "/``>5:punct Go/VB>2:ccomp '
        ",/,>5:punct \"/''>5:punct and/CC>10:cc he/PRP>10:nsubj left=leave/VBD>5:conj "
        "./.>2:punct",
        'Hale <said>, {"Go,"} and he left.',
        id="a comma in the mark ends the words",
    ),
    pytest.param(
        'Hale/NNP>2:nsubj said=say/VBD>0:root "/``>4:punct '
        "go/VB>2:ccomp \"/''>4:punct and/CC>7:cc leave/VB>4:conj ./.>2:punct",
        'Hale <said> {"go" and leave}.',
        id="without a comma they go on",
    ),
    pytest.param(
        "In/IN>3:case the/DT>3:det words=word/NNS>11:obl of/IN>6:case "
        "her/PRP$>6:nmod:poss clerk/NN>3:nmod ,/,>8:punct Hale/NNP>6:appos "
        ",/,>10:punct it/PRP>6:appos slept=sleep/VBD>0:root ./.>11:punct",
        "<In the words of> her clerk, Hale, {it slept}.",
        id="a phrase that opens a sentence ends at a comma",
    ),
    pytest.param(
        "\"/``>2:punct No/UH>6:ccomp ,/,>2:punct \"/''>2:punct Hale/NNP>6:nsubj "
        "said=say/VBD>0:root ,/,>8:punct laughing=laugh/VBG>6:ccomp ./.>6:punct",
        '{"No,"} Hale <said>, laughing.',
        id="what somebody does while speaking",
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
        id="a condition of the saying",
    ),
    pytest.param(
        "It/PRP>3:nsubj:pass was=be/VBD>3:aux:pass said=say/VBN>0:root;Voice=Pass "
        "by/IN>5:case Hale/NNP>3:obl:agent to/TO>7:mark fall/VB>3:xcomp ./.>3:punct",
        "{It} <was said> by Hale {to fall}.",
        id="said to do something",
    ),
    pytest.param(
        "It/PRP>2:nsubj fell=fall/VBD>0:root ,/,>6:punct according=accord/VBG>6:case "
        "to/IN>4:fixed broadcaster/NN>2:obl [Organization ARD/NNP>2:obl ] ./.>2:punct",
        "{It fell}, <according to> broadcaster ARD.",
        id="the name apart from its kind",
    ),
    pytest.param(
        "Why/WRB>7:advmod ,/,>1:punct asked=ask/VBN>7:advcl [Person Hale/NNP>3:iobj ] "
        ",/,>3:punct did=do/VBD>7:aux fall/VB>0:root it/PRP>7:nsubj ?/.>7:punct",
        "{Why}, <asked> Hale, {did fall it?}",
        id="an inverted insertion",
    ),
    pytest.param(
        "It/PRP>2:nsubj fell=fall/VBD>0:root ,/,>4:punct replies=reply/VBZ>2:parataxis "
        "the/DT>6:det man/NN>4:iobj ./.>2:punct",
        "{It fell}, <replies> the man.",
        id="an inversion in the present",
    ),
    pytest.param(
        "Or/CC>8:cc ,/,>1:punct as/IN>5:mark Hale/NNP>5:nsubj says=say/VBZ>8:advcl "
        ",/,>5:punct we/PRP>8:nsubj leave/VBP>0:root ./.>8:punct",
        "Or, as Hale <says>, {we leave}.",
        id="a conjunction before the insertion",
    ),
    pytest.param(
        "Noting=note/VBG>6:advcl it/PRP>3:nsubj fell=fall/VBD>6:ccomp ,/,>6:punct "
        "Hale/NNP>6:nsubj wept=weep/VBD>0:root ./.>6:punct",
        "<Noting> {it fell}, Hale wept.",
        id="a participle's clause, hung on the verb",
    ),
    pytest.param(
        "Noting=note/VBG>8:advcl it/PRP>3:nsubj fell=fall/VBD>8:ccomp and/CC>5:cc "
        "pointing=point/VBG>3:conj ,/,>8:punct Hale/NNP>8:nsubj wept=weep/VBD>0:root",
        "<Noting> {it fell} and pointing, Hale wept",
        id="and a second one",
    ),
    pytest.param(
        "Hale/NNP>2:nsubj said=say/VBD>0:root she/PRP>5:nsubj could/MD>5:aux "
        "stay/VB>2:ccomp and/CC>7:cc condemned=condemn/VBD>5:conj it/PRP>7:obj "
        "./.>2:punct",
        "Hale <said> {she could stay} and condemned it.",
        id="and condemned, hung on the content",
    ),
]


TIED = [
    pytest.param("However ,", "However, ", id="however"),
    pytest.param("Even so ,", "Even so, ", id="even so"),
    pytest.param("But", "But ", id="but"),
    pytest.param("And ,", "And, ", id="and"),
    pytest.param("Soon ,", "", id="when"),
    pytest.param("Still", "", id="no comma"),
]


@pytest.mark.parametrize(("words", "left"), TIED)
def test_what_ties_a_sentence_is_no_content(words: str, left: str) -> None:
    """What ties a sentence to the one before it is not what was said."""
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


@pytest.mark.parametrize(("row", "marked"), BY_HAND)
def test_other_parses(row: str, marked: str | None) -> None:
    """Other analyses than the shipped parser's give the same contents."""
    here = context_of(row)
    if marked is None:
        assert contents_of(here) == ()
    else:
        check_content(marked, here)
