"""Fit the model of the classes of speakers whom no listed word describes.

    python -m training.speaker_classes --speakers GOLD ... [--score GOLD ...]

``GOLD`` are files of annotated speakers that ``training.world`` writes. The model is
fitted on the speakers whom the shipped numbers find, and written into the same file;
all other numbers stay as they are. With ``--score`` nothing is written: the accuracy of
the class on these files is printed, by models that did not see the article.
"""

import argparse
import random
import sys
from collections.abc import Sequence
from pathlib import Path

from msgspec.structs import replace

from service.attribution import Lexicon
from service.evaluation.intervals import DRAWS, SEED
from service.provenance import load_classifier
from service.settings import MODELS
from training.class_examples import ClassExample, class_examples
from training.class_fit import fit_classes, score_without_folds
from training.contexts import with_readouts
from training.encoder_states import StateReader
from training.errors import TrainingError
from training.fitted_numbers import write_shipped
from training.parsed_gold import read_parsed_speakers

_TAIL = 0.025


def interval_of_gain(scores: Sequence[tuple[str, int, int]]) -> tuple[float, float]:
    """Return the 95 per cent interval of the gain in points, by drawing articles."""
    by_article: dict[str, list[int]] = {}
    for article, before, after in scores:
        by_article.setdefault(article, []).append(after - before)
    gains = list(by_article.values())
    draw = random.Random(SEED)  # noqa: S311 - a statistic, no secret
    drawn = (draw.choices(gains, k=len(gains)) for _ in range(DRAWS))
    found = sorted(100 * sum(map(sum, some)) / sum(map(len, some)) for some in drawn)
    cut = int(len(found) * _TAIL)
    return found[cut], found[-1 - cut]


def main(arguments: Sequence[str]) -> None:
    """Fit the model of the shipped package and write it, or score it."""
    parser = argparse.ArgumentParser(prog="python -m training.speaker_classes")
    parser.add_argument("--speakers", type=Path, nargs="+", required=True)
    parser.add_argument("--score", type=Path, nargs="+")
    parser.add_argument("--cache", type=Path, default=Path("out/parsed"))
    options = parser.parse_args(arguments)
    numbers = replace(load_classifier(), classes=None)
    network = numbers.speakers
    if network is None:
        raise TrainingError("the shipped numbers have no network of speakers")
    reader, lexicon = StateReader(MODELS / "en" / "encoder"), Lexicon.load()
    examples: list[ClassExample] = []
    scored: set[str] = set()
    for path in options.speakers:
        for gold, parsed in read_parsed_speakers(path, cache=options.cache):
            read = with_readouts(parsed, numbers, reader)
            examples += class_examples(gold, read, lexicon, numbers)
            if path in (options.score or ()):
                scored.add(gold.id)
    if options.score is None:
        write_shipped(replace(numbers, classes=fit_classes(examples, network)))
        return
    scores = [s for s in score_without_folds(examples, network) if s[0] in scored]
    before = 100 * sum(rules for _, rules, _ in scores) / len(scores)
    after = 100 * sum(both for _, _, both in scores) / len(scores)
    low, high = interval_of_gain(scores)
    sys.stdout.write(
        f"{len(scores)} speakers: rules {before:.1f}, with the model {after:.1f}, "
        f"gain {after - before:.1f} ({low:.1f} to {high:.1f})\n"
    )


if __name__ == "__main__":
    main(sys.argv[1:])
