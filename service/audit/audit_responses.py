"""From a reading to the response of an audit. Imports no HTTP library."""

from service.audit.article_totals import article_totals
from service.audit.audit_schemas import AuditResponse
from service.provenance import AttributorInfo
from service.records import Reading
from service.text.html import Readable, without_repeats
from service.wire import schemas
from service.wire.offsets import offset_map
from service.wire.responses import ResponseWriter, model_of, readable_of, text_id


def to_audit_response(
    reading: Reading,
    request: schemas.AttributionRequest,
    *,
    info: AttributorInfo,
    readable: Readable | None = None,
) -> AuditResponse:
    """Return the audit of the text of a request from its reading.

    Of the options only ``offset_unit`` has a part in it. ``readable`` is what is read
    of the request; None makes it once more.
    """
    unit = request.options.offset_unit
    reading, readable = without_repeats(reading, readable or readable_of(request))
    writer = ResponseWriter(readable, offset_map(readable.sent, unit))
    return AuditResponse(
        id=request.id if request.id is not None else text_id(request.text),
        offset_unit=unit,
        language=reading.language,
        totals=article_totals(reading),
        speakers=tuple(map(writer.speaker, reading.speakers)),
        outlets=tuple(map(writer.outlet, reading.outlets)),
        warnings=writer.warnings(reading),
        model=model_of(info),
    )
