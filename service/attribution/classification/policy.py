"""Conventions of the annotation guidelines that no odds outweigh.

With the numbers of ``evaluation/DECISIONS.md``: comments of the first person (2),
wishes, intentions and knowledge (1, 3), acts on things (6), things that show something
(9), silence (19). Everything else is weighed by the classifier.
"""

from collections.abc import Set as AbstractSet

from service.attribution.candidates import Candidate
from service.attribution.classification.source_class import (
    quoted_first_person,
    source_class,
)
from service.attribution.context import Context

_TAGGED = frozenset({"tag cue", "tag content same", "tag source Source"})
"""Features of a candidate whose cue, content and source are the tagger's too."""
_SPEECH_ENDS = frozenset(".,?!")
_REPLYING = frozenset({"answer", "reply", "respond"})


def is_excluded(context: Context, candidate: Candidate) -> bool:
    """Whether the candidate is no attribution by its cue, frame or source."""
    return (
        _is_first_person_comment(context, candidate)
        or _is_thought_without_statement(context, candidate)
        or _is_inanimate_showing(context, candidate)
        or _is_silence(candidate)
        or _is_act_on_thing(context, candidate)
    )


def is_direct_speech(
    context: Context, candidate: Candidate, features: AbstractSet[str]
) -> bool:
    """Whether a quotation with punctuation at its end is speech by the tagger.

    It is an attribution whatever the odds, which are low for rare verbs ('"No," groaned
    Hale'); a title or a name in marks has no such end.
    """
    end = context.last_inside(candidate.end)
    quoted = "type direct" in features and end in _SPEECH_ENDS
    return quoted and features >= _TAGGED


def _is_act_on_thing(context: Context, candidate: Candidate) -> bool:
    """Whether the object of an act is no speech ("thanked the crew")."""
    cue = candidate.cue
    acts = context.lexicon.verbs.acts_on_things
    return cue is not None and candidate.frame == "np" and cue.lemma in acts


def _is_silence(candidate: Candidate) -> bool:
    """Whether there is no answer ("did not respond to a request")."""
    cue = candidate.cue
    return cue is not None and cue.negated and cue.lemma in _REPLYING


def _is_first_person_comment(context: Context, candidate: Candidate) -> bool:
    """Whether a quoted first person thinks now or has perceived.

    "I think", "I saw that it burned": said in the quotation, not reported in it.
    """
    perception, cue = context.lexicon.verbs.perception, candidate.cue
    perceived = cue is not None and cue.lemma in perception
    time = quoted_first_person(context, candidate)
    return time == "now" or (time == "past" and perceived)


def _is_inanimate_showing(context: Context, candidate: Candidate) -> bool:
    """Whether neither person nor document shows something ("the acts show that")."""
    cue, source = candidate.cue, candidate.source
    if cue is None or source is None:
        return False
    shows = cue.lemma in context.lexicon.verbs.showing
    return shows and source_class(context, source) == "other"


def _is_thought_without_statement(context: Context, candidate: Candidate) -> bool:
    """Whether a cue of thought has a wish, an intention or knowledge as its content.

    "the union wants a vote", "plans to vote", "knew that it burned".
    """
    cue = candidate.cue
    if cue is None or cue.kind != "thought":
        return False
    verbs, adjectives = context.lexicon.verbs, context.lexicon.adjectives
    wish = candidate.frame == "np" and cue.lemma not in verbs.forecasting
    intention = candidate.frame == "inf" and cue.lemma in verbs.intention
    knows = cue.lemma in verbs.knowledge or cue.lemma in adjectives.knowledge
    return wish or intention or (knows and cue.subject_of == cue.head)
