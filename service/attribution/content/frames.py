"""Match a cue's frames on the parse: which words under it are its content.

Each matcher reads one frame of the lexicon and returns a ``Match`` or None; they are
tried in order. Both analyses of reported speech that Universal Dependencies knows are
read: the content as clausal complement of the cue, and the cue as parataxis beside it.
"""

from collections.abc import Callable

from msgspec.structs import replace

from service.attribution.candidates import CueCandidate
from service.attribution.content.clausal_complements import (
    match_clause,
    match_felt,
    match_gerund,
    match_infinitive,
    match_noun_clause,
    match_raised,
)
from service.attribution.content.content_match import Match
from service.attribution.content.nominal_complements import (
    match_accused,
    match_as,
    match_noun_phrase,
    match_plea,
    match_predicate,
    match_preposition,
)
from service.attribution.content.parentheticals import match_beside, match_host_clause
from service.attribution.syntax.sentence import Tree

Matcher = Callable[[Tree, CueCandidate], Match | None]

_ANY_FRAME = frozenset({"that", "inf", "objinf", "np", "as", "ing", "p:*"})
"""The frames of a word that the lexicon does not know so and the tagger marks."""
_MORE_FRAMES = frozenset({"that", "inf", "objinf", "np", "ing"})
"""The frames that are tried for a known word in a new use that the tagger marks."""
_MATCHERS: dict[str, tuple[Matcher, ...]] = {
    "verb": (
        match_predicate,
        match_plea,
        match_clause,
        match_infinitive,
        match_raised,
        match_as,
        match_accused,
        match_gerund,
        match_preposition,
        match_beside,
        match_noun_phrase,
    ),
    "noun": (match_noun_clause, match_preposition),
    "adjective": (match_felt, match_preposition),
    "phrase": (match_host_clause,),
}


def match_frames(tree: Tree, cue: CueCandidate) -> Match | None:
    """Return the first frame that fits, or None."""
    found = _first_match(tree, cue)
    if found is None and cue.tagged and cue.form != "phrase":
        more = _MORE_FRAMES if cue.known else _ANY_FRAME
        return _first_match(tree, replace(cue, frames=cue.frames | more))
    return found


def _first_match(tree: Tree, cue: CueCandidate) -> Match | None:
    for matcher in _MATCHERS[cue.form]:
        match = matcher(tree, cue)
        if match is not None and match.positions:
            return match
    return None
