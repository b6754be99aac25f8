"""Match the frames of a cue on the parse, to find the words of its content.

Each matcher reads one frame of the lexicon and returns a ``Match`` or None; the first
match counts. Both analyses of reported speech in Universal Dependencies are read: the
content as a clausal complement (ccomp) of the cue, and the cue as parataxis of the
content.
"""

from collections.abc import Callable

from msgspec.structs import replace

from service.attribution.candidates import CueCandidate, Form
from service.attribution.content.clausal_complements import (
    match_adjective_clause,
    match_citing,
    match_finite_clause,
    match_noun_clause,
)
from service.attribution.content.content_match import Match
from service.attribution.content.nominal_complements import (
    match_adjective_complement,
    match_as_predicate,
    match_noun_phrase,
    match_object_predicate,
    match_object_with_preposition,
    match_prepositional_complement,
)
from service.attribution.content.nonfinite_complements import (
    match_gerund,
    match_infinitive,
    match_raised_subject,
)
from service.attribution.content.parentheticals import (
    match_before_final_cue,
    match_host_clause,
    match_parenthetical,
)
from service.attribution.syntax.sentence import Tree
from service.nlp.document import Tagged

Matcher = Callable[[Tree, CueCandidate], Match | None]

_ANY_FRAME = frozenset({"that", "inf", "objinf", "np", "as", "ing", "p:*"})
"""Frames that are tried for a cue of the tagger that is not in the lexicon."""
_MORE_FRAMES = frozenset({"that", "inf", "objinf", "np", "ing"})
"""Frames that are tried for a cue of the tagger if none of its own matches."""
_MAX_TAG_DISTANCE = 3
"""Most words between a tagged cue and its content, the tagged source aside."""
_MATCHERS: dict[Form, tuple[Matcher, ...]] = {
    "verb": (
        match_citing,
        match_object_predicate,
        match_adjective_complement,
        match_finite_clause,
        match_infinitive,
        match_raised_subject,
        match_as_predicate,
        match_object_with_preposition,
        match_gerund,
        match_prepositional_complement,
        match_before_final_cue,
        match_parenthetical,
        match_noun_phrase,
    ),
    "noun": (match_noun_clause, match_prepositional_complement),
    "adjective": (match_adjective_clause, match_prepositional_complement),
    "phrase": (match_host_clause,),
}


def match_frames(tree: Tree, cue: CueCandidate) -> Match | None:
    """Return the match of the first frame that has a content, or None."""
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


def match_tags(tree: Tree, cue: CueCandidate) -> Match | None:
    """Match the tagger's contents next to a tagged cue; None without one.

    Of contents on both sides that stand right next to the only cue and its source, both
    are matched ("*It is safe*, she said, *but old*"), else the nearest.
    """
    tag = next((t for p in cue.positions if (t := tree.tagged(p, "Cue"))), None)
    if tag is None:
        return None
    near = sorted(
        (distance, len(_between(tag, content)), content.start, content.end)
        for content in tree.sentence.tags
        if content.label == "Content"
        and (distance := _distance(tree, tag, content)) <= _MAX_TAG_DISTANCE
    )
    if not near:
        return None
    nearest, _, start, _ = near[0]
    before = start < tag.start
    alone = sum(other.label == "Cue" for other in tree.sentence.tags) == 1
    matched = [near[0]] + [
        other
        for other in near[1:]
        if alone and nearest == other[0] == 0 and (other[2] < tag.start) != before
    ]
    positions = sorted({p for _, _, first, end in matched for p in range(first, end)})
    return Match("tagged", tuple(positions))


def _distance(tree: Tree, cue: Tagged, content: Tagged) -> int:
    """Return the number of words between a cue and a content, without a source's."""
    return sum(
        tree.tokens[p].upos != "PUNCT" and tree.tagged(p, "Source") is None
        for p in _between(cue, content)
    )


def _between(first: Tagged, second: Tagged) -> range:
    """Return the positions between two spans."""
    return range(min(first.end, second.end), max(first.start, second.start))
