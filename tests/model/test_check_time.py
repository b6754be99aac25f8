"""A check costs little more than the draft and the sources that it has to read."""

import random
import time
from collections.abc import Callable

import pytest

from service.attribution.lexicon import Lexicon
from service.attributor import Attributor
from service.checking import SourceText
from service.checking.check_attributor import check_texts
from service.nlp.stanza_annotator import StanzaAnnotator
from tests.checking.made_articles import NARRATIVE, SENTENCES, fill

pytestmark = pytest.mark.model

QUOTATIONS = 40
SOURCES = 50
QUOTED = 5
"""Sources that have the words of quotations, eight each."""
CHARACTERS = 5_000
PEOPLE = ("Ida Holm", "Tom Berg", "Rosa Quill", "Paul Mensah")
MOST = 2.0
"""Most processor time of a check, in that of reading its draft and those sources."""


@pytest.fixture(scope="module")
def attributor(annotator: StanzaAnnotator) -> Attributor:
    """Return the real attributor."""
    return Attributor(annotator, Lexicon.load(), 50_000)


def test_a_check_takes_at_most_twice_the_time_of_its_reading(
    attributor: Attributor,
) -> None:
    """40 quotations against 50 sources of 5,000 characters, five of which have them."""
    chance = random.Random(5)  # noqa: S311 - no secret
    quotations = [fill(chance, each) for each in SENTENCES[:QUOTATIONS]]
    parts = [quotations[n::QUOTED] for n in range(QUOTED)]
    quoted = [_article(chance, part) for part in parts]
    others = [_article(chance, ()) for _ in range(SOURCES - QUOTED)]
    draft = "\n\n".join(map(_said, quotations))
    sources = [
        SourceText(id=f"s{n}", text=text) for n, text in enumerate([*quoted, *others])
    ]
    attributor.attribute(quoted[0])

    reading = _processor_time(
        lambda: [attributor.attribute(text) for text in [draft, *quoted]]
    )
    checked = []
    checking = _processor_time(
        lambda: checked.append(
            check_texts(
                draft,
                sources,
                attribute=attributor.attribute,
                lexicon=attributor.lexicon,
            )[1]
        )
    )

    assert len(checked[0].findings) >= QUOTATIONS
    assert {each.verdict for each in checked[0].findings} == {"verbatim"}
    assert checking <= MOST * reading, f"{checking:.1f} s of {reading:.1f} s"


def _article(chance: random.Random, quotations: list[str] | tuple[str, ...]) -> str:
    paragraphs = [_said(each) for each in quotations]
    while sum(map(len, paragraphs)) + 2 * len(paragraphs) < CHARACTERS:
        paragraphs.append(" ".join(chance.sample(NARRATIVE, 3)))
    chance.shuffle(paragraphs)
    return "\n\n".join(paragraphs)


def _said(quotation: str) -> str:
    return f"“{quotation},” {PEOPLE[len(quotation) % len(PEOPLE)]} said."


def _processor_time(do: Callable[[], object]) -> float:
    start = time.process_time()
    do()
    return time.process_time() - start
