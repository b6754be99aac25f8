"""``evaluate``: metrics over annotated articles, and a check of all offsets."""

import argparse
from collections.abc import Iterable, Sequence
from pathlib import Path

import msgspec
from rich.progress import track

from service.attributor import Attributor, parsed_passages
from service.bootstrap import build_attributor
from service.cli.evaluation_tables import render, render_speakers
from service.cli.terminal import CommandFailed, Terminal
from service.evaluation.calibration import bands_of, scored_records
from service.evaluation.gold_articles import GoldArticle, Line, read_articles
from service.evaluation.intervals import f1_intervals
from service.evaluation.mistakes import find_mistakes
from service.evaluation.outcome import Evaluation, Offsets
from service.evaluation.predictions import ONLY_OUTERMOST, THRESHOLDS, records_of
from service.evaluation.report import make_report
from service.evaluation.roundtrip import UNITS, spans_in, wrong_spans
from service.evaluation.scorer import ScoredArticle, score_article
from service.evaluation.speaker_gold import read_speakers
from service.evaluation.speaker_scores import SpeakerCounts, facts_of
from service.evaluation.tagger_scores import TagCounts
from service.records import Reading
from service.wire.responses import to_response
from service.wire.schemas import AttributionRequest, Options


def run(args: argparse.Namespace, terminal: Terminal) -> None:
    """Score the records of every article and print the metrics.

    Raises:
        CommandFailed: a span does not equal its text.
    """
    if args.speakers:
        _score_speakers(args, terminal)
    else:
        _score_records(args, terminal)


def _score_speakers(args: argparse.Namespace, terminal: Terminal) -> None:
    articles = read_speakers(args.gold)
    attributor = build_attributor(terminal.settings())
    counts = SpeakerCounts()
    for article in _shown(articles, terminal):
        counts.add(article.speakers, facts_of(attributor.attribute(article.text)))
    if args.json:
        terminal.write(msgspec.json.encode(counts.report()))
    else:
        terminal.console.print(render_speakers(counts.report()))


def _score_records(args: argparse.Namespace, terminal: Terminal) -> None:
    articles = read_articles(args.gold)
    only_outermost = args.outermost or ONLY_OUTERMOST[args.profile]
    attributor = build_attributor(terminal.settings())
    threshold = THRESHOLDS[args.profile]
    if threshold is not None:
        attributor = attributor.with_threshold(threshold)
    shown = _shown(articles, terminal)
    scored_articles, evaluation = evaluate(
        shown, attributor, only_outermost=only_outermost
    )
    if args.errors:
        _write_mistakes(args.errors, scored_articles)
    if args.json:
        terminal.write(msgspec.json.encode(evaluation))
    else:
        terminal.console.print(render(evaluation))
    offsets = evaluation.offsets
    if offsets.wrong:
        raise CommandFailed(
            f"{offsets.wrong} of {offsets.spans} spans do not equal their text"
        )


def _shown(articles: Sequence[Line], terminal: Terminal) -> Iterable[Line]:
    """Yield the articles; show on a terminal how many were read."""
    return track(
        articles,
        "reading",
        console=terminal.errors,
        disable=not terminal.errors.is_terminal,
    )


def evaluate(
    articles: Iterable[GoldArticle], attributor: Attributor, *, only_outermost: bool
) -> tuple[list[ScoredArticle], Evaluation]:
    """Read the articles; return their scores, and the metrics over all."""
    scored_articles: list[ScoredArticle] = []
    tags = TagCounts()
    spans = wrong = 0
    for article in articles:
        opened = attributor.open(article.text)
        annotations = attributor.annotate(parsed_passages(opened))
        reading = attributor.read(opened, annotations)
        tags.add(article, annotations)
        records = records_of(reading, article.text)
        scored_articles.append(
            score_article(article, records, only_outermost=only_outermost)
        )
        checked = check_offsets(article, reading, attributor)
        spans, wrong = spans + checked.spans, wrong + checked.wrong
    return scored_articles, Evaluation(
        make_report(scored_articles),
        Offsets(spans, wrong),
        f1_intervals(scored_articles),
        bands_of([r for one in scored_articles for r in scored_records(one)]),
        tags.scores(),
    )


def check_offsets(
    article: GoldArticle, reading: Reading, attributor: Attributor
) -> Offsets:
    """Compare every span of the response with its text, in every offset unit."""
    spans = wrong = 0
    for unit in UNITS:
        options = Options(offset_unit=unit)
        request = AttributionRequest(text=article.text, options=options)
        response = msgspec.to_builtins(
            to_response(reading, request, info=attributor.info)
        )
        spans += sum(1 for _ in spans_in(response))
        wrong += len(wrong_spans(response, article.text, unit=unit))
    return Offsets(spans, wrong)


def _write_mistakes(path: Path, scored_articles: list[ScoredArticle]) -> None:
    mistakes = (
        item
        for scored_article in scored_articles
        for item in find_mistakes(scored_article)
    )
    with path.open("wb") as file:
        for mistake in mistakes:
            file.write(msgspec.json.encode(mistake) + b"\n")
