"""Score articles by classifiers that were fitted on the others.

    python -m training.cross_validate --own GOLD ... [--even GOLD ...]

The articles are dealt into ``FOLDS`` parts by name. The records of each part come from
a classifier and from networks that were fitted on the other parts. A line a
file: F1 of each metric of ``evaluate``. ``--folds 1`` scores one part, a fifth of the
articles.
"""

import sys
from collections.abc import Iterable, Mapping, Sequence

from msgspec.structs import replace

from service.attribution import Classifier, Lexicon
from service.attribution.classification.speaker_network import SpeakerNetwork
from service.evaluation.report import make_report
from service.evaluation.scorer import ScoredArticle
from service.provenance import load_classifier
from training.boundary_examples import boundary_examples
from training.classifier import (
    FitInputs,
    collect_examples,
    fit,
)
from training.classifier_fit import FOLDS, deal
from training.contexts import with_readouts
from training.convention_examples import convention_examples
from training.encoder_states import StateReader
from training.fold_networks import fold_boundaries, fold_conventions, fold_numbers
from training.parsed_gold import ParsedArticle, read_parsed
from training.reliability import line, scored
from training.speaker_examples import speaker_examples
from training.speaker_fit import ArticleSpeakers
from training.speakers import fold_speakers


def cross_validate(
    parsed: Sequence[ParsedArticle],
    lexicon: Lexicon,
    reader: StateReader,
    *,
    scored_folds: int = FOLDS,
) -> dict[str, ScoredArticle]:
    """Return the scores of the articles of the first folds by their id."""
    shipped = load_classifier()
    found = [boundary_examples(one, lexicon, shipped, reader) for one in parsed]
    paragraphs = [convention_examples(one, reader) for one in parsed]
    boundaries = fold_boundaries(found, reader.sha256)
    conventions = fold_conventions(paragraphs, reader.sha256)
    networks = fold_numbers(shipped, boundaries, conventions)
    examples = collect_examples(parsed, lexicon, networks, reader)
    folds = deal([one.gold.id for one in parsed], FOLDS)
    fitted = [
        fit(
            examples.of({name for name, number in folds.items() if number != fold}),
            replace(shipped, speakers=None),
            reader.sha256,
        )
        for fold in range(FOLDS)
    ]
    numbers = {
        name: replace(
            fitted[fold], boundaries=boundaries[name], conventions=conventions[name]
        )
        for name, fold in folds.items()
    }
    speakers = _fold_speakers(parsed, lexicon, numbers, reader)
    scores: dict[str, ScoredArticle] = {}
    for one in parsed:
        name = one.gold.id
        if folds[name] < scored_folds:
            own = replace(numbers[name], speakers=speakers[name])
            scores[name] = scored(with_readouts(one, own, reader), lexicon, own)
    return scores


def _fold_speakers(
    parsed: Sequence[ParsedArticle],
    lexicon: Lexicon,
    numbers: Mapping[str, Classifier],
    reader: StateReader,
) -> dict[str, SpeakerNetwork]:
    """Return the networks of speakers, from records of numbers that saw none of them.

    ``numbers`` are those of each article, by its id.
    """
    examples: list[ArticleSpeakers] = []
    for one in parsed:
        own = numbers[one.gold.id]
        read = with_readouts(one, own, reader)
        examples.append(speaker_examples(read, lexicon, own, reader))
    return fold_speakers(examples, reader.sha256)


def report(name: str, scores: Iterable[ScoredArticle]) -> str:
    """Return a line with the figures of a file."""
    return f"{name}: {line(make_report(list(scores)))}\n"


def main(arguments: Sequence[str]) -> None:
    """Print a line for each gold file."""
    given = FitInputs.of("cross_validate", arguments)
    options = given.options
    scores = cross_validate(
        given.articles, given.lexicon, given.reader, scored_folds=options.folds
    )
    for path in (*options.own, *options.even):
        ids = [one.gold.id for one in read_parsed(path, cache=options.cache)]
        sys.stdout.write(report(str(path), (scores[i] for i in ids if i in scores)))


if __name__ == "__main__":
    main(sys.argv[1:])
