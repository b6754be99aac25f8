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
from itertools import pairwise
from pathlib import Path

import msgspec
from msgspec.structs import replace

from service.attribution import Classifier, Lexicon, attribute_document
from service.evaluation.matching import agree, align, outermost, parts_of
from service.evaluation.predictions import records_of
from service.evaluation.report import Prf, Report, make_report
from service.evaluation.scorer import ScoredArticle, score_article
from service.provenance import load_classifier
from service.records import Reading
from service.settings import MODELS
from training.encoder_states import StateReader
from training.parsed_gold import ParsedArticle, number_of, read_parsed

BORDERS = (0.0, 0.5, 0.7, 0.8, 0.9, 1.01)


class ScoredRecord(msgspec.Struct, frozen=True):
    """The confidence of a record, and whether the record is correct."""

    confidence: float
    right: bool


def read(parsed: ParsedArticle, lexicon: Lexicon, classifier: Classifier) -> Reading:
    """Return the records of a parsed article."""
    return attribute_document(
        parsed.article,
        parsed.annotations,
        lexicon=lexicon,
        classifier=classifier,
        tagger=True,
    )


def with_readouts(
    parsed: ParsedArticle, classifier: Classifier, reader: StateReader
) -> ParsedArticle:
    """Return the article with the readouts of a classifier in its sentences."""
    if classifier.readouts is None:
        return parsed
    annotations = reader.annotate(parsed.annotations, classifier.readouts)
    return replace(parsed, annotations=annotations)


def scored_records(
    parsed: ParsedArticle, lexicon: Lexicon, classifier: Classifier
) -> Iterator[ScoredRecord]:
    """Yield the records of an article, without matches of optional gold."""
    text = parsed.article.text
    reading = read(parsed, lexicon, classifier)
    records = records_of(reading, text)
    sure = {
        id(r): a.confidence for r, a in zip(records, reading.attributions, strict=True)
    }
    kept = records if parsed.follows_guidelines else outermost(records, text)
    gold = [parts_of(record, text) for record in parsed.gold.attributions]
    offered = [parts_of(record, text) for record in kept]
    matched = align(gold, offered)
    for index, record in enumerate(kept):
        answer = matched.get(index)
        if answer is not None and parsed.gold.attributions[answer].optional:
            continue
        yield ScoredRecord(
            sure[id(record)],
            answer is not None
            and agree(gold[answer].source, offered[index].source)
            and agree(gold[answer].cue, offered[index].cue),
        )


def table(records: Sequence[ScoredRecord]) -> Iterator[str]:
    """Yield a line for each band of confidence: number and share of correct records."""
    for low, high in pairwise(BORDERS):
        band = [r.right for r in records if low <= r.confidence < high]
        share = f"{100 * sum(band) / len(band):5.1f} %" if band else "      -"
        yield f"{low:.1f} - {min(high, 1):.1f}  {len(band):5d}  {share}"


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
        records = [
            record
            for one in held
            for record in scored_records(one, lexicon, classifier)
        ]
        report = make_report([scored(one, lexicon, classifier) for one in held])
        lines = [
            f"{path.name}: {len(held)} articles",
            line(report),
            *table(records),
            "",
        ]
        sys.stdout.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    main(sys.argv[1:])
