"""Contents that are noun phrases, predicates or prepositional complements."""

import pytest

from tests.support.stage_checks import check_row

ROWS = [
    pytest.param(
        "Hale/NNP>2:nsubj asked=ask/VBD>0:root for/IN>4:case calm/NN>2:obl",
        "Hale <asked for> {calm}",
        id="a preposition of the verb",
    ),
    pytest.param(
        "Hale/NNP>2:nsubj apologised=apologise/VBD>0:root for/IN>4:case "
        "delays=delay/NNS>2:obl",
        "Hale <apologised> {for delays}",
        id="a preposition of an adverbial",
    ),
    pytest.param(
        "Hale/NNP>2:nsubj asked=ask/VBD>0:root Roe/NNP>2:obj for/IN>5:case "
        "calm/NN>2:obl",
        "Hale <asked> Roe {for calm}",
        id="a preposition away from the verb",
    ),
    pytest.param(
        "Hale/NNP>2:nsubj called=call/VBD>0:root the/DT>4:det raid/NN>2:obj "
        "a/DT>6:det crime/NN>2:xcomp ./.>2:punct",
        "Hale <called> {the raid a crime}.",
        id="an object and its predicate",
    ),
    pytest.param(
        "Hale/NNP>2:nsubj described=describe/VBD>0:root the/DT>4:det raid/NN>2:obj "
        "as/IN>7:case a/DT>7:det crime/NN>2:obl ./.>2:punct",
        "Hale <described> {the raid as a crime}.",
        id="an object and its predicate with as",
    ),
    pytest.param(
        "Hale/NNP>2:nsubj condemned=condemn/VBD>0:root the/DT>4:det raid/NN>2:obj "
        "./.>2:punct",
        "Hale <condemned> {the raid}.",
        id="an object",
    ),
    pytest.param(
        "Hale/NNP>2:nsubj called=call/VBD>0:root for/IN>4:case calm/NN>2:obl "
        "./.>2:punct",
        "Hale <called for> {calm}.",
        id="a prepositional complement",
    ),
    pytest.param(
        "The/DT>2:det claim/NN>5:nsubj of/IN>4:case lies=lie/NNS>2:nmod "
        "fell=fall/VBD>0:root ./.>5:punct",
        "The <claim> {of lies} fell.",
        id="a noun and its prepositional complement",
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
        id="an adjective",
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
        "Hale/NNP>2:nsubj notified=notify/VBD>0:root the/DT>4:det mayor/NN>2:obj "
        "of/IN>6:case theft/NN>2:obl ./.>2:punct",
        "Hale <notified> /the mayor/ {of theft}.",
        id="notified of",
    ),
    pytest.param(
        "Hale/NNP>2:nsubj called=call/VBD>0:root on/IN>5:case the/DT>5:det "
        "mayor/NN>2:obl to/TO>7:mark resign/VB>5:acl ./.>2:punct",
        "Hale <called on> /the mayor/ {to resign}.",
        id="called on, clause of the noun",
    ),
    pytest.param(
        "Hale/NNP>2:nsubj called=call/VBD>0:root on/IN>5:case the/DT>5:det "
        "mayor/NN>2:obl ./.>2:punct",
        None,
        id="called on, no infinitive",
    ),
    pytest.param(
        "Hale/NNP>2:nsubj called=call/VBD>0:root the/DT>4:det raid/NN>6:nsubj "
        "a/DT>6:det crime/NN>2:ccomp ./.>2:punct",
        "Hale <called> {the raid a crime}.",
        id="a clause without a verb",
    ),
    pytest.param(
        "Hale/NNP>2:nsubj warned=warn/VBD>0:root of/IN>4:case it/PRP>2:obl ./.>2:punct",
        None,
        id="a pronoun is no content",
    ),
    pytest.param(
        "What/WP>4:obj did=do/VBD>4:aux Hale/NNP>4:nsubj condemn/VB>0:root ?/.>4:punct",
        None,
        id="the object is asked for",
    ),
    pytest.param(
        "Hale/NNP>2:nsubj denied=deny/VBD>0:root the/DT>4:det claim/NN>2:obj "
        "of/IN>7:case a/DT>7:det man/NN>4:nmod that/WDT.PRON>9:nsubj "
        "fell=fall/VBD>7:acl:relcl ./.>2:punct",
        "Hale denied the <claim> {of a man that fell}.",
        id="a relative clause stays with its noun",
    ),
    pytest.param(
        "Hale/NNP>2:nsubj warned=warn/VBD>0:root of/IN>4:case floods=flood/NNS>2:obl "
        "if/IN>7:mark it/PRP>7:nsubj broke=break/VBD>2:advcl ./.>2:punct",
        "Hale <warned of> {floods if it broke}.",
        id="a condition of what was warned of",
    ),
]


@pytest.mark.parametrize(("row", "marked"), ROWS)
def test_nominal_complements(row: str, marked: str | None) -> None:
    """An object, its predicate, or the noun of a preposition is the content."""
    check_row(row, marked)
