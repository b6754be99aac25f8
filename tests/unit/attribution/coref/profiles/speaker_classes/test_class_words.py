"""Classes that words show."""

import pytest

from service.attribution.coref.profiles.speaker_classes.class_words import (
    class_of_name,
    joined_forms,
    role_entry,
)
from tests.support.builders import LEXICON, context_of

NAMES = [
    ("Department of Health", "government"),
    ("Velden Health Department", "government"),
    ("Ministry of Justice", "government"),
    ("Central Bank of Velden", "government"),
    ("Bank of Velden", "business"),
    ("University of the Velden Chamber of Commerce", "expert_or_academic"),
    ("European Union", "international_organization"),
    ("Teachers ' Union", "labour"),
    ("Shippers\N{RIGHT SINGLE QUOTATION MARK} Council", "business"),
    ("Commission Against Corruption", "law_and_police"),
    ("Universidad de Velden", "expert_or_academic"),
    ("Ondo", None),
]


@pytest.mark.parametrize(("name", "expected"), NAMES)
def test_class_of_name(name: str, expected: str | None) -> None:
    """The word of the highest rank decides; of equals the one of the head."""
    assert class_of_name(name, LEXICON.profiles) == expected


@pytest.mark.parametrize(
    ("tokens", "expected"),
    [
        (["workers", "'", "union"], ["workers'", "union"]),
        (["vice", "-", "chancellor"], ["vice-chancellor"]),
        (["bank", "\N{RIGHT SINGLE QUOTATION MARK}s", "head"], ["bank's", "head"]),
        (["", "bank"], ["bank"]),
        (["'"], ["'"]),
    ],
)
def test_joined_forms(tokens: list[str], expected: list[str]) -> None:
    """Endings of possessors and parts of compounds are joined."""
    assert joined_forms(tokens) == expected


ROLES = [
    pytest.param(
        "chief/JJ>2:amod executive/NN>3:nsubj left=leave/VBD>0:root",
        1,
        (None, "business"),
        id="the longest entry",
    ),
    pytest.param(
        "Gov./NNP>2:compound [Person Hale/NNP>3:nsubj ] left=leave/VBD>0:root",
        0,
        ("government", None),
        id="an abbreviation",
    ),
    pytest.param(
        "judges=judge/NNS>2:nsubj left=leave/VBD>0:root",
        0,
        ("courts", None),
        id="lemma",
    ),
]


@pytest.mark.parametrize(("row", "head", "expected"), ROLES)
def test_role_entry(row: str, head: int, expected: tuple[str | None, ...]) -> None:
    """A noun has the entry of its longest form with the words before it."""
    (tree,) = context_of(row).trees

    entry = role_entry(tree, head, LEXICON.profiles)

    assert entry is not None
    assert (entry.role, entry.usual) == expected


def test_no_role() -> None:
    """A noun that denotes nobody has no role."""
    (tree,) = context_of("stones=stone/NNS>2:nsubj fell=fall/VBD>0:root").trees

    entry = role_entry(tree, 0, LEXICON.profiles)

    assert entry is None
