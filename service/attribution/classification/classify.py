"""Decide which drafts are attributions, and how likely each is right.

A logistic model over what the parse, the lexicon and the attribution tagger say of a
draft. It was fitted on half of each development set; docs/ACCURACY.md has the
reliability on the other half.
"""

from collections.abc import Sequence

from msgspec.structs import replace

from service.attribution.candidates import CueCandidate, Draft
from service.attribution.classification.adjacent_direct_speech import is_spoken
from service.attribution.classification.features import syntax_features, tagger_features
from service.attribution.classification.logistic import Judge, probability
from service.attribution.context import Scene
from service.attribution.cues.audience_subjects import audience
from service.attribution.outlets.detect_outlets import ITSELF
from service.attribution.syntax.inversion import follows_its_content

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


def keep_attributions(scene: Scene, drafts: Sequence[Draft]) -> tuple[Draft, ...]:
    """Return the drafts that are attributions, each with its confidence."""
    judged = (_judged(scene, drafts, draft) for draft in drafts)
    return tuple(draft for draft in judged if draft is not None)


def _judged(scene: Scene, drafts: Sequence[Draft], draft: Draft) -> Draft | None:
    fitted = scene.judgement
    if draft.frame == "mark":
        return replace(draft, confidence=fitted.turn)
    nested = is_nested(drafts, draft)
    # The tagger marks outermost attributions only: inside one it is no witness.
    tagged = has_tagger(scene) and not nested
    judge = fitted.tagged if tagged else fitted.plain
    prior, features = judged_features(scene, draft, nested=nested)
    if _is_own(draft, features) or _is_inward(draft) or _is_sign(draft, features):
        return None
    unlikely = judge.keep.logit(features, prior=prior) < judge.threshold
    if (nested and not _reports_inside(scene, draft)) and (
        unlikely or not _is_known(draft)
    ):
        return None
    if unlikely and not nested and not _is_plain(scene, draft, prior):
        return None
    return replace(draft, confidence=_confidence(judge, features, prior))


def _reports_inside(scene: Scene, draft: Draft) -> bool:
    """Tell speech inside an attribution: "the report said he had promised to pay".

    Guidelines count it, and PolNeAR, where the odds are from, annotates none of it.
    """
    cue = draft.cue
    if cue is not None and draft.source is not None and _foresees(scene, draft, cue):
        return True
    if _speaks_out(draft, _OUTSPOKEN):
        return True
    return (
        cue is not None
        and (draft.source is not None or draft.addressee is not None)
        and _is_known(draft)
        and (cue.form, cue.kind) == ("verb", "speech")
        and (draft.frame in _INSIDE or draft.outlet is not None)
    )


def _speaks_out(draft: Draft, lemmas: frozenset[str]) -> bool:
    """Tell what is done by speaking alone: "condemned the raid", "called for calm"."""
    cue = draft.cue
    if cue is None or cue.form != "verb" or draft.source is None:
        return False
    return cue.lemma in lemmas and draft.frame in {"np", "p", "of"}


def _foresees(scene: Scene, draft: Draft, cue: CueCandidate) -> bool:
    """Tell "expects prices to rise" from "expects to leave"."""
    first = scene.text[draft.start : draft.end].split()[0].lower()
    return (cue.lemma, draft.frame) == ("expect", "inf") and first not in {"to", "not"}


def _is_plain(scene: Scene, draft: Draft, prior: float) -> bool:
    """Tell what needs no weighing: a known cue that the tagger marks too.

    Either the words and the parse alone speak for it clearly, or it is put into or
    beside its content: "such a law, critics say, would punish the poor".
    """
    cue = draft.cue
    if cue is None:
        return False
    if draft.source is None:
        return _is_passed_on(scene, draft, cue)
    if _is_quoted(scene, draft, cue) or _is_credited_for(draft, cue):
        return True
    if _speaks_out(draft, _OUTSPOKEN | {"demand"}):
        return True
    if not cue.known:
        return False
    beside = draft.frame == "beside" and (cue.form, cue.kind) == ("verb", "speech")
    return _is_unmistakable(scene, draft, cue) or (
        cue.tagged and (beside or prior > _CLEAR)
    )


def _is_quoted(scene: Scene, draft: Draft, cue: CueCandidate) -> bool:
    """Tell words whose marks or phrase say that they are somebody's."""
    announced = cue.tagged and _is_announced(scene, draft)
    return announced or cue.lemma in _SAID_IN or is_spoken(scene, draft)


