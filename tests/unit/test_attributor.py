"""The attributor: check, passages, annotation and attribution, in this order."""

import pytest
from msgspec.structs import replace

from service.attribution import Lexicon
from service.attribution.classification.logistic import KeepModels
from service.attributor import Attributor, parsed_passages
from service.errors import EmptyText, TextTooLong
from service.provenance import load_classifier, rules_version
from service.wire.responses import readable_of, to_response
from service.wire.schemas import AttributionRequest
from tests.support.builders import Row, document
from tests.support.classifiers import NEVER, model
from tests.support.fakes import INFO, FakeAnnotator

TEXT = "The ferry is late again today.\n\nAlso read | Ten ferries\n\nNobody knows why."
FELL = "Hale/NNP>2:nsubj said=say/VBD>0:root it/PRP>4:nsubj fell=fall/VBD>2:ccomp"


@pytest.fixture
def annotator() -> FakeAnnotator:
    """Return an annotator that remembers its calls."""
    return FakeAnnotator()


@pytest.fixture
def attributor(annotator: FakeAnnotator) -> Attributor:
    """Return an attributor on the fake annotator."""
    return Attributor(annotator, Lexicon.load(), 200)


def test_info_is_the_annotators(attributor: Attributor) -> None:
    """The versions of the models are those of the annotator; the rules are its own."""
    version = rules_version(attributor.classifier)
    assert attributor.info == replace(INFO, rules_version=version)


@pytest.mark.parametrize(("tagger", "number"), [(True, 0), (False, 1)])
def test_tagger_is_the_annotators(
    annotator: FakeAnnotator, *, tagger: bool, number: int
) -> None:
    """Whether the tagger ran is what the annotator says, here of no tags at all."""
    article, annotations = document("Hale said it fell", [Row.read(FELL)])
    annotator.info = replace(INFO, tagger=tagger)
    models = KeepModels(NEVER, model({}, {}))
    numbers = replace(load_classifier(), features=models, encoded=models)
    attributor = Attributor(annotator, Lexicon.load(), 200, numbers)

    assert len(attributor.read(article, annotations).attributions) == number


def test_only_parsed_passages_are_annotated(
    attributor: Attributor, annotator: FakeAnnotator
) -> None:
    """Boilerplate is not annotated."""
    attributor.attribute(TEXT)

    assert annotator.calls == [2]


def test_parts_give_the_same_reading(attributor: Attributor) -> None:
    """An article annotated in two parts reads as the article annotated at once."""
    article = attributor.open(TEXT)
    first, second = parsed_passages(article)
    annotations = attributor.annotate([first]) + attributor.annotate([second])

    assert attributor.read(article, annotations) == attributor.attribute(TEXT)


@pytest.mark.parametrize(
    ("text", "error"), [("", EmptyText), (" \n", EmptyText), ("a" * 201, TextTooLong)]
)
def test_text_is_checked_first(
    attributor: Attributor,
    annotator: FakeAnnotator,
    text: str,
    error: type[Exception],
) -> None:
    """An invalid text does not reach the annotator."""
    with pytest.raises(error):
        attributor.attribute(text)

    assert annotator.calls == []


def test_marks_that_are_never_closed(annotator: FakeAnnotator) -> None:
    """A text of 500 unclosed marks has ten warnings, and one that sums up the others.

    In HTML all of them have spans of the HTML as sent.
    """
    html = "<p>&ldquo;It is late<p>again</p>" * 500
    request = AttributionRequest(text=html, format="html")
    readable = readable_of(request)
    attributor = Attributor(annotator, Lexicon.load(), 50_000)

    reading = attributor.attribute(readable.text)
    answer = to_response(reading, request, info=INFO, readable=readable)

    codes = [warning.code for warning in answer.warnings]
    spans = [span for warning in answer.warnings for span in warning.spans]
    assert codes == ["quotation_not_closed"] * 11
    assert answer.warnings[-1].detail == "and 490 more of these"
    assert len(spans) == 500
    assert {html[span.start : span.end] for span in spans} == {"&ldquo;"}
    assert {span.text for span in spans} == {"“"}
