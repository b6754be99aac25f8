"""Contents in which, or next to which, the cue stands."""

import pytest

from tests.support.stage_checks import check_row

ROWS = [
    pytest.param(
        "It/PRP>2:nsubj fell=fall/VBD>0:root in/IN>4:case town/NN>2:obl ,/,>7:punct "
        "Hale/NNP>7:nsubj {Cue announced=announce/VBD>4:acl } on/IN>9:case "
        "Friday/NNP>7:obl ./.>2:punct",
        "{It fell in town}, Hale <announced> on Friday.",
        id="a final cue that hangs on a noun",
    ),
    pytest.param(
        "It/PRP>2:nsubj fell=fall/VBD>0:root in/IN>4:case town/NN>2:obl ,/,>7:punct "
        "Hale/NNP>7:nsubj {Cue announced=announce/VBD>4:acl } it/PRP>7:obj ./.>2:punct",
        None,
        id="a verb with an object",
    ),
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
        "The/DT>2:det toll/NN>3:nsubj rose=rise/VBD>0:root by/IN>6:case "
        "two/CD>6:nummod people/NNS>3:obl per/IN>9:case the/DT>9:det "
        "ministry/NN>6:nmod ./.>3:punct",
        "{The toll rose by two people} <per> the ministry.",
        id="a phrase beside a noun",
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
        id="a misattached participle",
    ),
    pytest.param(
        "In/IN>3:case the/DT>3:det words=word/NNS>11:obl of/IN>6:case "
        "her/PRP$>6:nmod:poss clerk/NN>3:nmod ,/,>8:punct Hale/NNP>6:appos "
        ",/,>10:punct it/PRP>6:appos slept=sleep/VBD>0:root ./.>11:punct",
        "<In the words of> her clerk, Hale, {it slept}.",
        id="a phrase that opens a sentence ends at a comma",
    ),
    pytest.param(
        "It/PRP>2:nsubj fell=fall/VBD>0:root ,/,>6:punct according=accord/VBG>6:case "
        "to/IN>4:fixed broadcaster/NN>2:obl [Organization ARD/NNP>2:obl ] ./.>2:punct",
        "{It fell}, <according to> broadcaster ARD.",
        id="a name apart from its common noun",
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
]


@pytest.mark.parametrize(("row", "marked"), ROWS)
def test_parentheticals(row: str, marked: str | None) -> None:
    """The clause of a parenthetical cue is the content, without the parenthesis."""
    check_row(row, marked)
