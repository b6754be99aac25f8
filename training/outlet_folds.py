"""Score outlets by networks that did not see the article, beside the rules alone.

    python -m training.outlet_folds --own GOLD ... [--even GOLD ...]

The networks of outlets are fitted on five folds of the articles; all other numbers are
the shipped ones, which have seen them, so that only the difference of the two counts.
The interval of the difference comes of 1,000 samples of the articles.
"""

import sys
from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt
from msgspec.structs import replace

from service.attribution import Classifier, Lexicon
from service.evaluation.report import counts_of
from service.evaluation.scorer import ScoredArticle
from training.classifier import FitInputs
from training.classifier_fit import fit_without_folds
from training.contexts import with_readouts
from training.encoder_states import StateReader
from training.outlet_examples import outlet_examples
from training.outlet_fit import fit_outlets
from training.parsed_gold import ParsedArticle, read_parsed
from training.reliability import scored

SAMPLES = 1000
Pair = tuple[ScoredArticle, ScoredArticle]
"""An article by the rules alone, and with the network."""


def score_outlets(
    parsed: Sequence[ParsedArticle],
    lexicon: Lexicon,
    classifier: Classifier,
    reader: StateReader,
) -> dict[str, Pair]:
    """Return both scores of each article by its id."""
    read = [with_readouts(one, classifier, reader) for one in parsed]
    examples = [outlet_examples(one, lexicon, classifier) for one in read]
    networks = fit_without_folds(examples, lambda e: fit_outlets(e, reader.sha256))
    return {
        one.gold.id: (
            scored(one, lexicon, classifier),
            scored(one, lexicon, replace(classifier, outlets=networks[one.gold.id])),
        )
        for one in read
    }


def report(name: str, pairs: Sequence[Pair]) -> str:
    """Return a line with both scores and the interval of their difference."""
    rules, network = ([pair[n] for pair in pairs] for n in (0, 1))
    before, after = (np.array([_counts(one) for one in s]) for s in (rules, network))
    random = np.random.RandomState(0)
    gains = [
        _f1(after[chosen].sum(0)) - _f1(before[chosen].sum(0))
        for chosen in (
            random.randint(0, len(pairs), len(pairs)) for _ in range(SAMPLES)
        )
    ]
    low, high = np.percentile(gains, [2.5, 97.5])
    lines = [_line(before.sum(0)), _line(after.sum(0))]
    return f"{name}: rules {lines[0]}, network {lines[1]} [{low:+.1f}, {high:+.1f}]\n"


def _counts(one: ScoredArticle) -> tuple[int, int, int]:
    """Return the right, the predicted and the annotated outlets of an article."""
    total = counts_of(one).total
    return total["outlet"], total["outlet_predicted"], total["outlet_gold"]


def _f1(counts: npt.NDArray[np.int64]) -> float:
    found, predicted, gold = counts.tolist()
    return 200 * found / max(predicted + gold, 1)


def _line(counts: npt.NDArray[np.int64]) -> str:
    found, predicted, gold = counts.tolist()
    parts = (_f1(counts), 100 * found / max(predicted, 1), 100 * found / max(gold, 1))
    return "{:.1f} ({:.1f} / {:.1f})".format(*parts)


def main(arguments: Sequence[str]) -> None:
    """Print a line for each gold file, and one for all."""
    given = FitInputs.of("outlet_folds", arguments)
    numbers = replace(given.classifier, outlets=None)
    found: Mapping[str, Pair] = score_outlets(
        given.articles, given.lexicon, numbers, given.reader
    )
    for path in (*given.options.own, *given.options.even):
        ids = [one.gold.id for one in read_parsed(path, cache=given.options.cache)]
        pairs = [found[name] for name in ids if name in found]
        sys.stdout.write(report(path.stem, pairs))
    sys.stdout.write(report("all", list(found.values())))


if __name__ == "__main__":
    main(sys.argv[1:])
