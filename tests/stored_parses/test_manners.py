"""The manners that news comes in: marks, layouts and variants of one construction."""

from collections.abc import Iterator

import pytest

from service.attribution import Lexicon
from service.attributor import Attributor
from service.evaluation.name_agreement import same_name
from service.wire.responses import to_response
from service.wire.schemas import Attribution, AttributionRequest
from tests.stored_parses.manners.cases import Case, Wanted, read_cases, read_parses
from tests.stored_parses.store import INFO
from tests.stored_parses.test_stored_parses import StoredAnnotator

ATTRIBUTOR = Attributor(StoredAnnotator(), Lexicon.load(), 50_000)
PARSES = read_parses()


def rows() -> Iterator[object]:
    """Yield each case, one that fails as a strict xfail with its reason."""
    for case in read_cases():
        marks = (
            [pytest.mark.xfail(strict=True, reason=case.fails)] if case.fails else []
        )
        yield pytest.param(case, id=f"{case.name} {case.kind}", marks=marks)


def records_of(case: Case) -> tuple[Attribution, ...]:
    """Return the records of a text over its stored parse."""
    article = ATTRIBUTOR.open(case.text)
    reading = ATTRIBUTOR.read(article, PARSES[case.name].annotations)
    request = AttributionRequest(text=case.text)
    return tuple(to_response(reading, request, info=INFO).attributions)


def letters(*parts: str) -> str:
    """Return the letters and digits of a content, which marks do not change."""
    return "".join(c for part in parts for c in part if c.isalnum()).casefold()


def agrees(wanted: Wanted, record: Attribution) -> bool:
    """Whether speaker, cue and outlet of a record are as wanted."""
    speaker = record.speaker.name if record.speaker else None
    outlet = record.outlet.name if record.outlet else None
    cue = letters(record.cue.text) if record.cue else ""
    return (
        (wanted.speaker == "?" or same_name(wanted.speaker, speaker, kind="person"))
        and (wanted.cue == "?" or cue == letters(wanted.cue or ""))
        and (wanted.outlet == "?" or same_name(wanted.outlet, outlet, kind="outlet"))
    )


@pytest.mark.parametrize("case", list(rows()))
def test_records(case: Case) -> None:
    """Content, speaker, cue and outlet of every record are right, and none is more."""
    found = [(letters(*(s.text for s in r.content)), r) for r in records_of(case)]
    wanted = [(letters(*w.content), w) for w in case.records if w.content != ("?",)]
    for content, one in wanted:
        same = [record for key, record in found if key == content]
        assert any(agrees(one, record) for record in same), (one, same)
    assert not case.only or len(found) == len(wanted)


def test_parses_belong_to_the_texts() -> None:
    """The parses are of the texts as they are today."""
    texts = {case.name: case.text for case in read_cases()}
    assert {name: stored.text for name, stored in PARSES.items()} == texts
