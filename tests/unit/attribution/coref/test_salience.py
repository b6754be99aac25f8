"""Salience and prominence of entities."""

import pytest

from tests.support.builders import context_of
from tests.support.stage_checks import coref_state, name_of, state_in
from tests.support.treebank import context

RANKED = [
    pytest.param("Ann Hale met Tom Roe.", "Ann Hale", "Tom Roe", id="subject"),
    pytest.param("Ann Hale left. Tom Roe left.", "Tom Roe", "Ann Hale", id="nearer"),
    pytest.param(
        "Ann Hale left. A witness left the town.",
        "witness",
        "Ann Hale",
        id="distance before name",
    ),
    pytest.param("Ann Hale left." + " It rained." * 8, None, "Ann Hale", id="too far"),
]


@pytest.mark.parametrize(("text", "more", "less"), RANKED)
def test_ranking(text: str, more: str | None, less: str) -> None:
    """Subjects and near mentions are more salient; beyond six sentences it is 0."""
    state = coref_state(text)
    salience = {
        entity.name: state.salience.salience(
            entity, len(state.context.trees) - 1, len(text)
        )
        for entity in state.entity_index.entities
    }
    assert salience[less] < salience[more] if more else salience[less] == 0.0


def test_names_are_more_salient() -> None:
    """A named entity is more salient than an unnamed one, a location is not."""
    state = coref_state("Ann Hale left.")
    (ann,) = state.entity_index.entities
    named = state.salience.salience(ann, 0, 14)
    ann.is_location = True
    location = state.salience.salience(ann, 0, 14)
    ann.is_location, ann.named = False, False
    assert named > location == state.salience.salience(ann, 0, 14) > 0.0


def test_mentions_in_quotations() -> None:
    """A mention inside a quotation makes an entity less salient."""
    row = (
        "{0}[Person Ann/NNP>{1}:nsubj Hale/NNP>{2}:flat ] left=leave/VBD>0:root "
        "./.>{1}:punct{3}"
    )
    plain = state_in(context_of(row.format("", 3, 1, "")))
    quoted = state_in(context_of(row.format("\"/''>4:punct ", 4, 2, " \"/''>4:punct")))
    (outside,), (inside,) = plain.entity_index.entities, quoted.entity_index.entities
    assert [m.is_quoted for m in (*outside.mentions, *inside.mentions)] == [False, True]
    assert (
        0.0
        < quoted.salience.salience(inside, 0, 20)
        < plain.salience.salience(outside, 0, 20)
    )


def test_last_speaker() -> None:
    """The last speaker is more salient until another entity is a subject."""
    state = coref_state("Tom Roe left. Ann Hale smiled.")
    tom, ann = state.entity_index.entities
    assert state.salience.last_speaker is None
    before = state.salience.salience(tom, 1, 30)
    state.salience.add_speaker(0, tom)
    assert state.salience.last_speaker is tom
    assert state.salience.is_last_speaker(tom)
    assert not state.salience.is_last_speaker(ann)
    assert state.salience.salience(tom, 1, 30) > before
    assert state.salience.salience(tom, 1, 30, alternatives=[tom, ann]) == before


def test_speakers_are_kept_in_text_order() -> None:
    """The last speaker is the one with the last source, whenever it is added."""
    state = coref_state("Tom Roe left. Ann Hale smiled.")
    tom, ann = state.entity_index.entities
    state.salience.add_speaker(14, ann)
    state.salience.add_speaker(0, tom)
    assert state.salience.last_speaker is ann


def test_prominence() -> None:
    """An entity is prominent by several mentions or a near one, else it is 0."""
    once = coref_state("Ann Hale met Tom Roe." + " It rained." * 5)
    twice = coref_state("Ann Hale met Tom Roe. She met Roe." + " It rained." * 5)
    near = coref_state("Ann Hale met Tom Roe.")
    prominence = [
        state.salience.prominence(
            state.entity_index.entities[1], len(state.context.trees) - 1, 200
        )
        for state in (once, twice, near)
    ]
    assert prominence[0] == 0.0
    assert min(prominence[1:]) > 0.0


PRONOUNS = [
    pytest.param(
        "Tom Roe said it was safe. Enoch Kaya left the town. He <said> it was safe.",
        "Enoch Kaya",
        id="after another subject",
    ),
    pytest.param(
        "Tom Roe said it was safe. Enoch Kaya left the town. He and his family met. "
        "He <said> it was safe.",
        "Enoch Kaya",
        id="after another subject and its pronoun",
    ),
    pytest.param(
        "Tom Roe said it was safe. The town met Enoch Kaya. He <said> it was safe.",
        "Tom Roe",
        id="after another object",
    ),
    pytest.param(
        "Prosecutors said it was safe. Police searched the town, they <said>.",
        "Prosecutors",
        id="after a subject of their content",
    ),
    pytest.param(
        "Ayo Kaya rejected the claim by Tom Roe that it was safe. "
        "He <said> it was safe.",
        "Ayo Kaya",
        id="before a reported claim",
    ),
    pytest.param(
        'Tom Roe left. "It rained.' + " It rained." * 8 + ' It must go." '
        "He <said> it was safe.",
        "Tom Roe",
        id="beyond a long quotation",
    ),
    pytest.param(
        "Tom Roe left." + " It rained." * 8 + " He <said> it was safe.",
        None,
        id="too far away",
    ),
]


@pytest.mark.parametrize(("marked", "name"), PRONOUNS)
def test_pronouns(marked: str, name: str | None) -> None:
    """A pronoun is the last speaker until the narrative has another subject."""
    assert name_of(marked) == name


def test_quotations_are_no_distance() -> None:
    """Sentences inside a quotation are not counted between a mention and a pronoun."""
    text = (
        'Tom Roe left. "It rained.'
        + " It rained." * 8
        + ' It must go." He said it was safe.'
    )
    state = state_in(context(text))
    assert state.salience.narrative_counts[-1] == 2
