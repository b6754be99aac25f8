"""Which candidates are attributions, and the confidence of each.

Logistic models over the features of a candidate (``logistic``), which ``trees``
correct, fitted on articles that were annotated by the project's guidelines;
docs/ACCURACY.md has their reliability on articles that were held out. The exclusions of
``policy`` come first.
"""

from collections.abc import Iterator, Sequence

import msgspec
from msgspec.structs import asdict, replace

from service.attribution.candidates import Candidate
from service.attribution.classification.construction_features import (
    construction_features,
)
from service.attribution.classification.convention_features import (
    convention_features,
    convention_numbers,
)
from service.attribution.classification.correction.find_links import links_of
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
    weighed = {
        number: classifier_features(context, candidates[number], relations, number)
        for number in decided(context, candidates)
    }
    model = context.classifier.model(tagger=context.tagger, encoded=context.encoded)
    logits = model.logits(
        [*weighed.values()], links_of([candidates[number] for number in weighed])
    )
    uncued = context.classifier.uncued
    kept = {
        number: Classified(replace(candidate, confidence=uncued), 0.0)
        for number, candidate in enumerate(candidates)
        if candidate.frame == "verbless"
    }
    for (number, features), (keep, sure) in zip(weighed.items(), logits, strict=True):
        candidate = candidates[number]
        if keep >= model.threshold or is_direct_speech(
            context, candidate, features.names
        ):
            confidence = round(probability(sure), 2)
            kept[number] = Classified(replace(candidate, confidence=confidence), keep)
    in_order = [kept[number] for number in sorted(kept)]
    return tuple(one.candidate for one in best_of_alternatives(in_order))


def decided(context: Context, candidates: Sequence[Candidate]) -> list[int]:
    """Return the numbers of the candidates that the models decide on."""
    return [
        number
        for number, candidate in enumerate(candidates)
        if candidate.frame != "verbless" and not is_excluded(context, candidate)
    ]


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


def classifier_features(
    context: Context, candidate: Candidate, relations: Relations, number: int
) -> Features:
    """Return what the models weigh of the candidate with a number.

    Inside another candidate the features of parse and lexicon count twice: once as
    everywhere and once for nested candidates alone, as a nested cue needs more to be an
    attribution. The tagger labels outermost attributions only, so that its features
    have other names there.
    """
    groups = _groups(context, candidate, relations, number)
    by_group: dict[str, frozenset[str]] = asdict(groups)
    nested = relations.nested[number]
    numbers = convention_numbers(context, candidate, relations.cues)
    prior_names = groups.parse | groups.words
    prior = context.classifier.prior.logit(Features(prior_names))
    encoder = encoder_score(context, candidate)
    measures = {"nested": float(nested), "prior": prior, "encoder": encoder}
    return Features(
        names=frozenset[str]().union(*by_group.values()),
        prior=prior,
        encoder=encoder,
        numbers=convention_features(numbers, nested=nested),
        groups=tuple(by_group.items()),
        measures=(*(numbers | place_measures(candidate) | measures).items(),),
    )


class _Groups(msgspec.Struct, frozen=True):
    """The names of the features by what they are read from."""

    words: frozenset[str]
    parse: frozenset[str]
    relations: frozenset[str]
    constructions: frozenset[str]
    tagger: frozenset[str]
    nested: frozenset[str]


def _groups(
    context: Context, candidate: Candidate, relations: Relations, number: int
) -> _Groups:
    """Return the names of the features by what they are read from."""
    shared = shared_features(context, candidate)
    related = relation_features(context, candidate, relations, number)
    nested = relations.nested[number]
    constructions = construction_features(context, candidate, nested=nested)
    tags = tagger_features(context, candidate)
    once_more: frozenset[str] = frozenset()
    if nested:
        tags = frozenset(f"nested {name}" for name in tags)
        once_more = frozenset({"nested", *(f"nested {name}" for name in shared)})
    return _Groups(
        words=word_features(candidate),
        parse=shared,
        relations=frozenset(related),
        constructions=frozenset(constructions),
        tagger=tags,
        nested=once_more,
    )


def place_measures(candidate: Candidate) -> dict[str, float]:
    """Return numbers of where the content is, and how long; characters."""
    at = candidate.cue_span
    length = sum(span.end - span.start for span in candidate.content)
    found = {"length": float(length), "pieces": float(len(candidate.content))}
    if candidate.cue is None or at is None:
        return found
    ahead = candidate.start - at.start
    return found | {"ahead": float(ahead), "word": float(candidate.cue.head)}
