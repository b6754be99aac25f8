"""Metrics, compared with those of the reference scorer."""

from typing import Any

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from service.evaluation.gold_articles import GoldArticle
from service.evaluation.report import make_report
from service.evaluation.scorer import score_article
from tests import score
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

NESTED = record(["every bolt"], cue="looked")
LIKELY = record(["The bridge will close"], cue="will", source="mayor Ida Holm")


def ours(
    gold: list[dict[str, Any]],
    predicted: list[list[dict[str, Any]]],
    *,
    only_outermost: bool = False,
) -> dict[str, Any]:
    """Return our report as plain values."""
    articles = msgspec.convert(gold, list[GoldArticle])
    predictions = [
        msgspec.convert({"id": "", "text": "", "attributions": records}, GoldArticle)
        for records in predicted
    ]
    judged = [
        score_article(article, item.attributions, only_outermost=only_outermost)
        for article, item in zip(articles, predictions, strict=True)
    ]
    return msgspec.to_builtins(make_report(judged))


def theirs(
    gold: list[dict[str, Any]],
    predicted: list[list[dict[str, Any]]],
    *,
    only_outermost: bool = False,
) -> dict[str, Any]:
    """Return the report of the reference scorer."""
    documents = [
        {"id": article["id"], "attributions": records}
        for article, records in zip(gold, predicted, strict=True)
    ]
    report = score.score(gold, documents, only_outermost)
    assert report.pop("missing") == []
    return report


def both(*records: dict[str, Any], only_outermost: bool = False) -> dict[str, Any]:
    """Return the metrics of an article after comparing them with the reference."""
    figures = ours([GOLD], [list(records)], only_outermost=only_outermost)
    assert figures == theirs([GOLD], [list(records)], only_outermost=only_outermost)
    return figures


def test_gold_is_perfect() -> None:
    """The gold scores a hundred against itself, and optional records cost nothing."""
    whole = {"p": 100.0, "r": 100.0, "f1": 100.0}
    for records in ((CLOSING, BOLTS, RAFT), (CLOSING, BOLTS, FREE, RAFT)):
        figures = both(*records)

        assert figures["gold"] == 3
        assert figures["predicted"] == 3
        for measure in ("content", "exact", "triple", "chars", "speaker", "outlet"):
            assert figures[measure] == whole
        assert set(figures["of_aligned"].values()) == {100.0}


def test_nothing_predicted() -> None:
    """No predictions give zeros, not a division by zero."""
    figures = both()

    assert figures["content"] == {"p": 0.0, "r": 0.0, "f1": 0.0}
    assert figures["of_aligned"]["type"] == 0.0
    assert figures["recall_by"]["thought"]["content"] == 0.0


def test_half_right() -> None:
    """A pair with a wrong source counts for content and cue, not for the triple."""
    wrong = CLOSING | {"source": at("Monday"), "speaker": "Per Holm"}
    figures = both(wrong, NESTED)

    assert figures["content"] == {"p": 50.0, "r": 33.3, "f1": 40.0}
    assert figures["cue"]["f1"] == 40.0
    assert figures["source"]["f1"] == 0.0
    assert figures["triple"]["f1"] == 0.0
    assert figures["speaker"]["f1"] == 0.0


def test_outermost() -> None:
    """A record inside another one is dropped where only the outermost count."""
    assert both(BOLTS, NESTED)["predicted"] == 2
    assert both(BOLTS, NESTED, only_outermost=True)["predicted"] == 1


def test_ignored_places() -> None:
    """Predictions inside a place to ignore do not count, whatever they say."""
    article = GOLD | {"attributions": [CLOSING], "ignore": [at("Critics call it")]}
    extra = record(["call it"], cue="call")

    figures = ours([article], [[CLOSING, extra]])

    assert figures["predicted"] == 1
    assert figures == theirs([article], [[CLOSING, extra]])


def test_absent_fields() -> None:
    """Gold without speakers has no speaker metrics, as in PolNeAR."""
    bare = {key: BOLTS[key] for key in ("content", "cue", "source", "type")} | {
        "source": [BOLTS["source"]]
    }
    article = {"id": "bare", "text": TEXT, "attributions": [bare]}

    figures = ours([article], [[BOLTS]])

    assert figures == theirs([article], [[BOLTS]])
    assert "speaker" not in figures
    assert "kind" not in figures["of_aligned"]
    assert figures["recall_by"] == {
        "direct": {"gold": 1, "content": 100.0, "source": 100.0}
    }


def spans() -> st.SearchStrategy[list[int]]:
    """Make spans of the text."""
    offset = st.integers(0, len(TEXT))
    return st.tuples(offset, offset).map(sorted)


def records() -> st.SearchStrategy[dict[str, Any]]:
    """Make records: true ones, changed ones and invented ones."""
    names = st.sampled_from(
        [None, "Ida Holm", "Mayor Holm", "Daily Ferry", "Ferry", "Critics", ""]
    )
    maybe = st.none() | spans() | st.lists(spans(), max_size=2)
    changes = st.fixed_dictionaries(
        {},
        optional={
            "content": st.lists(spans(), max_size=2),
            "cue": maybe,
            "source": maybe,
            "type": st.sampled_from(["direct", "indirect", None]),
            "kind": st.sampled_from(["speech", "thought"]),
            "speaker": names,
            "speaker_type": st.sampled_from(["person", "group", None]),
            "outlet": names,
            "addressee": names,
        },
    )
    base = st.sampled_from([CLOSING, BOLTS, FREE, RAFT, NESTED, LIKELY])
    required = {key: CLOSING[key] for key in ("content",)}
    return st.one_of(
        st.tuples(base, changes).map(lambda pair: pair[0] | pair[1]),
        changes.map(lambda change: required | change),
    )


@settings(max_examples=100, deadline=None)
@given(st.data())
def test_as_the_reference(data: st.DataObject) -> None:
    """Both scorers give the same metrics on any articles."""
    gold = [
        GOLD
        | {
            "id": str(number),
            "attributions": data.draw(st.lists(records(), max_size=6)),
            "ignore": data.draw(st.lists(spans(), max_size=1)),
        }
        for number in range(data.draw(st.integers(0, 2)))
    ]
    predicted = [data.draw(st.lists(records(), max_size=6)) for _ in gold]
    flag = data.draw(st.booleans())

    assert ours(gold, predicted, only_outermost=flag) == theirs(
        gold, predicted, only_outermost=flag
    )
