"""The letters of the fields of candidates, for matching them with gold."""

from service.attribution.candidates import Candidate
from service.evaluation.gold_articles import Record
from service.evaluation.matching import FieldOffsets, parts_of
from service.records import Span
from service.text.article import Article


def piece_of(span: Span | None) -> tuple[int, int] | None:
    """Return a span as a piece of a gold field."""
    return None if span is None else (span.start, span.end)


def parts_of_candidate(candidate: Candidate, article: Article) -> FieldOffsets:
    """Return the letters of content, source and cue of a candidate."""
    record = Record(
        content=tuple((s.start, s.end) for s in candidate.content),
        cue=piece_of(candidate.cue_span),
        source=piece_of(candidate.source.span if candidate.source else None),
    )
    return parts_of(record, article.text)
