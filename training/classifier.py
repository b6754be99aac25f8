"""Fit ``models/en/classifier/news.json``: which candidates are kept, and confidence.

    python -m training.classifier --own GOLD ... [--even GOLD ...] [--prior TRAIN]

1. The prior, a logistic model over words and parse without the tagger, is fitted on
   articles of PolNeAR's training part (``--prior``; without it the prior of the shipped
   numbers stays). Candidates inside the content of another attribution are left out,
   since PolNeAR annotates no nested attributions.
2. Readouts of the encoder: linear functions of the hidden states of cue, source,
   content and sentence, fitted beside the features of parse and lexicon.
3. The network of the conventions (``service.nlp.conventions``), and those for the
   boundaries of contents.
4. Four ``KeepModel``, with and without the tagger's spans and the encoder, over all
   features, the log-odds of the prior and those of the readouts. The features of an
   article come of networks that were fitted on the articles of other folds.

2 to 4 are fitted on the articles that follow the project's guidelines alone: all of
``--own``, and those of ``--even`` whose ``document`` is even. Neither the tagger nor
the parser was trained on these articles; of most of them the names were seen.

The label of ``keep`` is whether the candidate matches a gold attribution, that of
``sure`` whether cue and source are correct as well; ``sure`` gives the confidence.

The candidates are the pipeline's own. A label with a colon and a signature ("HALE:")
are matched with gold and may enclose other candidates, but are no examples: the
service keeps them all, with the confidence ``uncued``.
"""

import argparse
import sys
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from pathlib import Path

import msgspec
from msgspec.structs import replace

from service.attribution import Classifier, Lexicon, propose_candidates
from service.attribution.candidates import Candidate
from service.attribution.classification.classify import classifier_features
from service.attribution.classification.features import syntax_features
from service.attribution.classification.logistic import (
    Features,
    KeepModels,
    Logistic,
)
from service.attribution.classification.policy import is_excluded
from service.attribution.classification.relation_features import Relations
from service.attribution.content.boundaries.move_contents import move_contents
from service.attribution.context import Context
from service.evaluation.gold_articles import GoldArticle
from service.evaluation.matching import (
    MIN_OVERLAP,
    FieldOffsets,
    agree,
    align,
    letters,
    overlap_of,
    parts_of,
)
from service.provenance import load_classifier
from service.settings import MODELS
from service.text.article import Article
from training.boundary_examples import boundary_examples
from training.boundary_fit import fit_boundaries
from training.candidate_parts import parts_of_candidate, piece_of
from training.classifier_fit import (
    FOLDS,
    PRIOR_STRENGTH,
    THRESHOLD_WITH_CONVENTIONS,
    Example,
    fit_keep_model,
    fit_logistic,
    fit_readouts,
    without_conventions,
)
from training.contexts import context_of, with_readouts
from training.convention_examples import convention_examples
from training.convention_fit import fit_conventions
from training.encoder_states import StateReader, Vector
from training.fitted_numbers import write_shipped
from training.fold_networks import fold_boundaries, fold_conventions, fold_numbers
from training.parsed_gold import ParsedArticle, number_of, read_parsed


def labelled(
    gold: GoldArticle,
    candidates: Sequence[Candidate],
    article: Article,
    *,
    nested: bool,
) -> Iterator[tuple[int, bool, bool]]:
    """Yield numbers of candidates with the labels ``found`` and ``right``.

    Matches of optional gold attributions are left out, and without ``nested`` also
    unmatched candidates inside the content of a gold attribution.
    """
    wanted = [parts_of(record, article.text) for record in gold.attributions]
    offered = [parts_of_candidate(candidate, article) for candidate in candidates]
    matched = align(wanted, offered)
    taken = {_cue_of(candidates[index]) for index in matched}
    for index, candidate in enumerate(candidates):
        if index in matched:
            answer = wanted[matched[index]]
            if gold.attributions[matched[index]].optional:
                continue
            same = agree(answer.cue, offered[index].cue) and agree(
                answer.source, offered[index].source
            )
            yield index, True, same
        elif _cue_of(candidate) in taken and any(
            overlap_of(fields.content, offered[index].content) >= MIN_OVERLAP
            for fields in wanted
        ):
            continue  # an alternative that would do as well
        elif nested or not _inside(candidate, wanted, article):
            yield index, False, False


def _cue_of(candidate: Candidate) -> tuple[int, int] | None:
    return candidate.cue.key if candidate.cue else None


def _inside(
    candidate: Candidate, wanted: Sequence[FieldOffsets], article: Article
) -> bool:
    cue = letters(piece_of(candidate.cue_span), article.text)
    return any(cue <= parts.content for parts in wanted)


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


