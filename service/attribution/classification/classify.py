"""Which candidates are attributions, and the confidence of each.

Logistic models over the features of a candidate (``logistic``), fitted on articles that
were annotated by the project's guidelines; docs/ACCURACY.md has their reliability on
articles that were held out. The exclusions of ``policy`` come first.
"""

from collections.abc import Iterator, Sequence

import msgspec
from msgspec.structs import replace

from service.attribution.candidates import Candidate
from service.attribution.classification.construction_features import (
    construction_features,
)
from service.attribution.classification.convention_features import convention_features
from service.attribution.classification.encoder_score import encoder_score
from service.attribution.classification.features import (
    shared_features,
    word_features,
)
from service.attribution.classification.logistic import Features, probability
from service.attribution.classification.policy import is_direct_speech, is_excluded
from service.attribution.classification.relation_features import (
    Relations,
    relation_features,
)
from service.attribution.classification.tagger_features import tagger_features
from service.attribution.context import Context


def classify_candidates(
    context: Context, candidates: Sequence[Candidate]
) -> tuple[Candidate, ...]:
    """Return the candidates that are attributions, each with its confidence."""
    relations = Relations.of(context, candidates)
    kept = [
        found
        for number, candidate in enumerate(candidates)
        if (found := _classified(context, candidate, relations, number)) is not None
    ]
    return tuple(one.candidate for one in best_of_alternatives(kept))


class Classified(msgspec.Struct, frozen=True):
    """A candidate that is an attribution, and the log-odds of that."""

    candidate: Candidate
    logit: float


def best_of_alternatives(kept: Sequence[Classified]) -> Iterator[Classified]:
    """Yield the candidates but those that lose against an alternative.

    Of two candidates of the same cue, one of which only the tagger has, the more likely
    one remains.
    """
    by_cue: dict[tuple[int, int], list[Classified]] = {}
    for one in kept:
        cue = one.candidate.cue
        if cue is not None:
            by_cue.setdefault(cue.key, []).append(one)
    for one in kept:
        cue = one.candidate.cue
        rivals = by_cue[cue.key] if cue is not None else ()
        if not any(_is_better(rival, one) for rival in rivals):
            yield one


def _is_better(rival: Classified, one: Classified) -> bool:
    """Whether a rival takes the place of another candidate of its cue."""
    frames = rival.candidate.frame, one.candidate.frame
    return (
        rival is not one
        and "tagged" in frames
        and (rival.logit, frames[0] != "tagged") > (one.logit, frames[1] != "tagged")
    )


def _classified(
    context: Context, candidate: Candidate, relations: Relations, number: int
) -> Classified | None:
    """Return the candidate with its confidence, or None if it is no attribution."""
    fitted = context.classifier
    if candidate.frame == "verbless":
        return Classified(replace(candidate, confidence=fitted.uncued), 0.0)
    if is_excluded(context, candidate):
        return None
    model = fitted.model(tagger=context.tagger, encoded=context.encoded)
    features = classifier_features(context, candidate, relations, number)
    logit = model.keep.logit(features)
    if logit < model.threshold and not is_direct_speech(
        context, candidate, features.names
    ):
        return None
    confidence = round(probability(model.sure.logit(features)), 2)
    return Classified(replace(candidate, confidence=confidence), logit)


def classifier_features(
    context: Context, candidate: Candidate, relations: Relations, number: int
) -> Features:
    """Return what the models weigh of the candidate with a number.

    Inside another candidate the features of parse and lexicon count twice: once as
    everywhere and once for nested candidates alone, as a nested cue needs more to be an
    attribution. The tagger labels outermost attributions only, so that its features
    have other names there.
    """
    shared = shared_features(context, candidate)
    words = word_features(candidate)
    prior = context.classifier.prior
    nested = relations.nested[number]
    names = {
        *shared,
        *words,
        *relation_features(context, candidate, relations, number),
        *construction_features(context, candidate, nested=nested),
    }
    tags = tagger_features(context, candidate)
    if nested:
        names |= {"nested", *(f"nested {name}" for name in (*shared, *tags))}
    else:
        names |= tags
    return Features(
        names=frozenset(names),
        prior=prior.logit(Features(shared | words)),
        encoder=encoder_score(context, candidate),
        numbers=convention_features(context, candidate, relations.cues, nested=nested),
    )
