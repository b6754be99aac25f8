"""Measure a check on the made set: ``python -m tests.checking.measure``.

Without options, invented articles and the readings that a perfect reader would make.
``--models`` reads drafts and sources with the models instead. ``--shared DIR`` takes
the direct quotations of annotated articles, DIR/evaluation/read.
"""

import argparse
import random
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import msgspec

from service.bootstrap import build_attributor
from service.checking import join_broken_lines
from service.records import Reading
from service.settings import Settings
from tests.checking.gold_sources import gold_sources
from tests.checking.made_articles import Article
from tests.checking.made_drafts import Case, make_cases
from tests.checking.scoring import Score, made_set, score_cases

TOGETHER = 4
"""Articles that are the sources of one check."""


def main() -> None:
    """Print the score."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", type=int, nargs="+", default=[1, 2, 3])
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("--models", action="store_true")
    parser.add_argument("--shared", type=Path)
    parser.add_argument("--most", type=int, help="cases of each set of sources")
    parser.add_argument("--wrong", type=int, default=0, help="wrong cases to print")
    args = parser.parse_args()
    score = Score()
    read = _reader() if args.models else None
    for articles, cases in _sets(args):
        most = min(len(cases), args.most or len(cases))
        chosen = random.Random(1).sample(cases, most)  # noqa: S311 - no secret
        if read is not None:
            articles, chosen = with_readings(articles, chosen, read)  # noqa: PLW2901
        score_cases(score, articles, chosen)
    _print(score, args.wrong)


def _sets(args: argparse.Namespace) -> Iterator[tuple[list[Article], list[Case]]]:
    for seed in args.seeds:
        if args.shared is None:
            yield from made_set(seed, rounds=args.rounds)
            continue
        chance = random.Random(seed)  # noqa: S311 - no secret
        articles = list(gold_sources(args.shared / "evaluation" / "read"))
        for start in range(0, len(articles), TOGETHER):
            group = articles[start : start + TOGETHER]
            yield group, list(make_cases(chance, group))


def _reader() -> Callable[[str], Reading]:
    return build_attributor(Settings(threads=1)).attribute


def with_readings(
    articles: Iterable[Article], cases: Iterable[Case], read: Callable[[str], Reading]
) -> tuple[list[Article], list[Case]]:
    """Return both with the readings of the models, made as a check makes them."""
    replace = msgspec.structs.replace
    return (
        [
            replace(each, reading=read(join_broken_lines(each.text)))
            for each in articles
        ],
        [replace(each, reading=read(join_broken_lines(each.text))) for each in cases],
    )


def _print(score: Score, wrong: int) -> None:
    for text in score.wrong[:wrong]:
        print(text)  # noqa: T201
    share = (
        f"{score.right} of {score.cases} cases right ({score.right / score.cases:.1%})"
    )
    speakers = score.right_speakers / max(1, score.speakers)
    print(share)  # noqa: T201
    print(f"{score.passed} altered or invented ones passed")  # noqa: T201
    print(f"speaker right in {speakers:.1%} of {score.speakers}")  # noqa: T201
    print("wrong by edit:", dict(score.wrong_by_edit))  # noqa: T201


if __name__ == "__main__":
    main()
