"""Decide which candidates are attributions, and how likely each is right.

A logistic model over what the parse, the lexicon and the attribution tagger say of a
candidate. It was fitted on half of each development set; docs/ACCURACY.md has the
reliability on the other half.
"""

from collections.abc import Sequence

from msgspec.structs import replace

from service.attribution.candidates import Candidate, CueCandidate
from service.attribution.classification.adjacent_direct_speech import (
    is_adjacent_direct_speech,
)
from service.attribution.classification.features import syntax_features, tagger_features
from service.attribution.classification.logistic import KeepModel, probability
from service.attribution.context import Context
from service.attribution.cues.audience_subjects import audience_subject
from service.attribution.outlets.detect_outlets import OUTLET_IS_SOURCE
from service.attribution.syntax.inversion import has_inverted_subject

_CLEAR = 1.0
"""Log-odds of the prior from which a tagged cue is kept."""
_INSIDE = frozenset({"that", "quote", "objinf", "inf", "ing", "call"})
"""The frames in which a cue inside an attribution is one as well."""
_SAID_IN = frozenset({"in the words of", "in the view of"})
_UNSAID = frozenset({"how", "what", "when", "where", "who", "why"})
_PERCEIVING = frozenset({"feel", "find", "hear", "notice", "see"})
_FORECASTING = frozenset({"anticipate", "expect", "foresee"})
_SHOWING = frozenset({"demonstrate", "highlight", "prove", "show"})
_OUTSPOKEN = frozenset(
    "accuse announce apologise apologize call cite complain condemn confess criticise "
    "criticize denounce deny express inform notify protest reiterate".split()
)
_AIMING = frozenset({"aim", "decide", "plan", "intend", "seek", "resolve"})
_KNOWING = frozenset({"aware", "know", "realise", "realize", "understand"})
_SILENT = frozenset({"comment", "reply", "respond"})
SHARED = (
    "agentless",
    "first person in a quotation",
    "form ",
    "frame ",
    "in a quotation",
    "kind ",
    "known",
    "length ",
    "mark ",
    "modal ",
    "negated",
    "passive",
    "rel ",
    "source ",
    "tense ",
    "thing",
    "type ",
    "unknown",
)
"""Beginnings of the syntax features that are weighed beside the prior."""


def classify_candidates(
    context: Context, candidates: Sequence[Candidate]
) -> tuple[Candidate, ...]:
    """Return the candidates that are attributions, each with its confidence."""
    judged = (_judged(context, candidates, candidate) for candidate in candidates)
    return tuple(candidate for candidate in judged if candidate is not None)


def _judged(
    context: Context, candidates: Sequence[Candidate], candidate: Candidate
) -> Candidate | None:
    fitted = context.classifier
    if candidate.frame == "mark":
        return replace(candidate, confidence=fitted.turn)
    nested = is_nested(candidates, candidate)
    # The tagger marks outermost attributions only: inside one it is no witness.
    tagged = has_tagger(context) and not nested
    model = fitted.tagged if tagged else fitted.plain
    prior, features = features_of(context, candidate, nested=nested)
    if (
        _is_own(candidate, features)
        or _is_inward(candidate)
        or _is_sign(candidate, features)
    ):
        return None
    unlikely = model.keep.logit(features, prior=prior) < model.threshold
    if (nested and not _reports_inside(context, candidate)) and (
        unlikely or not _is_known(candidate)
    ):
        return None
    if unlikely and not nested and not _is_plain(context, candidate, prior):
        return None
    return replace(candidate, confidence=_confidence(model, features, prior))


def _reports_inside(context: Context, candidate: Candidate) -> bool:
    """Tell speech inside an attribution: "the report said he had promised to pay".

    Guidelines count it, and PolNeAR, where the odds are from, annotates none of it.
    """
    cue = candidate.cue
    if (
        cue is not None
        and candidate.source is not None
        and _foresees(context, candidate, cue)
    ):
        return True
    if _speaks_out(candidate, _OUTSPOKEN):
        return True
    return (
        cue is not None
        and (candidate.source is not None or candidate.addressee is not None)
        and _is_known(candidate)
        and (cue.form, cue.kind) == ("verb", "speech")
        and (candidate.frame in _INSIDE or candidate.outlet is not None)
    )


def _speaks_out(candidate: Candidate, lemmas: frozenset[str]) -> bool:
    """Tell what is done by speaking alone: "condemned the raid", "called for calm"."""
    cue = candidate.cue
    if cue is None or cue.form != "verb" or candidate.source is None:
        return False
    return cue.lemma in lemmas and candidate.frame in {"np", "p", "of"}


def _foresees(context: Context, candidate: Candidate, cue: CueCandidate) -> bool:
    """Tell "expects prices to rise" from "expects to leave"."""
    first = context.text[candidate.start : candidate.end].split()[0].lower()
    return (cue.lemma, candidate.frame) == ("expect", "inf") and first not in {
        "to",
        "not",
    }


