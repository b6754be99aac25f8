"""The rules of the annotation guidelines that decide whatever the odds are.

The classifier is fitted on PolNeAR among others, whose guidelines differ: PolNeAR
counts intentions, and annotates nothing inside an attribution.
"""

from service.attribution.candidates import Candidate, CueCandidate
from service.attribution.classification.adjacent_direct_speech import (
    is_adjacent_direct_speech,
)
from service.attribution.classification.source_class import (
    quoted_first_person,
    source_class,
)
from service.attribution.context import Context
from service.attribution.cues.audience_subjects import audience_subject
from service.attribution.syntax.inversion import has_inverted_subject

_MIN_PRIOR = 1.0
"""Least log-odds of the prior at which a known cue of the tagger is certain."""
_NESTED_FRAMES = frozenset({"that", "quote", "objinf", "inf", "ing", "call"})
"""The frames in which speech inside an attribution counts."""
_WORDING_PHRASES = frozenset({"in the words of", "in the view of"})
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


def counts_when_nested(context: Context, candidate: Candidate) -> bool:
    """Whether a candidate inside an attribution is speech or a forecast.

    "the report said he had promised to pay".
    """
    cue = candidate.cue
    if cue is None:
        return False
    if candidate.source is not None and _is_forecast(context, candidate, cue):
        return True
    if _is_speech_act(candidate, context.lexicon.verbs.speech_acts):
        return True
    return (
        (candidate.source is not None or candidate.addressee is not None)
        and cue.known
        and (cue.form, cue.kind) == ("verb", "speech")
        and (candidate.frame in _NESTED_FRAMES or candidate.outlet is not None)
    )


def _is_speech_act(candidate: Candidate, lemmas: frozenset[str]) -> bool:
    """Whether the verb denotes an act of speech by itself ("condemned the raid")."""
    cue = candidate.cue
    if cue is None or cue.form != "verb" or candidate.source is None:
        return False
    return cue.lemma in lemmas and candidate.frame in {"np", "p", "of"}


def _is_forecast(context: Context, candidate: Candidate, cue: CueCandidate) -> bool:
    """Whether something else is expected ("expects prices to rise", not "to leave")."""
    first = context.text[candidate.start : candidate.end].split()[0].lower()
    return (cue.lemma, candidate.frame) == ("expect", "inf") and first not in {
        "to",
        "not",
    }


def is_certain(context: Context, candidate: Candidate, prior: float) -> bool:
    """Whether the candidate is an attribution even if the odds are against it.

    ``prior`` are the log-odds of words and parse alone.
    """
    cue, speech_acts = candidate.cue, context.lexicon.verbs.speech_acts
    if cue is None:
        return False
    if candidate.source is None:
        return _is_addressed_report(context, candidate, cue)
    return (
        _is_direct_speech(context, candidate, cue)
        or (cue.tagged and cue.lemma == "according to")
        or _has_credited_outlet(candidate, cue)
        or _is_speech_act(candidate, speech_acts | {"demand"})
        or (cue.known and _is_clear_report(context, candidate, cue, prior))
    )


def _is_clear_report(
    context: Context, candidate: Candidate, cue: CueCandidate, prior: float
) -> bool:
    """Whether a known cue denies an answer, is inverted, or is tagged and clear.

    Clear is a parenthetical cue, and one that words and parse alone favour.
    """
    if _is_denied_answer(context, candidate, cue):
        return True
    parenthetical = _is_parenthetical(candidate, cue)
    if parenthetical and has_inverted_subject(context.trees[cue.tree], cue.head):
        return True
    return cue.tagged and (parenthetical or prior > _MIN_PRIOR)


def _is_direct_speech(
    context: Context, candidate: Candidate, cue: CueCandidate
) -> bool:
    """Whether quotation marks or "in the words of" show that the words are a source's.

    The marks count after a tagged cue and a colon, or right next to cue and source.
    """
    announced = cue.tagged and _follows_announcement(context, candidate)
    return (
        announced
        or cue.lemma in _WORDING_PHRASES
        or is_adjacent_direct_speech(context, candidate)
    )


def _is_addressed_report(
    context: Context, candidate: Candidate, cue: CueCandidate
) -> bool:
    """Whether an addressee stands for the source that is missing.

    "drivers were told to turn back", "it rained, the court heard". One word is no
    clause: in "Farmer shot neighbour, court hears" the parse makes "shot" the content.
    """
    if candidate.addressee is None or not cue.known or cue.kind != "speech":
        return False
    tree = context.trees[cue.tree]
    if cue.lemma == "hear" or audience_subject(tree, cue.head) is not None:
        return " " in context.text[candidate.start : candidate.end]
    return candidate.frame == "objinf" and tree.first(cue.head, "mark") is None


def _has_credited_outlet(candidate: Candidate, cue: CueCandidate) -> bool:
    """Whether the words were said to, in or through a medium ("told CNN")."""
    tagged = cue.tagged and candidate.frame in {"np", "quote", "that"}
    credited = candidate.outlet is not None and candidate.outlet_role != "source"
    return credited and (cue.known or tagged)


def _is_denied_answer(
    context: Context, candidate: Candidate, cue: CueCandidate
) -> bool:
    """Whether an answer is denied ("did not respond to it", "did not say why")."""
    words = "".join(context.text[s.start : s.end] for s in candidate.content)
    lexicon = context.lexicon
    denied = cue.lemma in lexicon.verbs.responding or words in lexicon.words.wh_words
    return cue.negated and denied


def _is_parenthetical(candidate: Candidate, cue: CueCandidate) -> bool:
    """Whether a verb of speech stands in or next to its content.

    "such a law, critics say, would punish the poor".
    """
    return candidate.frame == "beside" and (cue.form, cue.kind) == ("verb", "speech")


def _follows_announcement(context: Context, candidate: Candidate) -> bool:
    """Whether a colon precedes a quotation, or the content of a message.

    'her answer was short: "Never."', "the message was blunt: go home".
    """
    quoted = context.quotation_index.starting_at(candidate.start) is not None
    colon = context.last_before(candidate.start) == ":"
    return colon and (quoted or _is_message(context, candidate))


def _is_message(context: Context, candidate: Candidate) -> bool:
    """Whether the source is a document or a noun of speech ("message", "answer")."""
    source = candidate.source
    noun = "" if source is None else context.trees[source.tree].lemma(source.head)
    document = context.lexicon.sources.get(noun) == "document"
    return document or noun in context.lexicon.reporting_nouns
