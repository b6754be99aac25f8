"""The worked example of docs/CHECK.md is what the models and the check give."""

import io
import re
from pathlib import Path

import pytest
from rich.console import Console

from service.attribution.lexicon import Lexicon
from service.attributor import Attributor
from service.checking.check_attributor import check_texts
from service.checking.check_responses import (
    read_texts,
    source_texts,
    to_check_response,
)
from service.cli.check_report import render
from service.nlp.stanza_annotator import StanzaAnnotator
from service.wire.check_schemas import CheckDraft, CheckRequest, CheckSource
from tests.checking.measure import with_readings
from tests.checking.scoring import Score, made_set, score_cases

pytestmark = pytest.mark.model

DOCUMENT = (Path(__file__).parents[2] / "docs" / "CHECK.md").read_text("utf-8")
ARTICLE, DRAFT, REPORT = re.findall(r"```text\n(.*?)```", DOCUMENT, re.DOTALL)
EVERY = 12


@pytest.fixture(scope="module")
def attributor(annotator: StanzaAnnotator) -> Attributor:
    """Return the real attributor."""
    return Attributor(annotator, Lexicon.load(), 50_000)


def test_the_worked_example(attributor: Attributor) -> None:
    """The report in the document is the one that the command prints."""
    request = CheckRequest(
        draft=CheckDraft(text=DRAFT),
        sources=(CheckSource(id="article.txt", text=ARTICLE),),
    )
    texts = read_texts(request)
    reading, checked = check_texts(
        DRAFT,
        source_texts(request, texts),
        attribute=attributor.attribute,
        lexicon=attributor.lexicon,
    )
    response = to_check_response(
        checked, reading, request, texts=texts, info=attributor.info
    )
    shown = io.StringIO()
    Console(file=shown, width=120).print(render(response))

    assert shown.getvalue().split() == REPORT.split()


def test_a_part_of_the_made_set(attributor: Attributor) -> None:
    """With drafts and sources read by the models no altered quotation passes."""
    score = Score()
    ((articles, cases),) = made_set(21, rounds=1)
    score_cases(score, *with_readings(articles, cases[::EVERY], attributor.attribute))

    assert score.passed == 0
    assert score.right >= 0.98 * score.cases, "\n".join(score.wrong)
    assert score.right_speakers >= 0.95 * score.speakers
