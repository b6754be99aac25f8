"""The class of a source, and quoted first persons."""

import pytest

from service.attribution.classification.source_class import (
    quoted_first_person,
    source_class,
)
from tests.support.treebank import staged

CLASSES = [
    pytest.param("I <said> it was safe.", "first person", id="I"),
    pytest.param("She <said> it was safe.", "pronoun", id="she"),
    pytest.param("Ann Hale <said> it was safe.", "name", id="name"),
    pytest.param("The mayor <said> it was safe.", "speaker noun", id="person"),
    pytest.param("Officials <said> the bridge was safe.", "speaker noun", id="group"),
    pytest.param("Its silence <said> it was safe.", "other", id="no speaker"),
]


@pytest.mark.parametrize(("marked", "expected"), CLASSES)
def test_source_class(marked: str, expected: str) -> None:
    """The class is that of the head: pronoun, name, or a noun of the lexicon."""
    _, here, candidate = staged(marked, tagger=False)
    assert candidate.source is not None
    assert source_class(here, candidate.source) == expected


FIRST_PERSONS = [
    pytest.param(
        "“I <told> him that the dam is safe,” Ann Hale said.", "past", id="told"
    ),
    pytest.param("“I <think> the dam is safe,” Ann Hale said.", "now", id="think"),
    pytest.param("I <said> it was safe.", None, id="outside of a quotation"),
    pytest.param("The raid <was condemned>.", None, id="no source"),
    pytest.param("“He <asked>: ‘Why?’ and left,” Hale said.", None, id="third person"),
]


@pytest.mark.parametrize(("marked", "time"), FIRST_PERSONS)
def test_quoted_first_person(marked: str, time: str | None) -> None:
    """Only "I" and "we" in a quotation have a time, that of their cue."""
    _, here, candidate = staged(marked, tagger=False)
    assert quoted_first_person(here, candidate) == time
