"""CSV (RFC 4180): one row per attribution, for spreadsheets and data frames.

A cell that a spreadsheet would evaluate as a formula is prefixed with an apostrophe,
since articles are untrusted input; the offsets refer to the original words.
"""

import csv
import io

from service.exports.common import content_text
from service.wire.schemas import Attribution, AttributionResponse, Cue, Span, Speaker

COLUMNS = (
    "article", "id", "type", "kind", "content", "content_start", "content_end",
    "content_spans", "cue", "cue_start", "cue_end", "cue_lemma", "source",
    "source_start", "source_end", "speaker_id", "speaker", "speaker_type",
    "speaker_role", "outlet_id", "outlet", "outlet_start", "outlet_end", "addressee",
    "addressee_start", "addressee_end", "parent", "continues", "negated",
    "confidence", "speaker_gender", "speaker_affiliation", "speaker_anonymous",
    "speaker_class",
)  # fmt: skip
_FORMULA = ("=", "+", "-", "@", "\t", "\r")

Cell = str | int | float | None


def to_csv(text: str, response: AttributionResponse) -> str:  # noqa: ARG001 - signature of a format
    """Return the header and a row for each attribution."""
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer)
    writer.writerow(COLUMNS)
    speakers = {speaker.id: speaker for speaker in response.speakers}
    for attribution in response.attributions:
        cells = _row(response.id, attribution, speakers)
        writer.writerow([escape_formula(cells[column]) for column in COLUMNS])
    return buffer.getvalue()


def _row(
    article: str, attribution: Attribution, speakers: dict[str, Speaker]
) -> dict[str, Cell]:
    said, outlet, speaker = attribution, attribution.outlet, attribution.speaker
    known = speakers.get(speaker.id) if speaker else None
    return {
        "article": article,
        "id": said.id,
        "type": said.type,
        "kind": said.kind,
        **_content(said),
        **_span_cells("cue", said.cue),
        "cue_lemma": said.cue.lemma if said.cue else None,
        **_span_cells("source", said.source),
        "speaker_id": speaker.id if speaker else None,
        "speaker": speaker.name if speaker else None,
        "speaker_type": speaker.type if speaker else None,
        "speaker_role": known.role if known else None,
        **_span_cells("outlet", outlet.mention if outlet else None),
        "outlet_id": outlet.id if outlet else None,
        "outlet": outlet.name if outlet else None,
        **_span_cells("addressee", said.addressee),
        "parent": said.parent,
        "continues": said.continues,
        "negated": "true" if said.negated else "false",
        "confidence": said.confidence,
        **_profile(known),
    }


def _profile(speaker: Speaker | None) -> dict[str, Cell]:
    affiliation = speaker.affiliation if speaker else None
    anonymous = None
    if speaker is not None:
        anonymous = "true" if speaker.anonymous else "false"
    return {
        "speaker_gender": speaker.gender if speaker else None,
        "speaker_affiliation": affiliation.name if affiliation else None,
        "speaker_anonymous": anonymous,
        "speaker_class": speaker.source_class if speaker else None,
    }


def _content(attribution: Attribution) -> dict[str, Cell]:
    spans = attribution.content
    return {
        "content": content_text(attribution),
        "content_start": min((span.start for span in spans), default=None),
        "content_end": max((span.end for span in spans), default=None),
        "content_spans": ";".join(f"{span.start}:{span.end}" for span in spans),
    }


def _span_cells(name: str, span: Span | Cue | None) -> dict[str, Cell]:
    return {
        name: span.text if span else None,
        f"{name}_start": span.start if span else None,
        f"{name}_end": span.end if span else None,
    }


def escape_formula(cell: Cell) -> Cell:
    """Return a cell with an apostrophe before what a spreadsheet would evaluate."""
    if isinstance(cell, str) and cell.startswith(_FORMULA):
        return f"'{cell}"
    return cell
