"""From a reading to the response of an audit. Imports no HTTP library."""

from service.audit.article_totals import article_totals
from service.audit.audit_schemas import AuditResponse
from service.provenance import AttributorInfo
from service.records import Reading
from service.wire import schemas
from service.wire.offsets import offset_map
from service.wire.responses import ResponseWriter, model_of, text_id


def to_audit_response(
    reading: Reading, request: schemas.AttributionRequest, *, info: AttributorInfo
) -> AuditResponse:
    """Return the audit of the text of a request from its reading.

    Of the options only ``offset_unit`` has a part in it.
    """
    unit = request.options.offset_unit
    writer = ResponseWriter(request.text, offset_map(request.text, unit))
    return AuditResponse(
        id=request.id if request.id is not None else text_id(request.text),
        offset_unit=unit,
        language=reading.language,
        totals=article_totals(reading),
        speakers=tuple(map(writer.speaker, reading.speakers)),
        outlets=tuple(map(writer.outlet, reading.outlets)),
        warnings=tuple(
            schemas.Warning(notice.code, notice.detail) for notice in reading.warnings
        ),
        model=model_of(info),
    )
