"""The candidates to which quotations are attached, by cue, content and place."""

from msgspec.structs import replace

from service.attribution.candidates import Candidate, CueCandidate
from service.attribution.content.candidate_table import CandidateTable
from service.records import Span
from tests.support.treebank import context

TEXT = "“The dam is safe,” Hale said. “Why?” Roe asked."
HERE = context(TEXT)
FIRST, SECOND = HERE.quotations


def cue(head: int) -> CueCandidate:
    """Return the cue at a token of the first sentence."""
    return CueCandidate(0, head, (head,), "say", "verb", frozenset())


def candidate(content: Span, said: str, head: int) -> Candidate:
    """Return a candidate whose cue is at the first occurrence of a word."""
    at = TEXT.index(said)
    return Candidate(
        content=(content,), cue=cue(head), cue_span=Span(at, at + len(said))
    )


def test_changed_contents() -> None:
    """A candidate is found by its content of today, and by its cue as before."""
    fell = candidate(Span(1, 8), "said", 5)
    table = CandidateTable(HERE, [fell])
    assert list(table.covering(FIRST)) == []
    assert list(table.starting_at(1)) == [fell]
    assert table.outermost_before(FIRST.end) == 0
    assert table.outermost_before(7) is None

    longer = replace(fell, content=(Span(FIRST.start, FIRST.end),))
    table.set(0, longer)

    assert list(table) == [longer]
    assert list(table.covering(FIRST)) == [longer]
    assert list(table.starting_at(1)) == []
    assert list(table.starting_at(0)) == [longer]
    assert table.outermost_before(FIRST.end - 1) is None
    assert table.with_cue(cue(5)) == 0
    assert table.with_cue(cue(6)) is None


def test_last_outermost_candidate() -> None:
    """The last candidate before an offset has its cue outside of all quotations."""
    outer = candidate(Span(FIRST.start, FIRST.end), "said", 5)
    inner = candidate(Span(19, 23), "safe", 3)
    table = CandidateTable(HERE, [outer])
    table.append(inner)
    table.append(Candidate(content=(Span(19, 28),)))

    assert table.outermost_before(SECOND.start) == 0


def test_other_cues() -> None:
    """A candidate's own cue is no other cue."""
    one = candidate(Span(1, 8), "said", 5)
    table = CandidateTable(HERE, [one])
    assert not table.has_other_cue(0, 0, len(TEXT))

    table.append(candidate(Span(1, 8), "Roe", 4))

    assert table.has_other_cue(0, 0, len(TEXT))
    assert not table.has_other_cue(0, 0, TEXT.index("Roe"))
    assert not table.has_other_cue(1, TEXT.index("Roe"), len(TEXT))