def _is_passed_on(scene: Scene, draft: Draft, cue: CueCandidate) -> bool:
    """Tell "drivers were told to turn back" and "it rained, the court heard".

    One word is no clause: in "Farmer shot neighbour, court hears" the parse makes
    "shot" the content.
    """
    if draft.addressee is None or not cue.known or cue.kind != "speech":
        return False
    tree = scene.trees[cue.tree]
    if cue.lemma == "hear" or audience(tree, cue.head) is not None:
        return " " in scene.text[draft.start : draft.end]
    return draft.frame == "objinf" and tree.first(cue.head, "mark") is None


def _is_credited_for(draft: Draft, cue: CueCandidate) -> bool:
    """Tell what was said to, in or through a medium: that it was said is sure."""
    speaks = any(e.rule == ITSELF for e in draft.evidence)
    worded = cue.tagged and draft.frame in {"np", "quote", "that"}
    return draft.outlet is not None and not speaks and (cue.known or worded)


def _is_unmistakable(scene: Scene, draft: Draft, cue: CueCandidate) -> bool:
    """Tell ", declared the mayor.", "did not respond to it" and "did not say why"."""
    words = "".join(scene.text[s.start : s.end] for s in draft.content)
    silent = cue.negated and (cue.lemma in _SILENT or words in _UNSAID)
    inverted = draft.frame == "beside" and (cue.form, cue.kind) == ("verb", "speech")
    return silent or (inverted and follows_its_content(scene.trees[cue.tree], cue.head))


def _is_announced(scene: Scene, draft: Draft) -> bool:
    """Tell 'her answer was short: "Never."' and "the message was blunt: go home"."""
    quoted = any(q.start == draft.start for q in scene.quotations)
    return (quoted or _is_message(scene, draft)) and scene.text[
        : draft.start
    ].rstrip().endswith(":")


def _is_own(draft: Draft, features: frozenset[str]) -> bool:
    """Tell "I think" and "I saw that it burned", said there and not reported."""
    perceived = draft.cue is not None and draft.cue.lemma in _PERCEIVING
    past = "first person in a quotation past" in features
    return "first person in a quotation now" in features or (past and perceived)


def _is_sign(draft: Draft, features: frozenset[str]) -> bool:
    """Tell "the acts show that" from "the study shows that": a thing says nothing."""
    thing = any(f.startswith("source other") for f in features)
    return draft.cue is not None and draft.cue.lemma in _SHOWING and thing


def _is_inward(draft: Draft) -> bool:
    """Tell "the union wants a vote", "plans to vote" and "knew that it burned".

    Guidelines count thought with a clause; PolNeAR, where the odds are from, counts
    intentions as well.
    """
    cue = draft.cue
    if cue is None or cue.kind != "thought":
        return False
    wish = draft.frame == "np" and cue.lemma not in _FORECASTING
    aim = draft.frame == "inf" and cue.lemma in _AIMING
    return wish or aim or (cue.lemma in _KNOWING and cue.subject_of == cue.head)


def _is_message(scene: Scene, draft: Draft) -> bool:
    source = draft.source
    noun = "" if source is None else scene.trees[source.tree].lemma(source.head)
    document = scene.lexicon.sources.get(noun) == "document"
    return document or noun in scene.lexicon.nouns


def _is_known(draft: Draft) -> bool:
    return draft.cue is not None and draft.cue.known


def _confidence(judge: Judge, features: frozenset[str], prior: float) -> float:
    return round(probability(judge.sure.logit(features, prior=prior)), 2)


def has_tagger(scene: Scene) -> bool:
    """Tell whether the attribution tagger ran: it found something anywhere."""
    return any(tree.sentence.tags for tree in scene.trees)


def judged_features(
    scene: Scene, draft: Draft, *, nested: bool
) -> tuple[float, frozenset[str]]:
    """Return the prior's log-odds and the features that are weighed beside it."""
    syntax = syntax_features(scene, draft)
    prior = scene.judgement.prior.logit(syntax)
    shared = frozenset(f for f in syntax if f.startswith(SHARED))
    if nested:
        return prior, frozenset({"nested", *shared})
    return prior, shared | tagger_features(scene, draft)


def is_nested(drafts: Sequence[Draft], draft: Draft) -> bool:
    """Tell whether the cue stands in another draft's content."""
    at = draft.cue_span
    return at is not None and any(
        other is not draft and other.covers(at.start, at.end) for other in drafts
    )
