"""All attributions of an article that need no reporting word."""

from collections.abc import Iterable, Sequence

from service.attribution.candidates import Candidate, CueCandidate
from service.attribution.content.verbless.dash_dialogue import find_dash_dialogue
from service.attribution.content.verbless.headlines import find_headlines
from service.attribution.content.verbless.labelled_turns import (
    find_labelled,
    find_post_candidates,
    find_turn_candidates,
)
from service.attribution.content.verbless.signatures import (
    find_after_noun,
    find_signed,
    find_summarised,
)
from service.attribution.content.verbless.unmarked_speech import (
    find_monologue_candidates,
)
from service.attribution.context import Context


def with_verbless(
    context: Context, cues: Sequence[CueCandidate], contents: Iterable[Candidate]
) -> tuple[Candidate, ...]:
    """Return the attributions without a cue, then the contents of the cues.

    A cue of a dialogue between dashes has no other content.
    """
    dialogue = tuple(find_dash_dialogue(context, cues))
    spoken = {candidate.cue for candidate in dialogue if candidate.cue is not None}
    others = (content for content in contents if content.cue not in spoken)
    return (*find_verbless(context), *dialogue, *others)


def find_verbless(context: Context) -> tuple[Candidate, ...]:
    """Return a candidate for each labelled, signed or otherwise credited quotation.

    Of two with the same content the one that a noun introduces stays.
    """
    headed = tuple(find_after_noun(context))
    found = (
        *find_turn_candidates(context),
        *find_post_candidates(context),
        *find_monologue_candidates(context),
        *find_labelled(context),
        *find_headlines(context),
    )
    taken = {candidate.content for candidate in headed}
    labelled = {c.content: c for c in reversed(found) if c.content not in taken}
    return (
        *reversed(labelled.values()),
        *find_signed(context),
        *find_summarised(context),
        *headed,
    )
