"""Speakers joined across articles."""

from service.audit.corrections import Correction
from service.audit.people import Person, join_people, people_of
from tests.support.audit_samples import ANSWERS, FIRST, answer, appearances, speaker


def named(people: list[Person], name: str) -> list[Person]:
    """Return the people of a name."""
    return [person for person in people if person.name == name]


def test_full_names_are_joined() -> None:
    """A person of one full name is one, with the gender that one article tells."""
    (ida,) = named(people_of(appearances()), "Ida Holm")

    assert (ida.articles, ida.records, ida.direct, ida.indirect) == (2, 2, 4, 2)
    assert (ida.gender, ida.source_class) == ("female", "government")
    assert (ida.role, ida.affiliation) == ("mayor", "City of Holm")
    assert len(ida.quotes) == 2


def test_single_names_and_sources_are_not_joined() -> None:
    """A surname, and a source without a name, stand alone; organisations are joined."""
    people = people_of(appearances())

    assert [each.articles for each in named(people, "Roe")] == [1]
    assert [each.articles for each in named(people, "an official")] == [1, 1]
    assert [each.articles for each in named(people, "=Bank")] == [2]


def test_contradicting_genders_tell_none() -> None:
    """Articles that contradict each other tell no gender, however many they are."""
    genders = ("female", "male", "female")
    answers = [
        (FIRST, answer(speaker("s1", "Ida Holm", gender=gender))) for gender in genders
    ]
    (ida,) = people_of(join_people(answers, {}))

    assert ida.gender is None


def test_corrections_win() -> None:
    """A correction has the name, the gender and the class; "" leaves a field."""
    wrong = {"roe": Correction("Tom Roe", "nonbinary", ""),
             "tom roe": Correction("Tom Roe", "nonbinary", "")}  # fmt: skip
    (tom,) = named(people_of(join_people(ANSWERS, wrong)), "Tom Roe")

    assert (tom.articles, tom.gender, tom.source_class) == (2, "nonbinary", "health")


def test_the_most_records_first() -> None:
    """People come by their records, then by name."""
    assert [each.name for each in people_of(appearances())][:2] == ["=Bank", "Ida Holm"]
