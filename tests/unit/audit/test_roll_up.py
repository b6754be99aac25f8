"""The tables of a report."""

from service.audit.roll_up import (
    Group,
    Share,
    gender_of,
    groups,
    month_of,
    people_only,
    shares,
)
from tests.support.audit_samples import appearances


def test_shares() -> None:
    """A person of two articles is one speaker with the records of both."""
    assert shares(people_only(appearances()), gender_of) == [
        Share("female", 1, 2, 6),
        Share("male", 2, 2, 6),
        Share("not told", 2, 2, 6),
    ]


def test_groups() -> None:
    """A month has its records by gender of people, and the anonymous ones."""
    first, second = groups(appearances(), month_of)

    assert first == Group("2026-01", 1, 4, 1, 1, 0, 1, 1)
    assert (second.value, second.records) == ("2026-02", 4)


def test_groups_without_a_value() -> None:
    """Articles without a byline are in no group."""
    found = groups(appearances(), lambda each: each.article.byline)

    assert [group.value for group in found] == ["Bo Lund"]
