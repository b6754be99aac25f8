"""Print metrics on held-out articles, and the calibration of the confidence.

    python -m training.reliability --odd FIT --whole POLNEAR_DEV

A record is correct if it matches a gold attribution and source and cue agree, as
``evaluate`` counts (service/evaluation). Of the files of ``--odd`` the articles with an
odd ``document`` are read: those that ``training.classifier --even`` holds out. PolNeAR
annotates no nested attributions; there only outermost records are counted.
"""

import argparse
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from service.attribution import Classifier, Lexicon, attribute_document
from service.evaluation.calibration import Band, bands_of, scored_records
from service.evaluation.predictions import records_of
from service.evaluation.report import Prf, Report, make_report
from service.evaluation.scorer import ScoredArticle, score_article
from service.provenance import load_classifier
from service.records import Reading
from service.settings import MODELS
from training.contexts import with_readouts
from training.encoder_states import StateReader
from training.parsed_gold import ParsedArticle, number_of, read_parsed


def read(parsed: ParsedArticle, lexicon: Lexicon, classifier: Classifier) -> Reading:
    """Return the records of a parsed article."""
    return attribute_document(
        parsed.article,
        parsed.annotations,
        lexicon=lexicon,
        classifier=classifier,
        tagger=True,
    )


def table(bands: Sequence[Band]) -> Iterator[str]:
    """Yield a line for each band of confidence: number and share of correct records."""
    for band in bands:
        share = "      -" if band.right is None else f"{band.right:5.1f} %"
        yield f"{band.low:.1f} - {band.high:.1f}  {band.records:5d}  {share}"


def scored(
    parsed: ParsedArticle, lexicon: Lexicon, classifier: Classifier
) -> ScoredArticle:
    """Return the scores of ``evaluate`` of one article."""
    return score_article(
        parsed.gold,
        records_of(read(parsed, lexicon, classifier), parsed.article.text),
        only_outermost=not parsed.follows_guidelines,
    )


def line(report: Report) -> str:
    """Return a line with the F1 of each metric for which the gold has the field."""
    measures = ("content", "exact", "source", "cue", "triple", "speaker", "outlet")
    found = ((name, getattr(report, name)) for name in measures)
    return ", ".join(f"{n} {m.f1}" for n, m in found if isinstance(m, Prf))


def main(arguments: Sequence[str]) -> None:
    """Print the metrics and the calibration table of each gold file."""
    parser = argparse.ArgumentParser(prog="python -m training.reliability")
    parser.add_argument("--odd", type=Path, nargs="*", default=[])
    parser.add_argument("--whole", type=Path, nargs="*", default=[])
    parser.add_argument("--cache", type=Path, default=Path("out/parsed"))
    options = parser.parse_args(arguments)
    lexicon, classifier = Lexicon.load(), load_classifier()
    reader = StateReader(MODELS / "en" / "encoder")
    for path in (*options.odd, *options.whole):
        held = [
            with_readouts(one, classifier, reader)
            for one in read_parsed(path, cache=options.cache)
            if path in options.whole or number_of(one) % 2
        ]
        scores = [scored(one, lexicon, classifier) for one in held]
        records = [record for one in scores for record in scored_records(one)]
        lines = [
            f"{path.name}: {len(held)} articles",
            line(make_report(scores)),
            *table(bands_of(records)),
            "",
        ]
        sys.stdout.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    main(sys.argv[1:])
