"""From a draft and its sources to the findings.

In two steps, since a source is parsed only where it has something: ``search_sources``
compares words alone and says which sources need a reading; ``find`` adds who speaks.
"""

from collections.abc import Iterator, Mapping, Sequence

import msgspec

from service.attribution.lexicon import Lexicon
from service.checking.check_records import (
    Checked,
    Credit,
    Finding,
    IndirectFinding,
    Near,
    SourceSide,
    SourceText,
)
from service.checking.comparison.text_match import RANK, TextMatch, match_text
from service.checking.credited_sources import credited_sources, source_verdict
from service.checking.draft_quotations import (
    DraftQuotation,
    find_draft_quotations,
    find_indirect,
)
from service.checking.search.gram_index import build_index
from service.checking.search.placements import Placer
from service.checking.source_speakers import SourceReading
from service.checking.speaker_agreement import compare_speakers
from service.checking.words.check_words import read_words
from service.records import Reading, Span

MOST_NEAR = 3
"""Passages named for an indirect attribution."""
_SPEAKERS = {"same": 0, "unknown": 1, "different": 2}
_SOURCES = {"credited": 0, "unknown": 1, "other": 2}


Given = tuple[Credit | None, str | None]
"""Speaker and outlet that a source gives to some words."""


class Searched(msgspec.Struct, frozen=True):
    """A quotation with its places in the sources, and the passages most like it."""

    quotation: DraftQuotation
    matches: tuple[TextMatch, ...]
    near: tuple[Near, ...]


class Search(msgspec.Struct, frozen=True):
    """What the words alone tell."""

    quotations: tuple[Searched, ...]
    indirect: tuple[Searched, ...]
    work: int
    """Counted operations, for the tests: see ``Placer``."""

    @property
    def wanted(self) -> tuple[int, ...]:
        """Numbers of the sources that have to be read, in order."""
        return tuple(sorted({m.source for q in self.quotations for m in q.matches}))


def search_sources(
    text: str, reading: Reading, sources: Sequence[SourceText]
) -> Search:
    """Return where the words of a draft's quotations stand in the sources."""
    return search_index(text, reading, sources, open_sources(sources))


def open_sources(sources: Sequence[SourceText]) -> Placer:
    """Return the index of some sources, for one draft or several."""
    return Placer(build_index([read_words(source.text) for source in sources]))


def search_index(
    text: str, reading: Reading, sources: Sequence[SourceText], placer: Placer
) -> Search:
    """Return the same from an index of the sources that was made before."""
    quotations = tuple(
        _search(each, placer, sources) for each in find_draft_quotations(text, reading)
    )
    indirect = tuple(
        _search(each, placer, sources, match=False)
        for each in find_indirect(text, reading)
    )
    return Search(quotations, indirect, placer.work)


def find(
    text: str,
    search: Search,
    sources: Sequence[SourceText],
    readings: Mapping[int, Reading],
    lexicon: Lexicon,
) -> Checked:
    """Return the findings; ``readings`` are those of ``search.wanted``."""
    opened = {
        number: SourceReading.build(sources[number].text, reading)
        for number, reading in readings.items()
    }
    judge = _Judge(text, tuple(sources), opened, lexicon)
    return Checked(
        findings=tuple(judge.find(each) for each in search.quotations),
        indirect=tuple(
            IndirectFinding(each.quotation.id, each.quotation.side, each.near)
            for each in search.indirect
        ),
    )


def _search(
    quotation: DraftQuotation,
    placer: Placer,
    sources: Sequence[SourceText],
    *,
    match: bool = True,
) -> Searched:
    matches = match_text(quotation, placer) if match else ()
    if matches:
        return Searched(quotation, matches, ())
    return Searched(quotation, (), tuple(_near(quotation, placer, sources)))


def _near(
    quotation: DraftQuotation, placer: Placer, sources: Sequence[SourceText]
) -> Iterator[Near]:
    """Yield the passages that are most like some words, none over another."""
    taken: list[tuple[int, Span]] = []
    for placement in placer.place(quotation):
        number, span = placer.extent(placement)
        over = any(
            number == other and span.start < known.end and known.start < span.end
            for other, known in taken
        )
        if not over and len(taken) < MOST_NEAR:
            taken.append((number, span))
            yield Near(sources[number].id, span, round(placement.likeness, 2))


class _Judge(msgspec.Struct, frozen=True):
    """Chooses among the places of a quotation, and says who speaks in each."""

    text: str
    sources: tuple[SourceText, ...]
    readings: dict[int, SourceReading]
    lexicon: Lexicon

    def find(self, searched: Searched) -> Finding:
        """Return the finding of a quotation: that of its best place."""
        credited = credited_sources(
            self.text, searched.quotation, self.sources, self.lexicon
        )
        found = [
            self._finding(searched.quotation, match, credited)
            for match in searched.matches
        ]
        if found:
            ranks = zip(found, searched.matches, strict=True)
            return min(ranks, key=lambda pair: _rank(*pair))[0]
        quotation = searched.quotation
        return Finding(
            id=quotation.id,
            verdict="absent",
            critical=False,
            stitched=False,
            draft=quotation.side,
            source=None,
            source_verdict="unknown",
            speaker_verdict="unknown",
            differences=(),
            nearest=next(iter(searched.near), None),
        )

    def _finding(
        self, quotation: DraftQuotation, match: TextMatch, credited: frozenset[int]
    ) -> Finding:
        given = [self._credit(match.source, span) for span in match.content]
        stitched = match.far or self._voices(match) > 1
        signed = match.junctions and all(each.signed for each in match.junctions)
        verdict = "altered" if stitched and not signed else match.verdict
        side = self._side(match, given)
        return Finding(
            id=quotation.id,
            verdict=verdict,
            critical=any(each.critical for each in match.differences),
            stitched=stitched,
            draft=quotation.side,
            source=side,
            source_verdict=source_verdict(match.source, credited),
            speaker_verdict=compare_speakers(
                quotation.side.speaker, side.speaker, self.lexicon
            ),
            differences=match.differences,
            nearest=None,
        )

    def _side(self, match: TextMatch, given: Sequence[Given]) -> SourceSide:
        """Return the side of the source; the longest stretch says who speaks."""
        sizes = [
            (speaker is not None, span.end - span.start)
            for span, (speaker, _) in zip(match.content, given, strict=True)
        ]
        speaker, outlet = given[max(range(len(sizes)), key=sizes.__getitem__)]
        source = self.sources[match.source].id
        return SourceSide(source, match.content, speaker, outlet)

    def _credit(self, number: int, span: Span) -> Given:
        """Return speaker and outlet of some words of a source."""
        source, reading = self.sources[number], self.readings.get(number)
        speaker, outlet = reading.credit(span) if reading else (None, None)
        if speaker is None and source.speaker:
            speaker = Credit(source.speaker, "person")
        return speaker, outlet or source.outlet

    def _voices(self, match: TextMatch) -> int:
        """Return how many speakers the source gives to parts of one quotation."""
        reading = self.readings.get(match.source)
        if reading is None:
            return 0
        return len({who for span in match.content for who in reading.voices(span)})


def _rank(finding: Finding, match: TextMatch) -> tuple[float, ...]:
    """Order places: the least changed, then the right speaker and source."""
    return (
        RANK[finding.verdict],
        -round(match.likeness, 2),
        _SPEAKERS[finding.speaker_verdict],
        _SOURCES[finding.source_verdict],
        len(finding.differences),
    )