def _is_plain(context: Context, candidate: Candidate, prior: float) -> bool:
    """Tell what needs no weighing: a known cue that the tagger marks too.

    Either the words and the parse alone speak for it clearly, or it is put into or
    beside its content: "such a law, critics say, would punish the poor".
    """
    cue = candidate.cue
    if cue is None:
        return False
    if candidate.source is None:
        return _is_passed_on(context, candidate, cue)
    if _is_quoted(context, candidate, cue) or _is_credited_for(candidate, cue):
        return True
    if _speaks_out(candidate, _OUTSPOKEN | {"demand"}):
        return True
    if not cue.known:
        return False
    beside = candidate.frame == "beside" and (cue.form, cue.kind) == ("verb", "speech")
    return _is_unmistakable(context, candidate, cue) or (
        cue.tagged and (beside or prior > _CLEAR)
    )


def _is_quoted(context: Context, candidate: Candidate, cue: CueCandidate) -> bool:
    """Tell words whose marks or phrase say that they are somebody's."""
    announced = cue.tagged and _is_announced(context, candidate)
    return (
        announced
        or cue.lemma in _SAID_IN
        or is_adjacent_direct_speech(context, candidate)
    )


def _is_passed_on(context: Context, candidate: Candidate, cue: CueCandidate) -> bool:
    """Tell "drivers were told to turn back" and "it rained, the court heard".

    One word is no clause: in "Farmer shot neighbour, court hears" the parse makes
    "shot" the content.
    """
    if candidate.addressee is None or not cue.known or cue.kind != "speech":
        return False
    tree = context.trees[cue.tree]
    if cue.lemma == "hear" or audience_subject(tree, cue.head) is not None:
        return " " in context.text[candidate.start : candidate.end]
    return candidate.frame == "objinf" and tree.first(cue.head, "mark") is None


def _is_credited_for(candidate: Candidate, cue: CueCandidate) -> bool:
    """Tell what was said to, in or through a medium: that it was said is sure."""
    speaks = any(e.rule == OUTLET_IS_SOURCE for e in candidate.evidence)
    worded = cue.tagged and candidate.frame in {"np", "quote", "that"}
    return candidate.outlet is not None and not speaks and (cue.known or worded)


def _is_unmistakable(context: Context, candidate: Candidate, cue: CueCandidate) -> bool:
    """Tell ", declared the mayor.", "did not respond to it" and "did not say why"."""
    words = "".join(context.text[s.start : s.end] for s in candidate.content)
    silent = cue.negated and (cue.lemma in _SILENT or words in _UNSAID)
    inverted = candidate.frame == "beside" and (cue.form, cue.kind) == (
        "verb",
        "speech",
    )
    return silent or (
        inverted and has_inverted_subject(context.trees[cue.tree], cue.head)
    )


def _is_announced(context: Context, candidate: Candidate) -> bool:
    """Tell 'her answer was short: "Never."' and "the message was blunt: go home"."""
    quoted = any(q.start == candidate.start for q in context.quotations)
    return (quoted or _is_message(context, candidate)) and context.text[
        : candidate.start
    ].rstrip().endswith(":")


def _is_own(candidate: Candidate, features: frozenset[str]) -> bool:
    """Tell "I think" and "I saw that it burned", said there and not reported."""
    perceived = candidate.cue is not None and candidate.cue.lemma in _PERCEIVING
    past = "first person in a quotation past" in features
    return "first person in a quotation now" in features or (past and perceived)


def _is_sign(candidate: Candidate, features: frozenset[str]) -> bool:
    """Tell "the acts show that" from "the study shows that": a thing says nothing."""
    thing = any(f.startswith("source other") for f in features)
    return candidate.cue is not None and candidate.cue.lemma in _SHOWING and thing


def _is_inward(candidate: Candidate) -> bool:
    """Tell "the union wants a vote", "plans to vote" and "knew that it burned".

    Guidelines count thought with a clause; PolNeAR, where the odds are from, counts
    intentions as well.
    """
    cue = candidate.cue
    if cue is None or cue.kind != "thought":
        return False
    wish = candidate.frame == "np" and cue.lemma not in _FORECASTING
    aim = candidate.frame == "inf" and cue.lemma in _AIMING
    return wish or aim or (cue.lemma in _KNOWING and cue.subject_of == cue.head)


def _is_message(context: Context, candidate: Candidate) -> bool:
    source = candidate.source
    noun = "" if source is None else context.trees[source.tree].lemma(source.head)
    document = context.lexicon.sources.get(noun) == "document"
    return document or noun in context.lexicon.nouns


def _is_known(candidate: Candidate) -> bool:
    return candidate.cue is not None and candidate.cue.known


def _confidence(model: KeepModel, features: frozenset[str], prior: float) -> float:
    return round(probability(model.sure.logit(features, prior=prior)), 2)


def has_tagger(context: Context) -> bool:
    """Tell whether the attribution tagger ran: it found something anywhere."""
    return any(tree.sentence.tags for tree in context.trees)


def features_of(
    context: Context, candidate: Candidate, *, nested: bool
) -> tuple[float, frozenset[str]]:
    """Return the prior's log-odds and the features that are weighed beside it."""
    syntax = syntax_features(context, candidate)
    prior = context.classifier.prior.logit(syntax)
    shared = frozenset(f for f in syntax if f.startswith(SHARED))
    if nested:
        return prior, frozenset({"nested", *shared})
    return prior, shared | tagger_features(context, candidate)


def is_nested(candidates: Sequence[Candidate], candidate: Candidate) -> bool:
    """Tell whether the cue stands in another candidate's content."""
    at = candidate.cue_span
    return at is not None and any(
        other is not candidate and other.covers(at.start, at.end)
        for other in candidates
    )
