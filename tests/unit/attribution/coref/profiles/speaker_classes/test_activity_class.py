"""Classes that a person's doings show."""

import pytest

from service.attribution.coref.profiles.entity_mentions import PlacedMention
from service.attribution.coref.profiles.speaker_classes.activity_class import (
    activity_class,
)
from service.attribution.syntax.descriptions import NameSpan
from tests.support.builders import LEXICON, context_of

ROWS = [
    ("[Person Roe/NNP>2:nsubj ] starred=star/VBD>0:root in/IN>4:case it/PRP>2:obl",
     "culture"),
    ("[Person Roe/NNP>3:nmod:poss ] 's/POS>1:case album/NN>4:nsubj "
     "sold=sell/VBD>0:root",
     "culture"),
    ("[Person Roe/NNP>3:nmod:poss ] 's/POS>1:case nomination/NN>4:nsubj "
     "failed=fail/VBD>0:root", "politics"),
    ("[Person Roe/NNP>2:nsubj ] won=win/VBD>0:root a/DT>4:det medal/NN>2:obj", "sport"),
    ("[Person Roe/NNP>3:nsubj:pass ] was=be/VBD>3:aux:pass arrested=arrest/VBN>0:root",
     "courts"),
    ("[Person Roe/NNP>4:nsubj ] charged=charge/VBN>1:acl today/NN>2:obl "
     "left=leave/VBD>0:root", "courts"),
    ("[Person Roe/NNP>2:nsubj ] campaigned=campaign/VBD>0:root", "politics"),
    ("[Person Roe/NNP>5:nsubj ] ,/,>3:punct 42/CD>1:appos ,/,>1:punct "
     "left=leave/VBD>0:root", "private_person"),
    ("[Person Roe/NNP>2:nsubj ] left=leave/VBD>0:root", None),
    ("[Person Roe/NNP>2:nsubj ] arrested=arrest/VBD>0:root him/PRP>2:obj", None),
]  # fmt: skip


@pytest.mark.parametrize(("row", "expected"), ROWS)
def test_activity_class(row: str, expected: str | None) -> None:
    """Works, offices, arrests and a bare age show a class."""
    context = context_of(row)
    span = context.trees[0].span([0])
    mention = PlacedMention(0, 0, span, "name", NameSpan(0, 1, "Person"))

    assert activity_class(context, [mention], LEXICON.profiles) == expected


def test_age_as_mention() -> None:
    """Whoever is called by an age is a private person."""
    context = context_of("The/DT>2:det 19-year-old/NN>3:nsubj left=leave/VBD>0:root")
    span = context.trees[0].span([0, 1])
    mention = PlacedMention(0, 1, span, "nominal")

    assert activity_class(context, [mention], LEXICON.profiles) == "private_person"
