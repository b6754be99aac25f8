"""Mistakes with their words."""

import msgspec

from service.evaluation.gold_articles import GoldArticle
from service.evaluation.mistakes import Mistake, find_mistakes
from service.evaluation.scorer import score_article
from tests.support.evaluation_samples import (
    BOLTS,
    CLOSING,
    FREE,
    GOLD,
    RAFT,
    TEXT,
    at,
    record,
)


def mistakes(*records: dict[str, object]) -> tuple[Mistake, ...]:
    """Return the mistakes of predictions for the sample article."""
    gold = msgspec.convert(GOLD, GoldArticle)
    predicted = msgspec.convert(GOLD | {"attributions": records}, GoldArticle)
    return find_mistakes(score_article(gold, predicted.attributions))


def test_no_mistakes() -> None:
    """The gold has no mistakes, with or without the optional record."""
    assert mistakes(CLOSING, BOLTS, RAFT) == ()
    assert mistakes(CLOSING, BOLTS, RAFT, FREE | {"cue": None}) == ()


def test_missed_and_spurious_in_reading_order() -> None:
    """Missed and spurious records are in the order of the article."""
    extra = record(["some are gone"], cue="are")
    found = mistakes(RAFT, extra)

    assert [(item.mistake, item.article) for item in found] == [
        ("missed", "bridge"),
        ("missed", "bridge"),
        ("spurious", "bridge"),
    ]
    assert found[0].gold is not None
    assert found[0].gold.source == "mayor Ida Holm"
    assert found[0].paragraph == TEXT.splitlines()[0]
    assert found[2].gold is None
    assert found[2].predicted is not None
    assert found[2].predicted.content == ("some are gone",)


def test_wrong_fields_are_named() -> None:
    """A mistake of an aligned pair lists the differing fields, content included."""
    changed = CLOSING | {
        "content": [at("bridge will close in May")],
        "speaker": "Per Holm",
        "outlet": "Daily Ferry",
        "addressee": "the press",
    }
    (found,) = mistakes(changed, BOLTS, RAFT)

    assert found.mistake == "wrong"
    assert found.wrong == ("content", "speaker", "addressee", "outlet")
    assert found.predicted is not None
    assert found.predicted.speaker == "Per Holm"


def test_lost_outlet() -> None:
    """An outlet that the gold has and the prediction lacks is a mistake."""
    (found,) = mistakes(CLOSING, BOLTS | {"outlet": None}, RAFT)

    assert found.wrong == ("outlet",)


def test_absent_fields_make_no_mistake() -> None:
    """A field that the gold does not state cannot be wrong."""
    gold = GOLD | {"attributions": [{"content": BOLTS["content"]}]}
    article = msgspec.convert(gold, GoldArticle)
    predicted = msgspec.convert(GOLD | {"attributions": [BOLTS]}, GoldArticle)

    assert find_mistakes(score_article(article, predicted.attributions)) == ()
