"""What the tables of several files check, one helper for each stage."""

from service.attribution.candidates import Candidate
from service.attribution.content.detect_contents import find_contents
from service.attribution.context import Context
from service.attribution.coref.entities import Entity
from service.attribution.coref.resolve_speakers import resolve_speakers
from service.attribution.cues.detect_cues import find_cues
from service.attribution.linking.continuation import continue_quotations
from service.attribution.linking.nesting import nest
from tests.support.builders import Marked, candidate_at, candidates_of, texts
from tests.support.treebank import context, cue_of


def contents_of(here: Context) -> tuple[Candidate, ...]:
    """Run the stages up to contents."""
    return find_contents(here, find_cues(here))


def check_content(marked: str, here: Context | None = None) -> Candidate:
    """Compare cue, content and addressee with the marks; return the candidate.

    The treebank's tags are left out, so that the parse is tested. A context that is
    given has what it has.
    """
    wanted = Marked.read(marked)
    here = here or context(wanted.text, tagger=False)
    candidate = candidate_at(contents_of(here), cue_of(wanted))
    told = [candidate.addressee.span] if candidate.addressee else []
    assert texts(here, candidate.content) == texts(here, wanted.content)
    assert texts(here, [candidate.cue_span]) == texts(here, wanted.cue)
    assert texts(here, told) == texts(here, wanted.addressee)
    return candidate


def check_source(marked: str, here: Context | None = None) -> list[str]:
    """Compare the source with the mark; return the rules that were used.

    The treebank's tags are left out here too.
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
    """Return the context of a text, its candidates and the figures behind them."""
    here = context(text, tagger=False)
    candidates = nest(continue_quotations(here, candidates_of(here)))
    return here, candidates, resolve_speakers(here, candidates)


def speaker(marked: str) -> Entity | None:
    """Return the figure behind the candidate at the marked cue."""
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
