"""Several articles per call, each with the reading of a single one."""

from collections.abc import Sequence

import pytest

from service.errors import EmptyText, InferenceFailed, TextTooLong, WhosaidError
from service.records import Reading
from tests.support.fake_attributors import Recorder, batch_attributor
from tests.support.fakes import fake_reading

SAID = "“We won,” said Ida. “Not yet,” thought Bo."


def codes(outcomes: Sequence[Reading | WhosaidError]) -> list[str]:
    """Return the codes of errors, and "ok" in the place of readings."""
    return ["ok" if isinstance(one, Reading) else one.code for one in outcomes]


def test_readings() -> None:
    """Each text gets its own reading, in order."""
    texts = [SAID, f"é {SAID}", "Nothing."]

    assert batch_attributor().read(texts) == [fake_reading(text) for text in texts]


def test_no_texts() -> None:
    """Without texts the annotator is not called."""
    annotator = Recorder()

    assert batch_attributor(annotator).read([]) == []
    assert annotator.asked == []


def test_one_annotation_for_all() -> None:
    """Articles are annotated together, up to a number of words."""
    annotator = Recorder()

    outcomes = batch_attributor(annotator, words=6).read(["one two three"] * 5)

    assert [len(texts) for texts in annotator.asked] == [2, 2, 1]
    assert codes(outcomes) == ["ok"] * 5


def test_long_article_is_cut() -> None:
    """A long article is annotated in parts of at most ``words`` words."""
    annotator = Recorder()
    text = "\n\n".join(f"The word {n} is here." for n in range(7))

    outcomes = batch_attributor(annotator, words=10).read([text])

    assert [len(texts) for texts in annotator.asked] == [2, 2, 2, 1]
    assert codes(outcomes) == ["ok"]


def test_broken_article_fails_alone() -> None:
    """An article on which the annotator raises gets an error; the others a reading."""
    outcomes = batch_attributor().read(["Hi.", "RAISE", "Ho."])

    assert codes(outcomes) == ["ok", "inference_failed", "ok"]
    assert isinstance(outcomes[1], InferenceFailed)
    assert str(outcomes[1]) == "ZeroDivisionError while reading"
    assert outcomes[1].trace[0].startswith("ZeroDivisionError < ")


@pytest.mark.parametrize(
    ("text", "error"), [("...", EmptyText), ("x" * 1_001, TextTooLong)]
)
def test_refused_articles(text: str, error: type[WhosaidError]) -> None:
    """An invalid article gets an error and is not annotated; the others are."""
    annotator = Recorder()

    refused, read = batch_attributor(annotator).read([text, "Hi."])

    assert isinstance(refused, error)
    assert isinstance(read, Reading)
    assert annotator.asked == [["Hi."]]
