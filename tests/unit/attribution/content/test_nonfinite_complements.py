"""Contents that are infinitives or gerunds."""

import pytest

from tests.support.stage_checks import check_row

ROWS = [
    pytest.param(
        "Hale/NNP>2:nsubj urged=urge/VBD>0:root to/TO>4:mark leave/VB>2:advcl "
        "./.>2:punct",
        None,
        id="no addressee, adverbial clause",
    ),
    pytest.param(
        "Hale/NNP>2:nsubj urged=urge/VBD>0:root to/TO>4:mark leave/VB>2:xcomp "
        "./.>2:punct",
        None,
        id="no addressee",
    ),
    pytest.param(
        "Whom/WP>2:obj urged=urge/VBD>0:root Hale/NNP>2:nsubj to/TO>5:mark "
        "leave/VB>2:xcomp ?/.>2:punct",
        None,
        id="the addressee is asked for",
    ),
    pytest.param(
        "She/PRP>2:nsubj denied=deny/VBD>0:root to/TO>4:mark go/VB>2:xcomp ./.>2:punct",
        None,
        id="no gerund",
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
        "Hale/NNP>2:nsubj called=call/VBD>0:root on/IN>5:case the/DT>5:det "
        "mayor/NN>2:obl to/TO>7:mark resign/VB>2:xcomp ./.>2:punct",
        "Hale <called on> /the mayor/ {to resign}.",
        id="called on, clause of the verb",
    ),
    pytest.param(
        "It/PRP>3:nsubj:pass was=be/VBD>3:aux:pass said=say/VBN>0:root;Voice=Pass "
        "by/IN>5:case Hale/NNP>3:obl:agent to/TO>7:mark fall/VB>3:xcomp ./.>3:punct",
        "{It} <was said> by Hale {to fall}.",
        id="said to do something",
    ),
]


@pytest.mark.parametrize(("row", "marked"), ROWS)
def test_nonfinite_complements(row: str, marked: str | None) -> None:
    """An infinitive or a gerund is the content, with its conditions."""
    check_row(row, marked)
