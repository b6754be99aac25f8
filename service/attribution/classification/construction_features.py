"""Constructions that mark a candidate as an attribution, as features.

Each was annotated alike in nearly all cases, yet none decides alone: the classifier
weighs it, apart for candidates inside another one and for outermost ones.
"""

from collections.abc import Iterator

from service.attribution.candidates import Candidate, CueCandidate
from service.attribution.classification.adjacent_direct_speech import (
    is_adjacent_direct_speech,
)
from service.attribution.context import Context
from service.attribution.cues.audience_subjects import audience_subject
from service.attribution.syntax.inversion import has_inverted_subject

_NESTED_FRAMES = frozenset({"that", "quote", "objinf", "inf", "ing", "call"})
"""The frames in which speech inside an attribution counts."""
_WORDING_PHRASES = frozenset({"in the words of", "in the view of"})


def construction_features(
    context: Context, candidate: Candidate, *, nested: bool
) -> Iterator[str]:
    """Yield the names of the constructions that hold of a candidate.

    Each ends in " nested" or " outermost", by whether the cue of the candidate is
    inside the content of another one.
    """
    place = "nested" if nested else "outermost"
    for name in _constructions(context, candidate):
        yield f"{name} {place}"


def _constructions(context: Context, candidate: Candidate) -> Iterator[str]:
    cue = candidate.cue
    if cue is None:
        return
    if _is_speech_in_speech(context, candidate, cue):
        yield "speech in speech"
    if candidate.source is not None:
        yield from _with_source(context, candidate, cue)
    elif _is_addressed_report(context, candidate, cue):
        yield "addressed report"


def _with_source(
    context: Context, candidate: Candidate, cue: CueCandidate
) -> Iterator[str]:
    """Yield the constructions of a candidate with a source."""
    acts = context.lexicon.verbs.speech_acts | {"demand"}
    parenthetical = _is_parenthetical(candidate, cue)
    tests = (
        ("direct speech", _is_direct_speech(context, candidate, cue)),
        ("credited outlet", _has_credited_outlet(candidate, cue)),
        ("speech act", _is_speech_act(candidate, acts)),
        ("denied answer", _is_denied_answer(context, candidate, cue)),
        ("parenthetical", parenthetical),
        (
            "inverted",
            parenthetical and has_inverted_subject(context.trees[cue.tree], cue.head),
        ),
    )
    yield from (name for name, holds in tests if holds)


def _is_speech_in_speech(
    context: Context, candidate: Candidate, cue: CueCandidate
) -> bool:
    """Whether a candidate would be speech or a forecast inside an attribution.

    "the report said he had promised to pay".
    """
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
