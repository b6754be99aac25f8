"""``POST /v1/audit``: who is quoted in an article."""

from litestar import Response, post
from litestar.di import NamedDependency

from service.api.openapi.operation import Operation
from service.api.routes import examples
from service.api.routes.attribution_routes import (
    ARTICLE,
    ARTICLE_ERRORS,
    AnyRequest,
    Service,
    accepted_type,
    attribute_article,
    read_request,
    timed_response,
)
from service.audit import to_audit_response
from service.audit.audit_schemas import (
    AuditOutlet,
    AuditResponse,
    AuditShare,
    AuditTotals,
)
from service.wire.codecs import RESPONSE_TYPES
from service.wire.schemas import QueryOptions, SpeakerRef, WordCounts

AUDIT = """\
The request is the same as for `/v1/attributions`; of the options only `offset_unit` is
used, and the totals count every attribution. Gender is only what the article tells by
its pronouns and words, never a guess from a name; where it tells none it is null.
docs/AUDIT.md says what the figures mean and what they do not. Nothing is stored.
"""
_WORDS = WordCounts(4, 0)
AUDITED = AuditResponse(
    id="wire-2041",
    offset_unit="codepoint",
    language="en",
    totals=AuditTotals(
        speakers=1,
        records=1,
        without_speaker=0,
        words=_WORDS,
        by_gender=(AuditShare(None, 1, 1, _WORDS),),
        by_class=(AuditShare("government", 1, 1, _WORDS),),
        by_type=(AuditShare("person", 1, 1, _WORDS),),
        by_naming=(AuditShare("other", 1, 1, _WORDS),),
        first_quoted=SpeakerRef("s1", "Ida Holm", "person"),
        outlets=(AuditOutlet("o1", "Daily Ferry", 1),),
    ),
    speakers=examples.RESPONSE.speakers,
    outlets=examples.RESPONSE.outlets,
    warnings=(),
    model=examples.RESPONSE.model,
)


@post(
    "/v1/audit",
    status_code=200,
    operation_id="auditArticle",
    summary="Report who is quoted in an article",
    description=AUDIT,
    tags=["audit"],
    operation=Operation(
        query=QueryOptions,
        request=ARTICLE,
        answer="The speakers of the article, with totals.",
        content=dict.fromkeys(RESPONSE_TYPES, AUDITED),
        errors=ARTICLE_ERRORS,
        timed=True,
    ),
)
async def audit_article(
    request: AnyRequest, service: NamedDependency[Service]
) -> Response[bytes]:
    """Return the speakers of an article with totals."""
    accepted = accepted_type(request)
    wanted = await read_request(request, service)
    info, readable, served = await attribute_article(request, service, wanted)
    answer = to_audit_response(served.reading, wanted, info=info, readable=readable)
    return timed_response(answer, accepted, served)


ROUTES = (audit_article,)
