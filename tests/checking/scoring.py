"""How many of the made cases a check gets right."""

import random
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cache

import msgspec

from service.attribution.lexicon import Lexicon
from service.checking import Finding, SourceText, find
from service.checking.findings import open_sources, search_index
from service.checking.search.placements import Placer
from service.records import Reading
from tests.checking.made_articles import Article, make_articles
from tests.checking.made_drafts import Case, make_cases

HARMLESS = frozenset({"verbatim", "typography", "trimmed"})


class Score(msgspec.Struct):
    """Counts of cases, and the wrong ones for a reader."""

    cases: int = 0
    right: int = 0
    passed: int = 0
    """Altered or invented quotations that were called harmless."""
    speakers: int = 0
    right_speakers: int = 0
    by_edit: Counter[str] = msgspec.field(default_factory=Counter[str])
    wrong_by_edit: Counter[str] = msgspec.field(default_factory=Counter[str])
    wrong: list[str] = msgspec.field(default_factory=list[str])

    def add(self, case: Case, findings: Sequence[Finding]) -> None:
        """Count one case."""
        self.cases += 1
        self.by_edit[case.edit] += 1
        found = findings[0] if findings else None
        problems = list(_problems(case, found))
        self.right += not problems
        if problems:
            self.wrong_by_edit[case.edit] += 1
            self.wrong.append(f"{case.edit}: {'; '.join(problems)}\n  {case.text!r}")
        if found and case.verdict in {"altered", "absent"}:
            self.passed += found.verdict in HARMLESS
        if case.speaker is not None:
            self.speakers += 1
            self.right_speakers += bool(found and found.speaker_verdict == case.speaker)


def _problems(case: Case, found: Finding | None) -> Iterable[str]:
    if found is None:
        yield "no finding"
        return
    for name, wanted in (
        ("verdict", case.verdict),
        ("critical", case.critical),
        ("stitched", case.stitched),
        ("source_verdict", case.source_verdict),
    ):
        given = getattr(found, name)
        if wanted is not None and given != wanted:
            yield f"{name} {given} for {wanted}"
    source = found.source.id if found.source else None
    if source != case.source:
        yield f"source {source} for {case.source}"


def made_set(seed: int, *, rounds: int) -> Iterable[tuple[list[Article], list[Case]]]:
    """Yield sets of articles and the cases made of them."""
    chance = random.Random(seed)  # noqa: S311 - for variety, no secret
    for _ in range(rounds):
        articles = make_articles(chance, 4)
        yield articles, list(make_cases(chance, articles))


@cache
def lexicon() -> Lexicon:
    """Return the word lists."""
    return Lexicon.load()


def check_case(
    case: Case,
    sources: Sequence[SourceText],
    readings: dict[int, Reading],
    placer: Placer,
) -> Sequence[Finding]:
    """Return the findings of a case."""
    search = search_index(case.text, case.reading, sources, placer)
    wanted = {number: readings[number] for number in search.wanted}
    return find(case.text, search, sources, wanted, lexicon()).findings


def sources_of(articles: Iterable[Article]) -> list[SourceText]:
    """Return articles as sources."""
    return [
        SourceText(id=each.id, text=each.text, outlet=each.outlet, title=each.title)
        for each in articles
    ]


def score_cases(
    score: Score, articles: Sequence[Article], cases: Iterable[Case]
) -> None:
    """Add the cases of some articles to a score."""
    sources = sources_of(articles)
    readings = {n: each.reading for n, each in enumerate(articles)}
    placer = open_sources(sources)
    for case in cases:
        score.add(case, check_case(case, sources, readings, placer))


def score_made_set(seed: int, *, rounds: int) -> Score:
    """Return the score of a set."""
    score = Score()
    for articles, cases in made_set(seed, rounds=rounds):
        score_cases(score, articles, cases)
    return score
