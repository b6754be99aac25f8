"""Rows of the three tables from the outcomes of a block."""

from collections.abc import Iterable
from typing import Any

import msgspec

from service.archive.attribute_block import ArticleFailure, ArticleResult, Outcome
from service.archive.output.table_schemas import TableName
from service.wire.schemas import Attribution, Cue, OutletRef, Span, Speaker

Row = dict[str, Any]
Rows = dict[TableName, list[Row]]


def to_rows(outcomes: Iterable[Outcome]) -> Rows:
    """Return the rows by table; each outcome has one row in ``articles``."""
    rows: Rows = {"articles": [], "attributions": [], "errors": []}
    for outcome in outcomes:
        match outcome:
            case ArticleResult():
                rows["articles"].append(_article(outcome))
                rows["attributions"].extend(_attributions(outcome))
            case ArticleFailure():
                rows["articles"].append(_failed(outcome))
                rows["errors"].append(msgspec.structs.asdict(outcome))
    return rows


def _article(answer: ArticleResult) -> Row:
    response = answer.response
    return {
        "id": response.id,
        "file": answer.file,
        "position": answer.position,
        "status": 200,
        "words": answer.words,
        "language": response.language,
        "format": response.format,
        "attributions": len(response.attributions),
        "speakers": msgspec.to_builtins(response.speakers),
        "outlets": msgspec.to_builtins(response.outlets),
        "credits": msgspec.to_builtins(response.credits),
        "warnings": msgspec.to_builtins(response.warnings),
        "model": msgspec.to_builtins(response.model),
    }


def _failed(failure: ArticleFailure) -> Row:
    """Return the row of a failed article; its counts are null, not zero."""
    place = {"file": failure.file, "position": failure.position}
    return {"id": failure.id, **place, "status": failure.status}


def _attributions(answer: ArticleResult) -> Iterable[Row]:
    response = answer.response
    speakers = {speaker.id: speaker for speaker in response.speakers}
    for said in response.attributions:
        yield {
            "article_id": response.id,
            "file": answer.file,
            "position": answer.position,
            "id": said.id,
            "type": said.type,
            "kind": said.kind,
            "content": msgspec.to_builtins(said.content),
            **_placed("cue", said.cue),
            "cue_lemma": said.cue.lemma if said.cue else None,
            **_placed("source", said.source),
            **_speaker(said, speakers),
            **_outlet(said.outlet),
            **_placed("addressee", said.addressee),
            "parent": said.parent,
            "continues": said.continues,
            "negated": said.negated,
            "confidence": said.confidence,
        }


def _speaker(said: Attribution, speakers: dict[str, Speaker]) -> Row:
    if said.speaker is None:
        return {}
    known = speakers.get(said.speaker.id)
    return {
        "speaker_id": said.speaker.id,
        "speaker": said.speaker.name,
        "speaker_type": said.speaker.type,
        "speaker_role": known.role if known else None,
        "speaker_gender": known.gender if known else None,
        "speaker_affiliation": (
            known.affiliation.name if known and known.affiliation else None
        ),
        "speaker_anonymous": known.anonymous is not None if known else None,
        "speaker_class": known.source_class if known else None,
    }


def _outlet(outlet: OutletRef | None) -> Row:
    if outlet is None:
        return {}
    mention = outlet.mention
    return {
        "outlet_id": outlet.id,
        "outlet": outlet.name,
        "outlet_mention": mention.text if mention else None,
        "outlet_start": mention.start if mention else None,
        "outlet_end": mention.end if mention else None,
    }


def _placed(name: str, span: Span | Cue | None) -> Row:
    if span is None:
        return {}
    return {name: span.text, f"{name}_start": span.start, f"{name}_end": span.end}
