"""The entity of a name."""

import pytest
from msgspec.structs import replace

from service.attribution.coref.entities import Mention, NewEntity
from service.attribution.coref.entity_index import EntityIndex
from service.attribution.coref.named_entities import (
    find_acronym,
    find_group,
    find_organization,
    find_person,
)
from tests.support.builders import LEXICON
from tests.support.stage_checks import name_of, people_index, speaker

PEOPLE = [
    pytest.param(["Ann Hale", "Hale"], ["Ann Hale"], id="surname"),
    pytest.param(["Hale", "Ann Hale"], ["Ann Hale"], id="fuller name later"),
    pytest.param(
        ["Ann Hale", "Tom Hale"], ["Ann Hale", "Tom Hale"], id="two of one surname"
    ),
    pytest.param(
        ["Ann Hale", "Tom Hale", "Hale"],
        ["Ann Hale", "Tom Hale"],
        id="the last mentioned",
    ),
    pytest.param(
        ["Ann Hale", "Mr Hale"],
        ["Ann Hale", "Hale"],
        id="a title of another gender",
        marks=pytest.mark.xfail(
            raises=AssertionError, reason="a single word is not compared by gender"
        ),
    ),
    pytest.param(
        ["Maria del Rio Hale", "Rio"], ["Maria del Rio Hale"], id="inner name"
    ),
]


@pytest.mark.parametrize(("people", "names"), PEOPLE)
def test_people(people: list[str], names: list[str]) -> None:
    """Names of one person are one entity, unless their genders differ."""
    assert [entity.name for entity in people_index(*people).entities] == names


def test_an_ambiguous_surname_is_the_last_speaker() -> None:
    """A surname of two people refers to the last speaker of them."""
    entity_index = people_index("Ann Hale", "Tom Hale")
    tom = entity_index.entities[1]
    found = find_person(entity_index, "Hale", 9, last_speaker=tom)
    assert found.entity is tom


NAMESAKES = [
    pytest.param(
        "Ann Hale left. Tom Hale smiled. Hale <said> it was safe.",
        "Tom Hale",
        id="the last subject",
    ),
    pytest.param(
        "Ann Hale left with Tom Hale. Hale <said> it was safe.",
        "Ann Hale",
        id="not an object",
    ),
    pytest.param(
        "Ann Hale left with her brother Tom Hale. Hale <said> it was safe.",
        "Ann Hale",
        id="not a relative",
    ),
    pytest.param(
        "Ann Hale left. Prime Minister Tom Hale resigned. Hale <said> it was safe.",
        "Tom Hale",
        id="an office",
    ),
    pytest.param(
        "Prime Minister Tom Hale resigned. Ann Hale left. Prime Minister Hale <said> "
        "it was safe.",
        "Tom Hale",
        id="the office beside the surname",
    ),
]


@pytest.mark.parametrize(("marked", "name"), NAMESAKES)
def test_namesakes(marked: str, name: str) -> None:
    """An ambiguous surname is the last person who was introduced as somebody."""
    assert name_of(marked) == name


def test_no_gender_from_a_surname() -> None:
    """The gender of "Kim" is not that of a person who has it as the surname."""
    entity_index = people_index("Kim Dae-ho", "Kim")
    assert [entity.gender for entity in entity_index.entities] == [None]


def test_a_surname_before_all_mentions() -> None:
    """Without an earlier mention the first entity of the name is taken."""
    entity_index = EntityIndex(LEXICON)
    for name, offset in (("Ann Hale", 50), ("Tom Hale", 60)):
        mention = Mention(offset, 3, is_subject=True)
        found = replace(find_person(entity_index, name, offset), mentions=(mention,))
        entity_index.apply(found)
    assert find_person(entity_index, "Hale", 9).entity is entity_index.entities[0]


def test_genders() -> None:
    """The gender is that of the title, else of the given name."""
    entity_index = people_index("Dame Robin Hale", "Adam Roe", "Roe")
    assert [entity.gender for entity in entity_index.entities] == ["f", "m"]


def test_organizations() -> None:
    """An organisation keeps its longest name, and the short one as an alias."""
    entity_index = EntityIndex(LEXICON)
    short = entity_index.apply(
        find_organization(entity_index, "the Ministry of Health", 0)
    )
    long = entity_index.apply(
        find_organization(entity_index, "the Ministry of Health of Selby", 1)
    )
    assert short is long
    assert short.name == "Ministry of Health of Selby"
    assert short.aliases == {"ministry of health"}
    assert find_organization(entity_index, "Ministry of Health", 2).entity is short
    bank = find_organization(entity_index, "the World Bank", 3)
    assert isinstance(bank.entity, NewEntity)


