"""Score articles by classifiers that were fitted on the others.

    python -m training.cross_validate --own GOLD ... [--even GOLD ...]

The articles are dealt into ``FOLDS`` parts by name. The records of each part come from
a classifier and from networks that were fitted on the other parts. A line a file and
one for all: F1 of each metric of ``evaluate``. ``--folds 1`` scores one part, a fifth
of the articles, with the speakers of the rules, as ``--no-speakers`` does: the network
of speakers needs the records of all parts. With ``--write`` the classifier is then
fitted on all articles and written, as by ``training.classifier``, which would read them
anew.
"""

import sys
from collections.abc import Iterable, Mapping, Sequence

from msgspec.structs import replace

from service.attribution import Classifier
from service.attribution.classification.networks.speaker_network import SpeakerNetwork
from service.evaluation.report import make_report
from service.evaluation.scorer import ScoredArticle
from training.classifier import FitInputs, FoldInputs, fit_tagged, fit_whole
from training.classifier_fit import FOLDS, deal
from training.contexts import with_readouts
from training.fitted_numbers import write_shipped
from training.parsed_gold import ParsedArticle, read_parsed
from training.ranking_examples import ArticleRankings
from training.reliability import line, scored
from training.speaker_examples import speaker_examples
from training.speakers import fold_speakers


def cross_validate(
    given: FitInputs, inputs: FoldInputs, *, scored_folds: int = FOLDS
) -> dict[str, ScoredArticle]:
    """Return the scores of the articles of the first folds by their id.

    Invented articles are fitted on beside those of each fold, and not scored.
    """
    parsed, lexicon, reader = given.articles, given.lexicon, given.reader
    folds = deal([one.gold.id for one in parsed], FOLDS)
    fitted = [
        fit_tagged(
            [one for one in inputs.tagged if folds[one[0].article] != fold],
            reader.sha256,
        )
        for fold in range(scored_folds)
    ]
    numbers = {
        name: fitted[fold].into(inputs.numbers[name])
        for name, fold in folds.items()
        if fold < scored_folds
    }
    real = [
        one
        for one in parsed
        if one.gold.id in numbers and one.gold.id not in given.invented
    ]
    if scored_folds == FOLDS and not given.options.no_speakers:
        speakers = _fold_speakers(real, given, numbers)
        numbers = {
            name: replace(numbers[name], speakers=network)
            for name, network in speakers.items()
        }
    scores: dict[str, ScoredArticle] = {}
    for one in real:
        own = numbers[one.gold.id]
        scores[one.gold.id] = scored(with_readouts(one, own, reader), lexicon, own)
    return scores


def _fold_speakers(
    parsed: Sequence[ParsedArticle],
    given: FitInputs,
    numbers: Mapping[str, Classifier],
) -> dict[str, SpeakerNetwork]:
    """Return the networks of speakers, from records of numbers that saw none of them.

    ``numbers`` are those of each article, by its id.
    """
    examples: list[ArticleRankings] = []
    for one in parsed:
        own = numbers[one.gold.id]
        read = with_readouts(one, own, given.reader)
        examples.append(speaker_examples(read, given.lexicon, own, given.reader))
    return fold_speakers(examples, given.reader.sha256)


def report(name: str, scores: Iterable[ScoredArticle]) -> str:
    """Return a line with the figures of a file."""
    return f"{name}: {line(make_report(list(scores)))}\n"


def main(arguments: Sequence[str]) -> None:
    """Print a line for each gold file, and one for all of them."""
    given = FitInputs.of("cross_validate", arguments)
    options = given.options
    inputs = FoldInputs.of(given)
    scores = cross_validate(given, inputs, scored_folds=options.folds)
    for path in (*options.own, *options.even):
        ids = [one.gold.id for one in read_parsed(path, cache=options.cache)]
        sys.stdout.write(report(str(path), (scores[i] for i in ids if i in scores)))
    sys.stdout.write(report("all", scores.values()))
    sys.stdout.flush()
    if options.write:
        write_shipped(fit_whole(given, inputs))


if __name__ == "__main__":
    main(sys.argv[1:])
