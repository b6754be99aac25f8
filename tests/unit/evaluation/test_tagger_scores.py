"""Spans of the attribution tagger against gold attributions."""

from msgspec.structs import replace

from service.evaluation.gold_articles import GoldArticle, Record
from service.evaluation.report import Prf
from service.evaluation.tagger_scores import TagCounts
from service.nlp.annotator import Annotation
from service.nlp.document import Tagged
from service.text.article import Passage
from tests.support.fakes import annotation_of

TEXT = 'The mayor , Ida Holm , said "it will rain" .'
GOLD = Record(content=((29, 42),), cue=((23, 27),), source=((0, 20),))
RIGHT = (Tagged(0, 5, "Source"), Tagged(6, 7, "Cue"), Tagged(7, 10, "Content"))
NONE, ALL = Prf(0.0, 0.0, 0.0), Prf(100.0, 100.0, 100.0)


def scores(*tags: Tagged, gold: tuple[Record, ...] = (GOLD,)) -> dict[str, Prf]:
    """Return the scores of tags of the sentence."""
    passage = Passage(0, TEXT)
    (sentence,) = annotation_of(passage).sentences
    counts = TagCounts()
    counts.add(
        GoldArticle("a", TEXT, gold), [Annotation((replace(sentence, tags=tags),))]
    )
    return counts.scores()


def test_equal_spans_are_right_whatever_their_punctuation() -> None:
    """Commas inside and marks around a span do not count."""
    assert scores(*RIGHT) == {"Source": ALL, "Cue": ALL, "Content": ALL}


def test_a_shorter_span_is_wrong() -> None:
    """Spans must be equal, not overlap."""
    source, cue, _ = RIGHT
    found = scores(source, cue, Tagged(8, 10, "Content"))

    assert found == {"Source": ALL, "Cue": ALL, "Content": NONE}


def test_optional_and_nested_gold_is_not_wanted() -> None:
    """The tagger knows outermost attributions; optional ones are nobody's loss."""
    inner = Record(content=((32, 36),), cue=None, source=((29, 31),))
    optional = Record(content=((4, 9),), cue=((0, 3),), source=None, optional=True)

    assert scores(*RIGHT, gold=(GOLD, inner, optional))["Content"] == ALL


def test_an_article_without_tags_has_no_scores() -> None:
    """Without the tagger there is nothing to tell."""
    assert scores() == {}
