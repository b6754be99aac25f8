"""The keys under which an entity is found."""

import pytest

from service.attribution.coref.entities import Entity
from service.attribution.coref.entity_keys import Key, name_keys, role_keys
from tests.support.builders import LEXICON

NAMES = [
    pytest.param(
        Entity("Selby Gazette", "organization", ("selby", "gazette"), named=True),
        {
            ("name", "Selby Gazette"),
            ("kind", "organization"),
            ("kind", "medium"),
            ("words", "selby gazette"),
            ("first words", "selby gazette"),
            ("word", "selby"),
            ("word", "gazette"),
            ("role word", "selby"),
            ("role word", "gazette"),
            ("stem", "selb"),
            ("stem", "gaze"),
            ("initial", "s"),
        },
        id="medium",
    ),
    pytest.param(
        Entity("IO", "person", ("io",), named=True),
        {
            ("name", "IO"),
            ("kind", "person"),
            ("words", "io"),
            ("word", "io"),
            ("role word", "io"),
            ("stem", "io"),
            ("initial", "i"),
            ("acronym", "i"),
        },
        id="capitals",
    ),
    pytest.param(Entity("A witness", "person"), {("name", "A witness")}, id="unnamed"),
]


@pytest.mark.parametrize(("entity", "keys"), NAMES)
def test_name_keys(entity: Entity, keys: set[Key]) -> None:
    """An entity is found by its name; one with a name by parts of it as well."""
    assert set(name_keys(LEXICON, entity)) == keys


def test_role_keys() -> None:
    """A role is found by its words, its synonyms and the initials of its words."""
    assert set(role_keys(LEXICON, "Prime Minister")) == {
        ("role", "minister prime"),
        ("role word", "prime"),
        ("role word", "minister"),
        ("role synonym", "premier"),
        ("role initial", "p"),
        ("role initial", "m"),
    }
