"""Checks of stages that the tables of several test modules share."""

from copy import deepcopy

from msgspec.structs import asdict, replace

from service.attribution.candidates import Candidate
from service.attribution.content.detect_contents import find_contents
from service.attribution.content.quotation_attachment import attach_quotations
from service.attribution.context import Context
from service.attribution.coref.coref_state import CorefState
from service.attribution.coref.entities import Entity, Mention
from service.attribution.coref.entity_index import EntityIndex
from service.attribution.coref.mentions.detect_mentions import detect_mentions
from service.attribution.coref.named_entities import find_person
from service.attribution.coref.resolve_speakers import resolve_speakers
from service.attribution.coref.salience import Salience
from service.attribution.cues.detect_cues import find_cues
from service.attribution.linking.continuation import continue_quotations
from service.attribution.linking.nesting import assign_parents
from tests.support.builders import (
    LEXICON,
    Marked,
    candidate_at,
    candidates_of,
    context_of,
    texts,
)
from tests.support.treebank import context, cue_of


def contents_of(here: Context) -> tuple[Candidate, ...]:
    """Return the candidates after content detection."""
    return find_contents(here, find_cues(here))


def continuations(here: Context) -> list[Candidate]:
    """Return the candidates for the quotations without a cue."""
    candidates = candidates_of(here)
    return list(continue_quotations(here, candidates)[len(candidates) :])


def check_content(marked: str, here: Context | None = None) -> Candidate:
    """Compare cue, content and addressee with the marks; return the candidate.

    Without ``here`` the context is that of the treebank without attribution tags, so
    that rules on the parse are tested.
    """
    wanted = Marked.read(marked)
    here = here or context(wanted.text, tagger=False)
    candidate = candidate_at(contents_of(here), cue_of(wanted))
    addressee = [candidate.addressee.span] if candidate.addressee else []
    assert texts(here, candidate.content) == texts(here, wanted.content)
    assert texts(here, [candidate.cue_span]) == texts(here, wanted.cue)
    assert texts(here, addressee) == texts(here, wanted.addressee)
    return candidate


def attached(here: Context) -> tuple[Candidate, ...]:
    """Run the stages up to the attachment of quotations."""
    cues = find_cues(here)
    return attach_quotations(here, cues, find_contents(here, cues))


def check_attached(marked: str) -> Candidate:
    """Compare cue and content with the marks, by the parse alone."""
    wanted = Marked.read(marked)
    here = context(wanted.text, tagger=False)
    candidate = candidate_at(attached(here), cue_of(wanted))
    assert texts(here, candidate.content) == texts(here, wanted.content)
    assert texts(here, [candidate.cue_span]) == texts(here, wanted.cue)
    return candidate


def check_row(row: str, marked: str | None) -> None:
    """Compare the one candidate of a parsed sentence with the marks; None for none."""
    here = context_of(row)
    if marked is None:
        assert contents_of(here) == ()
    else:
        check_content(marked, here)


def check_source(marked: str, here: Context | None = None) -> list[str]:
    """Compare the source with the mark; return the rules of its evidence.

    Without ``here`` the context has no attribution tags.
    """
    wanted = Marked.read(marked)
    here = here or context(wanted.text, tagger=False)
    candidate = candidate_at(candidates_of(here), cue_of(wanted))
    found = [candidate.source.span] if candidate.source else []
    assert texts(here, found) == texts(here, wanted.source)
    return [e.rule for e in candidate.evidence if e.stage == "sources"]


def resolved(
    text: str,
) -> tuple[Context, tuple[Candidate, ...], tuple[Entity | None, ...]]:
    """Return the context of a text, its candidates and their entities."""
    here = context(text, tagger=False)
    candidates = assign_parents(continue_quotations(here, candidates_of(here)))
    entities = resolve_speakers(here, candidates, detect_mentions(here))
    return here, candidates, entities


def coref_state(text: str) -> CorefState:
    """Return the state of coreference resolution before the first candidate."""
    return state_in(context(text, tagger=False))


def state_in(here: Context) -> CorefState:
    """Return the same for a context."""
    return CorefState(here, detect_mentions(here), Salience(here))


def people_index(*people: str) -> EntityIndex:
    """Return the entities of people who are named one after the other."""
    entity_index = EntityIndex(LEXICON)
    for number, name in enumerate(people):
        mention = Mention(number, 0, is_subject=True)
        found = find_person(entity_index, name, number)
        entity_index.apply(replace(found, mentions=(mention,)))
    return entity_index


def contents_of_state(state: CorefState) -> object:
    """Return a deep copy of all that the state knows of entities and speakers."""
    index, salience = state.entity_index, state.salience
    known = (
        [asdict(entity) for entity in index.entities],
        index.most_mentioned and index.most_mentioned.number,
        index.numbers,
        index.mentions,
        index.unnamed,
        salience.last_speaker and salience.last_speaker.number,
        salience.last_spoke,
        state.questioners,
        state.author and state.author.number,
    )
    return deepcopy(known)


def speaker(marked: str) -> Entity | None:
    """Return the entity of the candidate at the marked cue."""
    wanted = Marked.read(marked)
    _, candidates, entities = resolved(wanted.text)
    cue = cue_of(wanted)
    (found,) = (
        entity
        for candidate, entity in zip(candidates, entities, strict=True)
        if candidate.cue_span == cue
    )
    return found


def name_of(marked: str) -> str | None:
    """Return the name of the speaker at the marked cue."""
    entity = speaker(marked)
    return entity.name if entity else None
