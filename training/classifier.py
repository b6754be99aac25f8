"""Fit ``models/en/classifier/news.json``: which candidates are kept, and confidence.

    python -m training.classifier --own GOLD ... [--even GOLD ...] [--prior TRAIN]

1. The prior, a logistic model over words and parse without the tagger, is fitted on
   articles of PolNeAR's training part (``--prior``; without it the prior of the shipped
   numbers stays). Candidates inside the content of another attribution are left out,
   since PolNeAR annotates no nested attributions.
2. Readouts of the encoder: linear functions of the hidden states of cue, source,
   content and sentence, fitted beside the features of parse and lexicon.
3. The network of the conventions (``service.nlp.conventions``), and those for the
   boundaries of contents, which read its scores.
4. Four ``KeepModel``, with and without the tagger's spans and the encoder, over all
   features, the log-odds of the prior and those of the readouts. The features of an
   article come of networks that were fitted on the articles of other folds. That with
   both is corrected by trees (``tree_fit``).

2 to 4 are fitted on the articles that follow the project's guidelines alone: all of
``--own``, those of ``--even`` whose ``document`` is even, and ``--invented``: sentences
of rare constructions that were written for this. Neither the tagger nor
the parser was trained on these articles; of most of them the names were seen.

The label of ``keep`` is whether the candidate matches a gold attribution, that of
``sure`` whether cue and source are correct as well; ``sure`` gives the confidence.

The candidates are the pipeline's own. A label with a colon and a signature ("HALE:")
are matched with gold and may enclose other candidates, but are no examples: the
service keeps them all, with the confidence ``uncued``.

The networks are kept below ``--cache``, by what they were fitted on, so that this and
``training.cross_validate`` fit them once.
"""

import argparse
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

import msgspec
from msgspec.structs import replace

from service.attribution import Classifier, Lexicon, propose_candidates
from service.attribution.classification.features import syntax_features
from service.attribution.classification.logistic import (
    Features,
    KeepModel,
    KeepModels,
    Logistic,
)
from service.provenance import load_classifier
from service.settings import MODELS
from training.boundary_examples import boundary_examples
from training.boundary_fit import ArticleInstances
from training.candidate_examples import ReadExample, collect_examples, labelled
from training.classifier_fit import (
    FOLDS,
    PRIOR_STRENGTH,
    THRESHOLD_WITH_TREES,
    Example,
    FittedReadouts,
    fit_keep_model,
    fit_logistic,
    fit_readouts,
    with_corrections,
    without_conventions,
)
from training.contexts import context_of
from training.convention_examples import ArticleParagraphs, convention_examples
from training.encoder_states import StateReader
from training.fitted_numbers import write_shipped
from training.fold_networks import NetworkFits
from training.parsed_gold import ParsedArticle, number_of, read_parsed


def fit_prior(
    parsed: Sequence[ParsedArticle], lexicon: Lexicon, classifier: Classifier
) -> Logistic:
    """Return the prior, a logistic model over words and parse without the tagger."""
    examples: list[Example] = []
    for one in parsed:
        context = context_of(one, lexicon, classifier, tagger=False)
        candidates = propose_candidates(context)
        examples += [
            Example(
                Features(syntax_features(context, candidates[n])),
                one.gold.id,
                found,
                right,
            )
            for n, found, right in labelled(
                one.gold, candidates, one.article, nested=False
            )
            if candidates[n].frame != "verbless"
        ]
    return fit_logistic(examples, strength=PRIOR_STRENGTH, label="found")


class FittedModel(msgspec.Struct, frozen=True):
    """The model for articles with the tagger and the encoder, and its readouts."""

    model: KeepModel
    readouts: FittedReadouts

    def into(self, classifier: Classifier) -> Classifier:
        """Return the classifier with this model, also for articles without tagger."""
        return replace(
            classifier,
            encoded=KeepModels(self.model, self.model),
            readouts=self.readouts.whole,
        )


def fit_tagged(examples: Sequence[ReadExample], encoder: str) -> FittedModel:
    """Return the model with its trees, fitted on examples with the tagger's spans."""
    tagged, states = map(list, zip(*examples, strict=True))
    readouts = fit_readouts(tagged, states, encoder)
    read = readouts.score(tagged, states)
    model = fit_keep_model(read, threshold=THRESHOLD_WITH_TREES)
    return FittedModel(with_corrections(model, read), readouts)


def fit(
    tagged: Sequence[ReadExample],
    plain: Sequence[ReadExample],
    classifier: Classifier,
    encoder: str,
) -> Classifier:
    """Return the classifier with readouts and keep models fitted on the examples."""
    best = fit_tagged(tagged, encoder)
    bare = [without_conventions(one) for one, _ in tagged]
    untagged, states = map(list, zip(*plain, strict=True))
    without_tagger = fit_keep_model(best.readouts.score(untagged, states))
    return replace(
        classifier,
        features=KeepModels(fit_keep_model(bare), fit_keep_model(untagged)),
        encoded=KeepModels(best.model, without_tagger),
        readouts=best.readouts.whole,
    )


