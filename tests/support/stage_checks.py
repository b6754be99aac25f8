"""What the tables of several files check, one helper for each stage."""

from service.attribution.candidates import Draft
from service.attribution.content.detect_contents import find_contents
from service.attribution.context import Scene
from service.attribution.coref.entities import Figure
from service.attribution.coref.resolve_speakers import resolve_speakers
from service.attribution.cues.detect_cues import find_cues
from service.attribution.linking.continuation import continue_turns
from service.attribution.linking.nesting import nest
from tests.support.builders import Marked, draft_at, drafts_of, texts
from tests.support.treebank import cue_of, scene


def contents_of(here: Scene) -> tuple[Draft, ...]:
    """Run the stages up to contents."""
    return find_contents(here, find_cues(here))


def check_content(marked: str, here: Scene | None = None) -> Draft:
    """Compare cue, content and addressee with the marks; return the draft.

    The treebank's tags are left out, so that the parse is tested. A scene that is
    given has what it has.
    """
    wanted = Marked.read(marked)
    here = here or scene(wanted.text, tagger=False)
    draft = draft_at(contents_of(here), cue_of(wanted))
    told = [draft.addressee.span] if draft.addressee else []
    assert texts(here, draft.content) == texts(here, wanted.content)
    assert texts(here, [draft.cue_span]) == texts(here, wanted.cue)
    assert texts(here, told) == texts(here, wanted.addressee)
    return draft


def check_source(marked: str, here: Scene | None = None) -> list[str]:
    """Compare the source with the mark; return the rules that were used.

    The treebank's tags are left out here too.
    """
    wanted = Marked.read(marked)
    here = here or scene(wanted.text, tagger=False)
    draft = draft_at(drafts_of(here), cue_of(wanted))
    found = [draft.source.span] if draft.source else []
    assert texts(here, found) == texts(here, wanted.source)
    return [e.rule for e in draft.evidence if e.stage == "sources"]


def resolved(text: str) -> tuple[Scene, tuple[Draft, ...], tuple[Figure | None, ...]]:
    """Return the scene of a text, its drafts and the figures behind them."""
    here = scene(text, tagger=False)
    drafts = nest(continue_turns(here, drafts_of(here)))
    return here, drafts, resolve_speakers(here, drafts)


def speaker(marked: str) -> Figure | None:
    """Return the figure behind the draft at the marked cue."""
    wanted = Marked.read(marked)
    _, drafts, figures = resolved(wanted.text)
    cue = cue_of(wanted)
    (found,) = (
        figure
        for draft, figure in zip(drafts, figures, strict=True)
        if draft.cue_span == cue
    )
    return found


def name_of(marked: str) -> str | None:
    """Return the name of the speaker at the marked cue."""
    figure = speaker(marked)
    return figure.name if figure else None
