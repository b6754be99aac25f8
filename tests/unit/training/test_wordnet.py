"""Lemmas from WordNet's exceptions and rules."""

import pytest

from training.wordnet import WordNet, inflect

WORDNET = WordNet(
    exceptions={"verb": {"went": ["go"]}, "noun": {"men": ["man"]}},
    index={
        "verb": frozenset({"go", "admit", "claim", "deny", "leave"}),
        "noun": frozenset({"man", "claim"}),
        "adj": frozenset({"late"}),
    },
    rules={
        "verb": [("s", ""), ("ied", "y"), ("ed", ""), ("ing", "e"), ("ing", "")],
        "noun": [("s", "")],
        "adj": [("er", "e")],
    },
)


@pytest.mark.parametrize(
    ("form", "tag", "lemma"),
    [
        ("went", "VERB", "go"),
        ("claimed", "VERB", "claim"),
        ("denied", "VERB", "deny"),
        ("leaving", "VERB", "leave"),
        ("admitted", "VERB", "admit"),
        ("admitted", "ADJ", None),
        ("men", "NOUN", "man"),
        ("claims", "NOUN", "claim"),
        ("claim", "NOUN", "claim"),
        ("later", "ADJ", "late"),
        ("zigged", "VERB", None),
    ],
)
def test_lemmas_by_wordnet(form: str, tag: str, lemma: str | None) -> None:
    """Exceptions first, then rules, and a doubled consonant."""
    assert WORDNET.lemma(form, tag) == lemma


def test_what_the_treebank_knows_is_left_alone() -> None:
    """All forms of verbs are made; of others those that texts have."""
    found = set(WORDNET.triples({"claims", "later"}, frozenset({("claimed", "VERB")})))

    assert ("admitted", "VERB", "admit") in found
    assert ("claims", "NOUN", "claim") in found
    assert ("later", "ADJ", "late") in found
    assert ("claimed", "VERB", "claim") not in found


def test_regular_forms() -> None:
    """A verb has its regular forms, a doubled consonant and y among them."""
    assert set(inflect("deny")) == {"denys", "denyed", "denying", "denies", "denied"}
    assert {"admitted", "admitting"} <= set(inflect("admit"))
    assert {"urged", "urging", "urges"} <= set(inflect("urge"))
    assert "teaches" in set(inflect("teach"))
