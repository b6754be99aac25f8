"""Several articles per call, each with the response of a single one."""

from collections.abc import Sequence

import pytest

from service.batch_attributor import BatchAnswer
from service.errors import EmptyText, InferenceFailed, TextTooLong, WhosaidError
from service.wire.responses import to_response
from service.wire.schemas import AttributionRequest, Options
from tests.support.fake_attributors import Recorder, batch_attributor
from tests.support.fakes import INFO, fake_reading

SAID = "“We won,” said Ida. “Not yet,” thought Bo."


def requests(texts: Sequence[str]) -> list[AttributionRequest]:
    """Return requests whose ids are the numbers of their texts."""
    return [AttributionRequest(text=text, id=str(n)) for n, text in enumerate(texts)]


def ids(answers: Sequence[BatchAnswer | WhosaidError]) -> list[str]:
    """Return the ids of responses, and codes in the place of errors."""
    return [
        one.response.id if isinstance(one, BatchAnswer) else one.code for one in answers
    ]


def test_responses() -> None:
    """Each request gets its own response, with its own options."""
    plain = AttributionRequest(text=SAID, id="a")
    thoughts = AttributionRequest(
        text=f"é {SAID}", options=Options(kinds=("thought",), offset_unit="utf8")
    )

    assert batch_attributor().answer([plain, thoughts]) == [
        BatchAnswer(
            len(request.text.split()),
            to_response(fake_reading(request.text), request, info=INFO),
        )
        for request in (plain, thoughts)
    ]


def test_no_requests() -> None:
    """Without requests the annotator is not called."""
    annotator = Recorder()

    assert batch_attributor(annotator).answer([]) == []
    assert annotator.asked == []


def test_one_annotation_for_all() -> None:
    """Articles are annotated together, up to a number of words."""
    annotator = Recorder()

    answers = batch_attributor(annotator, words=6).answer(
        requests(["one two three"] * 5)
    )

    assert [len(texts) for texts in annotator.asked] == [2, 2, 1]
    assert ids(answers) == ["0", "1", "2", "3", "4"]


def test_long_article_is_cut() -> None:
    """A long article is annotated in parts of at most ``words`` words."""
    annotator = Recorder()
    text = "\n\n".join(f"The word {n} is here." for n in range(7))

    (answer,) = batch_attributor(annotator, words=10).answer(requests([text]))

    assert [len(texts) for texts in annotator.asked] == [2, 2, 2, 1]
    assert isinstance(answer, BatchAnswer)


def test_broken_article_fails_alone() -> None:
    """An article on which the annotator raises gets an error; the others a response."""
    answers = batch_attributor().answer(requests(["Hi.", "RAISE", "Ho."]))

    assert ids(answers) == ["0", "inference_failed", "2"]
    assert isinstance(answers[1], InferenceFailed)
    assert str(answers[1]) == "ZeroDivisionError while reading"


@pytest.mark.parametrize(
    ("text", "error"), [("...", EmptyText), ("x" * 1_001, TextTooLong)]
)
def test_refused_articles(text: str, error: type[WhosaidError]) -> None:
    """An invalid article gets an error and is not annotated; the others are."""
    annotator = Recorder()

    refused, answer = batch_attributor(annotator).answer(requests([text, "Hi."]))

    assert isinstance(refused, error)
    assert isinstance(answer, BatchAnswer)
    assert annotator.asked == [["Hi."]]
