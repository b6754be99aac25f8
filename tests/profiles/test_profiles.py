"""What invented sentences tell of their speakers, over stored parses."""

import pytest

from service.attribution import Lexicon
from service.attributor import Attributor
from service.records import Anonymity, Reading, Speaker
from tests.profiles.store import Row, read_parses, read_rows
from tests.stored_parses.store import INFO
from tests.support.fakes import FakeAnnotator

LEAST_ROWS = 270


class StoredAnnotator(FakeAnnotator):
    """Has the models of the stored parses, with which it annotates nothing."""

    info = INFO


ATTRIBUTOR = Attributor(StoredAnnotator(), Lexicon.load(), 50_000)
PARSES = read_parses()
GAPS = {
    (
        "gender",
        "Chairman Wen Ostrow said the vote was final. She added that nobody had "
        "objected.",
    ): "coreference takes every chairman for a man",
    (
        "role",
        "Ida Brook, president and chief executive of Selby Bank, said the match was "
        "hard.",
    ): "the roles of a coordination are stated apart",
    (
        "affiliation",
        "The Velden correspondent Abel Mor said the strike would go on.",
    ): "only a place that the parse has as a compound of the noun is recognised",
    (
        "class",
        "Abel Mor, a mother of two and a surgeon, said the road was closed.",
    ): "of joined nouns the first one counts",
    (
        "class",
        "The airline Ondo Sky said the road was closed.",
    ): "a short name of the list of media is in the name",
}
"""Rows that the rules do not get right, with the reason."""


def read(sentence: str) -> Reading:
    """Return the reading of a sentence over its stored parse."""
    article = ATTRIBUTOR.open(sentence)
    return ATTRIBUTOR.read(article, PARSES[sentence].annotations)


def value_of(row: Row, speaker: Speaker) -> str:
    """Return the field of a speaker as the table writes it."""
    profile = speaker.profile
    values = {
        "gender": profile.gender or "-",
        "affiliation": profile.affiliation.name if profile.affiliation else "-",
        "role": speaker.role or "-",
        "anonymous": anonymity(row, profile.anonymous),
        "class": profile.source_class,
    }
    return values[row.field]


def anonymity(row: Row, found: Anonymity | None) -> str:
    """Return the reason of anonymity, "yes" without one, "no" where there is none."""
    if found is None:
        return "no"
    span = found.reason
    return "yes" if span is None else row.sentence[span.start : span.end]


def cases() -> list[object]:
    """Return the rows, known gaps as strict failures with their reasons."""
    return [
        pytest.param(
            row,
            id=f"{row.field}-{row.sentence}",
            marks=[pytest.mark.xfail(reason=reason)] if reason else [],
        )
        for row in read_rows()
        for reason in [GAPS.get((row.field, row.sentence))]
    ]


@pytest.mark.parametrize("row", cases())
def test_field(row: Row) -> None:
    """A speaker has the field that the sentence tells of it."""
    found = [s for s in read(row.sentence).speakers if row.name in s.name]

    assert [value_of(row, speaker) for speaker in found] == [row.value]


def test_the_table_is_large() -> None:
    """The table has its 200 rows, and no gap without a row."""
    rows = {(row.field, row.sentence) for row in read_rows()}

    assert len(read_rows()) >= LEAST_ROWS
    assert GAPS.keys() <= rows