def examples_of(
    parsed: ParsedArticle, context: Context
) -> Iterator[tuple[Example, Candidate]]:
    """Yield an example for each candidate that a keep model decides on."""
    candidates = propose_candidates(context)
    relations = Relations.of(context, candidates)
    moved = move_contents(context, candidates)
    for number, found, right in labelled(
        parsed.gold, moved, parsed.article, nested=True
    ):
        candidate = candidates[number]
        if candidate.frame == "verbless" or is_excluded(context, candidate):
            continue
        features = classifier_features(context, candidate, relations, number)
        yield Example(features, parsed.gold.id, found, right), candidate


class Examples(msgspec.Struct, frozen=True):
    """Examples with the states of the encoder, with and without the tagger's spans."""

    tagged: list[tuple[Example, Vector]]
    plain: list[tuple[Example, Vector]]

    def of(self, articles: Container[str]) -> "Examples":
        """Return the examples of some articles, by id."""
        tagged, plain = (
            [pair for pair in pairs if pair[0].article in articles]
            for pairs in (self.tagged, self.plain)
        )
        return Examples(tagged, plain)


def collect_examples(
    parsed: Iterable[ParsedArticle],
    lexicon: Lexicon,
    numbers: Mapping[str, Classifier],
    reader: StateReader,
) -> Examples:
    """Return the examples of articles.

    ``numbers`` are the prior and the networks of each article, by its id.
    """
    examples = Examples([], [])
    for article in parsed:
        states: list[Vector] = []
        own = replace(numbers[article.gold.id], readouts=None)
        one = with_readouts(article, own, reader)
        for tagger, pairs in ((True, examples.tagged), (False, examples.plain)):
            context = context_of(one, lexicon, own, tagger=tagger)
            states = states or reader.read(context.trees)
            pairs += [
                (example, reader.pool(context, candidate, states))
                for example, candidate in examples_of(one, context)
            ]
    return examples


def fit(examples: Examples, classifier: Classifier, encoder: str) -> Classifier:
    """Return the classifier with readouts and keep models fitted on the examples."""
    tagged, states = map(list, zip(*examples.tagged, strict=True))
    readouts = fit_readouts(tagged, states, encoder)
    plain, plain_states = map(list, zip(*examples.plain, strict=True))
    return replace(
        classifier,
        features=KeepModels(
            fit_keep_model([without_conventions(one) for one in tagged]),
            fit_keep_model(plain),
        ),
        encoded=KeepModels(
            fit_keep_model(
                readouts.score(tagged, states), threshold=THRESHOLD_WITH_CONVENTIONS
            ),
            fit_keep_model(readouts.score(plain, plain_states)),
        ),
        readouts=readouts.whole,
    )


def read_own(options: argparse.Namespace) -> list[ParsedArticle]:
    """Return the parsed articles that follow the project's guidelines.

    Of the files of ``--even`` only those with an even ``document`` are read; the others
    are held out.
    """
    whole: list[Path] = options.own
    halves: list[Path] = options.even
    left_out: list[str] = options.without
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
    parser.add_argument("--without", nargs="*", default=[], help="ids left out")
    parser.add_argument("--cache", type=Path, default=Path("out/parsed"))
    parser.add_argument(
        "--folds", type=int, default=FOLDS, help="of five, scored by cross_validate"
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

    @classmethod
    def of(cls, program: str, arguments: Sequence[str]) -> "FitInputs":
        """Read what the arguments of a command name."""
        options = parse_arguments(program, arguments)
        reader = StateReader(MODELS / "en" / "encoder")
        numbers = Lexicon.load(), load_classifier()
        return cls(options, *numbers, reader, read_own(options))


def main(arguments: Sequence[str]) -> None:
    """Fit the classifier of the shipped package; write it and its digest."""
    given = FitInputs.of("classifier", arguments)
    options, lexicon, classifier = given.options, given.lexicon, given.classifier
    reader, own = given.reader, given.articles
    if options.prior:
        train = read_parsed(
            options.prior, cache=options.cache, step=options.step, first=options.first
        )
        classifier = replace(classifier, prior=fit_prior(train, lexicon, classifier))
    found = [boundary_examples(one, lexicon, classifier, reader) for one in own]
    paragraphs = [convention_examples(one, reader) for one in own]
    numbers = fold_numbers(
        classifier,
        fold_boundaries(found, reader.sha256),
        fold_conventions(paragraphs, reader.sha256),
    )
    examples = collect_examples(own, lexicon, numbers, reader)
    fitted = replace(
        fit(examples, classifier, reader.sha256),
        boundaries=fit_boundaries(found, reader.sha256),
        conventions=fit_conventions(paragraphs, reader.sha256),
    )
    write_shipped(fitted)


if __name__ == "__main__":
    main(sys.argv[1:])
