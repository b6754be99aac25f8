"""Fit ``models/en/classifier/news.json``: which candidates are kept, and confidence.

    python -m training.classifier --prior TRAIN --fit NEWS DEV --whole WORLD

There are two steps, since the attribution tagger was trained on PolNeAR's training part
and must not be weighted on it:

1. The prior, a logistic model over words and parse without the tagger, is fitted on
   articles of PolNeAR's training part. Candidates inside the content of another
   attribution are left out, since PolNeAR annotates no nested attributions.
2. Two ``KeepModel`` (``tagged`` and ``plain``, with and without the tagger) are fitted
   on every second article of the development sets and on all articles of WORLD
   (``training.world``). Their features are the log-odds of the prior, the tagger's
   spans and the parse. The other half of the development sets is held out;
   ``training.reliability`` reports on it.

The label of ``keep`` is whether the candidate matches a gold attribution, that of
``sure`` whether cue and source are correct as well; ``sure`` gives the confidence.
Weights of at most ``SMALL`` are dropped.

The candidates are the pipeline's own. A label with a colon and a signature ("HALE:")
are matched with gold and may enclose other candidates, but are no examples: the
service keeps them all, with the confidence ``uncued``.
"""

import argparse
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from service.attribution import Classifier, Lexicon, propose_candidates
from service.attribution.candidates import Candidate
from service.attribution.classification.classify import (
    are_nested,
    classifier_features,
)
from service.attribution.classification.features import syntax_features
from service.attribution.classification.logistic import KeepModel, Logistic
from service.attribution.context import Context
from service.attribution.quotation_marks import find_quotations
from service.evaluation.gold_articles import GoldArticle, Record
from service.evaluation.matching import FieldOffsets, agree, align, letters, parts_of
from service.nlp.annotator import Annotation
from service.provenance import SHIPPED, load_classifier
from service.records import Span
from service.settings import MODELS
from service.text.article import Article
from training.fitted_numbers import write_classifier
from training.parsed_gold import ParsedArticle, read_parsed

SMALL = 0.02
"""Weights up to this absolute value are dropped."""
PRIOR_STRENGTH = 0.3
FIT_STRENGTH = 0.1
"""Inverse strengths of the L2 regularisation of prior and keep models."""
NEWS_WEIGHT = 3.0
"""Sample weight of articles that follow the project's guidelines."""
KEEP = 0.3
"""Log-odds at which a record is kept."""


class Example(msgspec.Struct, frozen=True):
    """A candidate as a training example.

    ``found``: it matches a gold attribution; ``right``: cue and source agree as well.
    """

    features: frozenset[str]
    prior: float
    found: bool
    right: bool
    weight: float


def context_of(
    parsed: ParsedArticle, lexicon: Lexicon, classifier: Classifier, *, tagger: bool
) -> Context:
    """Return the context of a parsed article, with or without the tagger's spans."""
    annotations = parsed.annotations if tagger else _untagged(parsed.annotations)
    quotations, _ = find_quotations(parsed.article)
    return Context.build(
        parsed.article, annotations, quotations, lexicon, classifier, tagger=tagger
    )


def _untagged(annotations: Sequence[Annotation]) -> tuple[Annotation, ...]:
    replace = msgspec.structs.replace
    return tuple(
        replace(a, sentences=tuple(replace(s, tags=()) for s in a.sentences))
        for a in annotations
    )


def _pieces(span: Span | None) -> tuple[int, int] | None:
    return None if span is None else (span.start, span.end)


def parts_of_candidate(candidate: Candidate, article: Article) -> FieldOffsets:
    """Return the letters of content, source and cue of a candidate."""
    record = Record(
        content=tuple((s.start, s.end) for s in candidate.content),
        cue=_pieces(candidate.cue_span),
        source=_pieces(candidate.source.span if candidate.source else None),
    )
    return parts_of(record, article.text)


def labelled(
    gold: GoldArticle,
    candidates: Sequence[Candidate],
    article: Article,
    *,
    nested: bool,
) -> Iterator[tuple[Candidate, bool, bool]]:
    """Yield candidates with the labels ``found`` and ``right`` of ``Example``.

    Matches of optional gold attributions are left out, and without ``nested`` also
    unmatched candidates inside the content of a gold attribution.
    """
    wanted = [parts_of(record, article.text) for record in gold.attributions]
    offered = [parts_of_candidate(candidate, article) for candidate in candidates]
    matched = align(wanted, offered)
    for index, candidate in enumerate(candidates):
        if index in matched:
            answer = wanted[matched[index]]
            if gold.attributions[matched[index]].optional:
                continue
            same = agree(answer.cue, offered[index].cue) and agree(
                answer.source, offered[index].source
            )
            yield candidate, True, same
        elif nested or not _inside(candidate, wanted, article):
            yield candidate, False, False


def _inside(
    candidate: Candidate, wanted: Sequence[FieldOffsets], article: Article
) -> bool:
    cue = letters(_pieces(candidate.cue_span), article.text)
    return any(cue <= parts.content for parts in wanted)


