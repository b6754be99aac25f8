"""Which candidates are attributions, and the confidence of each.

A logistic model over the features of a candidate, fitted on half of each development
set (docs/ACCURACY.md has the reliability on the other half), together with the rules of
``policy``.
"""

from collections.abc import Sequence

from msgspec.structs import replace

from service.attribution.candidates import Candidate
from service.attribution.classification.features import (
    prior_only_features,
    shared_features,
    tagger_features,
)
from service.attribution.classification.logistic import KeepModel, probability
from service.attribution.classification.policy import (
    counts_when_nested,
    is_certain,
    is_excluded,
)
from service.attribution.content.content_index import ContentIndex
from service.attribution.context import Context


def classify_candidates(
    context: Context, candidates: Sequence[Candidate]
) -> tuple[Candidate, ...]:
    """Return the candidates that are attributions, each with its confidence."""
    classified = (
        _classified(context, candidate, nested=nested)
        for candidate, nested in zip(candidates, are_nested(candidates), strict=True)
    )
    return tuple(candidate for candidate in classified if candidate is not None)


def _classified(
    context: Context, candidate: Candidate, *, nested: bool
) -> Candidate | None:
    """Return the candidate with its confidence, or None if it is no attribution."""
    fitted = context.classifier
    if candidate.frame == "verbless":
        return replace(candidate, confidence=fitted.uncued)
    # The tagger labels outermost attributions only: its silence inside one is no sign.
    model = fitted.tagged if context.tagger and not nested else fitted.plain
    if is_excluded(context, candidate):
        return None
    prior, features = classifier_features(context, candidate, nested=nested)
    likely = model.keep.logit(features, prior=prior) >= model.threshold
    if nested:
        kept = (likely and _is_known(candidate)) or counts_when_nested(
            context, candidate
        )
    else:
        kept = likely or is_certain(context, candidate, prior)
    if not kept:
        return None
    return replace(candidate, confidence=_confidence(model, features, prior))


def _is_known(candidate: Candidate) -> bool:
    return candidate.cue is not None and candidate.cue.known


def _confidence(model: KeepModel, features: frozenset[str], prior: float) -> float:
    return round(probability(model.sure.logit(features, prior=prior)), 2)


def classifier_features(
    context: Context, candidate: Candidate, *, nested: bool
) -> tuple[float, frozenset[str]]:
    """Return the log-odds of the prior, and the features that are weighed beside it."""
    shared = shared_features(context, candidate)
    prior = context.classifier.prior.logit(shared | prior_only_features(candidate))
    if nested:
        return prior, frozenset({"nested", *shared})
    return prior, shared | tagger_features(context, candidate)


def are_nested(candidates: Sequence[Candidate]) -> tuple[bool, ...]:
    """Return whether the cue of each is inside the content of another candidate."""
    contents = ContentIndex.of(candidates)
    return tuple(
        candidate.cue_span is not None
        and contents.is_covered(
            candidate.cue_span.start, candidate.cue_span.end, without=number
        )
        for number, candidate in enumerate(candidates)
    )