def test_locations_are_no_short_forms() -> None:
    """A location is not the organisation whose name begins with it."""
    entity_index = EntityIndex(LEXICON)
    police = entity_index.apply(find_organization(entity_index, "Abu Dhabi Police", 0))
    place = entity_index.apply(
        find_organization(entity_index, "Abu Dhabi", 1, is_location=True)
    )
    assert (place.name, place.is_location) == ("Abu Dhabi", True)
    found = find_organization(entity_index, "the Abu Dhabi Police", 2)
    assert found.entity is police
    assert find_organization(entity_index, "Abu Dhabi", 3).entity is place


MEDIA_NOUNS = [
    pytest.param("the Dawn newspaper", "Dawn", id="known outlet"),
    pytest.param("the Selby newspaper", "Selby newspaper", id="unknown outlet"),
]


@pytest.mark.parametrize(("text", "name"), MEDIA_NOUNS)
def test_media_nouns(text: str, name: str) -> None:
    """A noun for media after the name of a known outlet is not part of the name."""
    assert find_organization(EntityIndex(LEXICON), text, 0).name == name


ACRONYMS = [
    pytest.param("WHO", "World Health Organization", id="acronym"),
    pytest.param("WTO", None, id="of another name"),
    pytest.param("Who", None, id="not in capitals"),
    pytest.param("WORLD HEALTH", None, id="beginning of a name"),
]


@pytest.mark.parametrize(("text", "name"), ACRONYMS)
def test_find_acronym(text: str, name: str | None) -> None:
    """A word in capitals finds the longer name that it abbreviates."""
    entity_index = EntityIndex(LEXICON)
    entity_index.apply(find_organization(entity_index, "World Health Organization", 0))
    entity = find_acronym(entity_index, text)
    assert (entity.name if entity else None) == name


SHORT_FORMS = [
    pytest.param("World Health Organization", "WHO", id="acronym after the name"),
    pytest.param("WHO", "World Health Organization", id="acronym before the name"),
    pytest.param("Bank of Selby", "Bank of Selby Group", id="beginning"),
]


@pytest.mark.parametrize(("first", "second"), SHORT_FORMS)
def test_forms_of_one_name(first: str, second: str) -> None:
    """A short and a long form are one organisation, which has the longer name."""
    entity_index = EntityIndex(LEXICON)
    one = entity_index.apply(find_organization(entity_index, first, 0))
    found = find_organization(entity_index, second, 1)
    assert found.entity is one
    assert found.name == max(first, second, key=len)
    entity_index.apply(found)
    for form in (first, second):
        assert find_organization(entity_index, form, 2).entity is one


def test_a_name_without_words() -> None:
    """A name of punctuation only is nobody's name."""
    entity_index = people_index("Ann Hale")
    assert isinstance(find_person(entity_index, "—", 9).entity, NewEntity)


def test_groups_of_one_name() -> None:
    """A group of the same members is the same entity."""
    entity_index = EntityIndex(LEXICON)
    members = ("Ann Hale", "Tom Roe")
    group = entity_index.apply(find_group(entity_index, members, size=2))
    assert group.name == "Ann Hale and Tom Roe"
    assert find_group(entity_index, members, size=2).entity is group
    other = find_group(entity_index, ("Ann Hale", "Bob May"), size=2)
    assert isinstance(other.entity, NewEntity)


SHORT = [
    pytest.param("The Times <said> it was safe.", "New Selby Times", id="medium"),
    pytest.param(
        "The Ministry <said> it was safe.", "Ministry of Water", id="ministry"
    ),
    pytest.param("The US <said> it was safe.", "United States", id="country"),
]


@pytest.mark.parametrize(("marked", "name"), SHORT)
def test_short_forms(marked: str, name: str) -> None:
    """The head of a longer name and another name of a country are the same entity."""
    before = (
        "The New Selby Times reported a flood. The Ministry of Water met on Monday. "
        "The United States paid the town. "
    )
    assert name_of(before + marked) == name


def test_reasons() -> None:
    """An entity keeps why its names are one's."""
    entity = speaker("The United States paid the town. The US <said> it was safe.")
    assert entity is not None
    assert entity.joined_by == {"another name of the country"}
