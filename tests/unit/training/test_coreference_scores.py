"""Mention scores and LEA."""

import pytest

from service.evaluation.report import Prf
from training.coreference_scores import Entities, Sums, aligned


def entities(words: str) -> Entities:
    """Return entities written as "abc de": a letter is a mention."""
    return [frozenset(word) for word in words.split()]


LEA = [
    pytest.param(
        "abc defg",
        "ab cd fghi",
        Prf(33.3, 23.8, 27.8),
        id="(2 * 1 + 2 * 0 + 4 / 6) / 8 and (3 / 3 + 4 / 6) / 7",
    ),
    pytest.param("abc de", "abc de", Prf(100.0, 100.0, 100.0), id="equal"),
    pytest.param("abcd", "ab cd", Prf(100.0, 33.3, 50.0), id="split"),
    pytest.param("ab cd", "abcd", Prf(33.3, 100.0, 50.0), id="merged"),
    pytest.param("a b", "a", Prf(100.0, 50.0, 66.7), id="single mention, missed one"),
    pytest.param("a", "ab", Prf(0.0, 0.0, 0.0), id="single mention in a larger entity"),
    pytest.param("ab", "", Prf(0.0, 0.0, 0.0), id="no response"),
    pytest.param("", "", Prf(0.0, 0.0, 0.0), id="nothing"),
]


@pytest.mark.parametrize(("key", "response", "expected"), LEA)
def test_lea(key: str, response: str, expected: Prf) -> None:
    """Entities count by their size times the share of their links."""
    assert Sums.of(entities(key), entities(response)).lea == expected


def test_mentions_count_whatever_their_entity() -> None:
    """A mention of a wrong entity is a mention all the same."""
    sums = Sums.of(entities("abcd"), entities("ab cx"))

    assert sums.mentions == Prf(75.0, 75.0, 75.0)


def test_sums_over_documents_add_up() -> None:
    """The metrics of several documents are those of their sums."""
    one, two = Sums.of(entities("ab"), entities("ab")), Sums.of(entities("cd"), [])

    assert (one + two).lea == Prf(100.0, 50.0, 66.7)
    assert (one + two).mentions == Prf(100.0, 50.0, 66.7)
    assert ((one + two).key_entities, (one + two).response_entities) == (2, 1)


def test_aligned_entities_share_a_mention() -> None:
    """Entities without a mention on the other side are left out."""
    key, response = aligned(entities("abc de"), entities("cx yz"))

    assert (key, response) == (entities("abc"), entities("cx"))
