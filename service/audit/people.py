"""Speakers joined across articles, by full name only."""

from collections.abc import Iterable, Mapping, Sequence

import msgspec

from service.audit.audit_input import AuditArticle
from service.audit.corrections import Correction
from service.wire.schemas import Attribution, AttributionResponse, Speaker

_FULL_NAME = 2
"""Words of a full name."""
_NO_CLASS = "unknown"


class Quote(msgspec.Struct, frozen=True):
    """One attribution with its article."""

    article: AuditArticle
    attribution: Attribution


class Person(msgspec.Struct):
    """A speaker of one or several articles."""

    name: str
    type: str
    source_class: str
    anonymous: bool
    role: str
    affiliation: str
    articles: int = 0
    records: int = 0
    direct: int = 0
    indirect: int = 0
    quotes: list[Quote] = msgspec.field(default_factory=list[Quote])
    genders: set[str] = msgspec.field(default_factory=set[str])
    """The genders that articles tell."""
    corrected: str = ""
    """The gender of a correction, "" without one."""

    @property
    def gender(self) -> str | None:
        """The gender on which a correction, else all articles that tell one, agree."""
        if self.corrected:
            return self.corrected
        return next(iter(self.genders)) if len(self.genders) == 1 else None


class Appearance(msgspec.Struct, frozen=True):
    """A speaker in one article, and who that is over all articles."""

    article: AuditArticle
    speaker: Speaker
    person: Person


def join_people(
    answers: Iterable[tuple[AuditArticle, AttributionResponse]],
    corrections: Mapping[str, Correction],
) -> list[Appearance]:
    """Return every speaker of every article, people of one full name joined.

    Of persons a full name has two words; organisations are joined by their name, and
    others not at all. Gender and class are those that all articles with one agree on,
    unless a correction has them.
    """
    people: dict[object, Person] = {}
    found: list[Appearance] = []
    for number, (article, answer) in enumerate(answers):
        for speaker in answer.speakers:
            correction = corrections.get(speaker.name.casefold())
            key = _key(speaker, correction) or (number, speaker.id)
            person = people.get(key)
            if person is None:
                person = people[key] = _person(speaker, correction)
            _add(person, speaker, correction)
            quotes = (
                Quote(article, each)
                for each in answer.attributions
                if each.speaker is not None and each.speaker.id == speaker.id
            )
            person.quotes.extend(quotes)
            found.append(Appearance(article, speaker, person))
    return found


def people_of(appearances: Sequence[Appearance]) -> list[Person]:
    """Return the different people of appearances, the most records first."""
    people = {id(each.person): each.person for each in appearances}.values()
    return sorted(people, key=lambda person: (-person.records, person.name))


def _key(speaker: Speaker, correction: Correction | None) -> object:
    """Return what joins a speaker with others, None for one that stands alone."""
    if correction is not None:
        return "person", correction.name.casefold()
    full = len(speaker.name.split()) >= _FULL_NAME
    if speaker.anonymous is None and speaker.type == "person" and full:
        return "person", speaker.name.casefold()
    if speaker.type == "organization":
        return "organization", speaker.name.casefold()
    return None


def _person(speaker: Speaker, correction: Correction | None) -> Person:
    return Person(
        name=correction.name if correction else speaker.name,
        type=speaker.type,
        source_class=speaker.source_class,
        anonymous=speaker.anonymous is not None,
        role=speaker.role or "",
        affiliation=speaker.affiliation.name if speaker.affiliation else "",
    )


def _add(person: Person, speaker: Speaker, correction: Correction | None) -> None:
    """Add what one article tells of a person."""
    if speaker.gender is not None:
        person.genders.add(speaker.gender)
    if person.source_class == _NO_CLASS:
        person.source_class = speaker.source_class
    if correction is not None:
        person.corrected = correction.gender
        person.source_class = correction.source_class or person.source_class
    person.role = person.role or speaker.role or ""
    if speaker.affiliation and not person.affiliation:
        person.affiliation = speaker.affiliation.name
    person.articles += 1
    person.records += speaker.records
    person.direct += speaker.words.direct
    person.indirect += speaker.words.indirect
