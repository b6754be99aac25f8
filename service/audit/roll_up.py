"""The tables of a report: shares by gender, class, time, section and byline."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence

import msgspec

from service.audit.people import Appearance

NOT_TOLD = "not told"
_MONTH = 7
"""Characters of a month in ISO 8601."""


class Share(msgspec.Struct, frozen=True):
    """One row of a table: the speakers with a value."""

    value: str
    speakers: int
    records: int
    words: int


class Group(msgspec.Struct, frozen=True):
    """A month, a section or a byline, with the records by gender of people."""

    value: str
    articles: int
    records: int
    women: int
    men: int
    others: int
    not_told: int
    anonymous: int


def shares(
    appearances: Iterable[Appearance], value_of: Callable[[Appearance], str]
) -> list[Share]:
    """Return the speakers by a value, the most records first."""
    groups: dict[str, list[Appearance]] = {}
    for each in appearances:
        groups.setdefault(value_of(each), []).append(each)
    found = [
        Share(
            value,
            speakers=len({id(each.person) for each in group}),
            records=sum(each.speaker.records for each in group),
            words=sum(_words(each) for each in group),
        )
        for value, group in groups.items()
    ]
    return sorted(found, key=lambda share: (-share.records, share.value))


def gender_of(appearance: Appearance) -> str:
    """Return the gender of a speaker over all articles."""
    return appearance.person.gender or NOT_TOLD


def people_only(appearances: Iterable[Appearance]) -> list[Appearance]:
    """Return the appearances of single persons."""
    return [each for each in appearances if each.person.type == "person"]


def groups(
    appearances: Sequence[Appearance], value_of: Callable[[Appearance], str]
) -> list[Group]:
    """Return the groups in the order of their values, without those of no value."""
    found: dict[str, list[Appearance]] = {}
    for each in appearances:
        if value := value_of(each):
            found.setdefault(value, []).append(each)
    return [_group(value, found[value]) for value in sorted(found)]


def month_of(appearance: Appearance) -> str:
    """Return the month of an article, "" without a date."""
    return appearance.article.date[:_MONTH]


def _group(value: str, appearances: Sequence[Appearance]) -> Group:
    records = Counter[str]()
    for each in people_only(appearances):
        records[gender_of(each)] += each.speaker.records
    women, men = records["female"], records["male"]
    return Group(
        value,
        articles=len({each.article.id for each in appearances}),
        records=sum(each.speaker.records for each in appearances),
        women=women,
        men=men,
        others=records.total() - women - men - records[NOT_TOLD],
        not_told=records[NOT_TOLD],
        anonymous=sum(
            each.speaker.records for each in appearances if each.speaker.anonymous
        ),
    )


def _words(appearance: Appearance) -> int:
    words = appearance.speaker.words
    return words.direct + words.indirect
