"""Bootstrap intervals over articles."""

import msgspec

from service.evaluation.gold_articles import GoldArticle
from service.evaluation.intervals import Interval, f1_intervals
from service.evaluation.scorer import ScoredArticle, score_article
from tests.support.evaluation_samples import GOLD


def scored(*, found: bool) -> ScoredArticle:
    """Return an article of which everything or nothing was found."""
    article = msgspec.convert(GOLD, GoldArticle)
    return score_article(article, article.attributions if found else ())


def test_equal_articles_have_no_spread() -> None:
    """The interval is a point where every article has the same score."""
    intervals = f1_intervals([scored(found=True)] * 5)

    assert intervals["content"] == intervals["speaker"] == Interval(100.0, 100.0)


def test_the_interval_is_wide_for_few_articles_and_narrows_with_more() -> None:
    """It is the same each time, lies around the score and shrinks with more."""
    half = [scored(found=True), scored(found=False)]
    few, many = (f1_intervals(half * times)["triple"] for times in (3, 50))

    assert few == f1_intervals(half * 3)["triple"]
    assert few.low < many.low < 66.7 < many.high < few.high


def test_no_article_has_no_interval() -> None:
    """Nothing was measured."""
    assert f1_intervals([]) == {}
