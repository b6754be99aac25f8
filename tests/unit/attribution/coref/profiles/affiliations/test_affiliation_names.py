"""The name of the organisation that a noun or an office refers to."""

import pytest

from service.attribution.coref.mentions.detect_mentions import detect_mentions
from service.attribution.coref.profiles.affiliations.affiliation_names import (
    referent_of,
)
from tests.support.builders import context_of

SEEN = "saw=see/VBD>0:root the/DT>{}:det ministry/NN>{}:obj"
ROWS = [
    pytest.param(
        f"[Organization Health/NNP>2:compound Ministry/NNP>3:nsubj ] "
        f"{SEEN.format(5, 3)}",
        "Health Ministry",
        id="noun of a name",
    ),
    pytest.param(
        f"[Organization Selby/NNP>2:compound Bank/NNP>3:nsubj ] {SEEN.format(5, 3)}",
        None,
        id="another noun",
    ),
    pytest.param(
        f"[Organization 's/POS>2:nsubj ] {SEEN.format(4, 2)}",
        None,
        id="a name without words",
    ),
]


@pytest.mark.parametrize(("row", "name"), ROWS)
def test_referent_of_a_noun(row: str, name: str | None) -> None:
    """A noun alone refers to the organisation that has it in its name."""
    context = context_of(row)
    (tree,) = context.trees

    found = referent_of(detect_mentions(context), tree, [len(tree) - 1])

    assert (None if found is None else found.name) == name