def read_own(options: argparse.Namespace) -> list[ParsedArticle]:
    """Return the parsed articles that follow the project's guidelines.

    Of the files of ``--even`` only those with an even ``document`` are read; the others
    are held out.
    """
    whole: list[Path] = options.own
    halves: list[Path] = options.even
    left_out: list[str] = options.without
    whole = [*whole, *options.invented]
    parsed = [one for path in whole for one in read_parsed(path, cache=options.cache)]
    parsed += [
        one
        for path in halves
        for one in read_parsed(path, cache=options.cache)
        if number_of(one) % 2 == 0
    ]
    return [one for one in parsed if one.gold.id not in left_out]


def parse_arguments(program: str, arguments: Sequence[str]) -> argparse.Namespace:
    """Return the options that name the articles to fit on."""
    parser = argparse.ArgumentParser(prog=f"python -m training.{program}")
    parser.add_argument("--own", type=Path, nargs="+", required=True)
    parser.add_argument("--even", type=Path, nargs="*", default=[])
    parser.add_argument(
        "--invented", type=Path, nargs="*", default=[], help="fitted on, never scored"
    )
    parser.add_argument("--without", nargs="*", default=[], help="ids left out")
    parser.add_argument("--cache", type=Path, default=Path("out/parsed"))
    parser.add_argument(
        "--folds", type=int, default=FOLDS, help="of five, scored by cross_validate"
    )
    parser.add_argument(
        "--no-speakers", action="store_true", help="cross_validate: those of the rules"
    )
    parser.add_argument(
        "--write", action="store_true", help="cross_validate: then fit on all and write"
    )
    parser.add_argument("--prior", type=Path, help="fit the prior anew on these")
    parser.add_argument("--step", type=int, default=8)
    parser.add_argument(
        "--first", type=int, default=3, help="of every STEP articles of --prior"
    )
    return parser.parse_args(arguments)


class FitInputs(msgspec.Struct, frozen=True):
    """What a fit reads: the shipped numbers and encoder, and the parsed articles."""

    options: argparse.Namespace
    lexicon: Lexicon
    classifier: Classifier
    reader: StateReader
    articles: list[ParsedArticle]
    invented: frozenset[str]
    """Ids of the articles that were written for training and are never scored."""

    @classmethod
    def of(cls, program: str, arguments: Sequence[str]) -> "FitInputs":
        """Read what the arguments of a command name."""
        options = parse_arguments(program, arguments)
        reader = StateReader(MODELS / "en" / "encoder")
        numbers = Lexicon.load(), load_classifier()
        invented = [
            one.gold.id
            for path in options.invented
            for one in read_parsed(path, cache=options.cache)
        ]
        return cls(options, *numbers, reader, read_own(options), frozenset(invented))


class FoldInputs(msgspec.Struct, frozen=True):
    """What both a cross-validation and the final fit read of the articles."""

    contents: list[ArticleInstances]
    paragraphs: list[ArticleParagraphs]
    fits: NetworkFits
    numbers: Mapping[str, Classifier]
    """For each article, by id, the numbers with networks that did not see it."""
    tagged: list[ReadExample]
    """The examples with the tagger's spans, by these numbers."""

    @classmethod
    def of(cls, given: FitInputs) -> "FoldInputs":
        """Fit the networks of the folds, and collect the examples."""
        reader, bare = (
            given.reader,
            replace(given.classifier, speakers=None, outlets=None),
        )
        own = given.articles
        paragraphs = [convention_examples(one, reader) for one in own]
        fits = NetworkFits.of(given.options.cache, reader.sha256)
        conventions = fits.of_conventions(paragraphs)
        contents = [
            boundary_examples(
                one,
                given.lexicon,
                replace(bare, conventions=conventions[one.gold.id]),
                reader,
            )
            for one in own
        ]
        numbers = fits.without_each(bare, contents, conventions)
        tagged = collect_examples(own, given.lexicon, numbers, reader, tagger=True)
        return cls(contents, paragraphs, fits, numbers, tagged)


def fit_whole(given: FitInputs, folds: FoldInputs) -> Classifier:
    """Return the classifier fitted on all articles, the speakers as they were."""
    plain = collect_examples(
        given.articles, given.lexicon, folds.numbers, given.reader, tagger=False
    )
    whole = folds.fits.whole(given.classifier, folds.contents, folds.paragraphs)
    return fit(folds.tagged, plain, whole, given.reader.sha256)


def main(arguments: Sequence[str]) -> None:
    """Fit the classifier of the shipped package; write it and its digest."""
    given = FitInputs.of("classifier", arguments)
    options = given.options
    if options.prior:
        train = read_parsed(
            options.prior, cache=options.cache, step=options.step, first=options.first
        )
        prior = fit_prior(train, given.lexicon, given.classifier)
        given = replace(given, classifier=replace(given.classifier, prior=prior))
    write_shipped(fit_whole(given, FoldInputs.of(given)))


if __name__ == "__main__":
    main(sys.argv[1:])