def fit(examples: Sequence[Example], *, strength: float, label: str) -> Logistic:
    """Return a logistic model, with L2 penalty, of the label ``found`` or ``right``."""
    vectorizer = DictVectorizer()
    rows = vectorizer.fit_transform(
        dict.fromkeys(e.features, 1.0) | {"<prior>": e.prior} for e in examples
    )
    model = LogisticRegression(C=strength, max_iter=5000)
    model.fit(
        rows,
        [getattr(e, label) for e in examples],
        sample_weight=[e.weight for e in examples],
    )
    weights = dict(zip(vectorizer.get_feature_names_out(), model.coef_[0], strict=True))
    prior = float(weights.pop("<prior>"))
    kept = {f: round(float(w), 3) for f, w in sorted(weights.items()) if abs(w) > SMALL}
    return Logistic(round(float(model.intercept_[0]), 3), kept, round(prior, 3))


def fit_prior(
    parsed: Sequence[ParsedArticle], lexicon: Lexicon, classifier: Classifier
) -> Logistic:
    """Return the prior, a logistic model over words and parse without the tagger."""
    examples = []
    for one in parsed:
        context = context_of(one, lexicon, classifier, tagger=False)
        candidates = propose_candidates(context)
        examples += [
            Example(syntax_features(context, candidate), 0.0, found, right, 1.0)
            for candidate, found, right in labelled(
                one.gold, candidates, one.article, nested=False
            )
            if candidate.frame != "verbless"
        ]
    return fit(examples, strength=PRIOR_STRENGTH, label="found")


def examples_of(parsed: ParsedArticle, context: Context) -> Iterator[Example]:
    """Yield an example for each candidate that a keep model decides on.

    With the tagger, those inside another candidate are left out: the model without it
    decides on them.
    """
    candidates = propose_candidates(context)
    pairs = zip(candidates, are_nested(candidates), strict=True)
    nested = {id(candidate) for candidate, inside in pairs if inside}
    news = parsed.follows_guidelines
    for candidate, found, right in labelled(
        parsed.gold, candidates, parsed.article, nested=news
    ):
        inside = id(candidate) in nested
        if candidate.frame == "verbless" or (inside and context.tagger):
            continue
        prior, features = classifier_features(context, candidate, nested=inside)
        if news:
            features |= {"<news>"}
        weight = NEWS_WEIGHT if news else 1.0
        yield Example(features, prior, found, right, weight)


def fit_keep_model(
    parsed: Sequence[ParsedArticle],
    lexicon: Lexicon,
    classifier: Classifier,
    *,
    tagger: bool,
) -> KeepModel:
    """Return the keep model with the tagger or without."""
    examples = [
        example
        for one in parsed
        for example in examples_of(
            one, context_of(one, lexicon, classifier, tagger=tagger)
        )
    ]
    return KeepModel(
        keep=_for_news(fit(examples, strength=FIT_STRENGTH, label="found")),
        sure=_for_news(fit(examples, strength=FIT_STRENGTH, label="right")),
        threshold=KEEP,
    )


def _for_news(model: Logistic) -> Logistic:
    """Add the weight of the feature ``<news>`` to the bias and remove the feature.

    The service follows the conventions of the news set.
    """
    weights = dict(model.weights)
    bias = round(model.bias + weights.pop("<news>", 0.0), 3)
    return Logistic(bias, weights, model.prior)


def main(arguments: Sequence[str]) -> None:
    """Fit the classifier of the shipped package; write it and its digest."""
    parser = argparse.ArgumentParser(prog="python -m training.classifier")
    parser.add_argument("--prior", type=Path, required=True)
    parser.add_argument("--fit", type=Path, nargs="+", required=True)
    parser.add_argument("--cache", type=Path, default=Path("out/parsed"))
    parser.add_argument("--whole", type=Path, nargs="*", default=[])
    parser.add_argument("--step", type=int, default=8)
    parser.add_argument(
        "--first", type=int, default=3, help="of every STEP articles of --prior"
    )
    options = parser.parse_args(arguments)
    lexicon = Lexicon.load()
    train = read_parsed(
        options.prior, cache=options.cache, step=options.step, first=options.first
    )
    halves = [
        one
        for path in options.fit
        for one in read_parsed(path, cache=options.cache)[::2]
    ]
    for path in options.whole:
        halves += read_parsed(path, cache=options.cache)
    shipped = load_classifier()
    prior = fit_prior(train, lexicon, shipped)
    blank = msgspec.structs.replace(shipped, prior=prior)
    fitted = Classifier(
        prior=blank.prior,
        tagged=fit_keep_model(halves, lexicon, blank, tagger=True),
        plain=fit_keep_model(halves, lexicon, blank, tagger=False),
        uncued=blank.uncued,
    )
    path = write_classifier(MODELS, SHIPPED, fitted)
    sys.stderr.write(f"wrote {path}: {path.stat().st_size} bytes\n")


if __name__ == "__main__":
    main(sys.argv[1:])
