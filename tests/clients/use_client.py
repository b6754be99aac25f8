"""Use every operation of the generated Python client and print the results.

Arguments: the URLs of a server with loaded models, of one without and of one that
requires a key, and the key. Output: a JSON object, equal to that of ``use_client.ts``.
"""

import json
import sys

from whosaid_client import AuthenticatedClient, Client, extras
from whosaid_client.api.attributions import create_attributions, create_export
from whosaid_client.api.audit import audit_article
from whosaid_client.api.checking import check_draft
from whosaid_client.api.masking import mask_quotations, unmask_quotations
from whosaid_client.api.service import (
    get_liveness,
    get_model,
    get_openapi,
    get_readiness,
)
from whosaid_client.models import (
    AttributionRequest,
    AttributionRequestFormat,
    AttributionResponse,
    AuditResponse,
    CheckDraft,
    CheckRequest,
    CheckResponse,
    CheckSource,
    CreateExportName,
    ExportRequest,
    MaskResponse,
    Problem,
    UnmaskRequest,
)

TEXT = "“Hello,” said Ann. “Bye,” said Bob on CNN."
WANTED = AttributionRequest(text=TEXT, id="wire")
HTML = "<p>&ldquo;Hello,&rdquo; said <b>An</b>n. “Bye,” said Bob on CNN."
MARKUP = AttributionRequest(text=HTML, format_=AttributionRequestFormat.HTML)
EMPTY = AttributionRequest(text="")
EXPORTED = ExportRequest(text=TEXT, id="wire")


def names(answer: AttributionResponse | Problem | None) -> list[str]:
    """Return the speakers."""
    assert isinstance(answer, AttributionResponse)
    return [speaker.name for speaker in answer.speakers]


def versions(answer: AttributionResponse | Problem | None) -> list[str]:
    """Return the package and the version of the rules."""
    assert isinstance(answer, AttributionResponse)
    return [answer.model.package, answer.model.rules_version]


def form(answer: AttributionResponse | Problem | None) -> str:
    """Return the format."""
    assert isinstance(answer, AttributionResponse)
    return answer.format_.value


def code(answer: object) -> str:
    """Return the error code of a problem."""
    assert isinstance(answer, Problem), answer
    return answer.code


def attributions(client: Client) -> dict[str, object]:
    """Use the operations that find attributions, and their helpers."""
    export = create_export.sync(CreateExportName.CITRON, client=client, body=EXPORTED)
    assert export is not None
    assert not isinstance(export, Problem)
    failed = create_export.sync(
        CreateExportName.CITRON, client=client, body=ExportRequest(text="")
    )
    try:
        refused = names(extras.attribute_text(client, TEXT, {"min_confidence": 7}))[0]
    except extras.RequestFailed as error:
        refused = error.problem.code
    lines = list(extras.stream_batch(client, [WANTED, EMPTY, WANTED]))
    return {
        **early(client),
        "createAttributions": names(
            create_attributions.sync(client=client, body=WANTED)
        ),
        "createAttributions fails": code(
            create_attributions.sync(client=client, body=EMPTY)
        ),
        "text/plain": names(extras.attribute_text(client, TEXT, {"types": ["direct"]})),
        "text/plain fails": refused,
        "text/html": names(extras.attribute_html(client, HTML)),
        "html": form(create_attributions.sync(client=client, body=MARKUP)),
        "msgpack": names(extras.attribute_packed(client, WANTED)),
        "createExport": export.additional_properties["text"],
        "createExport fails": code(failed),
        "csv": extras.export_text(client, "csv", EXPORTED).startswith("article"),
        "createAttributionBatch": [
            [line.line, line.status, names(line.result) if line.result else None]
            for line in lines
        ],
        "createAttributionBatch fails": [
            line.error.code for line in lines if line.error is not None
        ],
    }


def early(client: Client) -> dict[str, object]:
    """Read the first response line of a batch while the second is pending."""
    held = AttributionRequest(text=f"HOLD-python {TEXT}")
    opener = AttributionRequest(text="OPEN-python “Now,” said Cleo.")
    lines = extras.stream_batch(client, [WANTED, held])
    first = next(lines)
    opened = create_attributions.sync(client=client, body=opener)
    return {"early": [first.line, names(opened), *[each.status for each in lines]]}


def keys(address: str, key: str) -> dict[str, object]:
    """Use operations and helpers with a valid, a missing and a wrong key."""
    known = AuthenticatedClient(base_url=address, token=key)
    unknown = AuthenticatedClient(base_url=address, token="wrong")  # noqa: S106
    lines = extras.stream_batch(known, [WANTED, WANTED])
    refused = create_attributions.sync(client=unknown, body=WANTED)
    try:
        extras.attribute_text(Client(base_url=address), TEXT)
        missing = ""
    except extras.RequestFailed as error:
        missing = error.problem.code
    return {
        "key": names(create_attributions.sync(client=known, body=WANTED)),
        "key, text/plain": names(extras.attribute_text(known, TEXT)),
        "key, batch": [line.status for line in lines],
        "wrong key": code(refused),
        "no key": missing,
    }


def masking(client: Client) -> dict[str, object]:
    """Use the operations of masking."""
    masked = mask_quotations.sync(client=client, body=WANTED)
    assert isinstance(masked, MaskResponse)
    again = UnmaskRequest(text=masked.text, placeholders=masked.placeholders)
    restored = unmask_quotations.sync(client=client, body=again)
    assert restored is not None
    assert not isinstance(restored, Problem)
    twice = UnmaskRequest(text="x", placeholders=masked.placeholders[:1] * 2)
    return {
        "maskQuotations": len(masked.placeholders),
        "maskQuotations fails": code(mask_quotations.sync(client=client, body=EMPTY)),
        "unmaskQuotations": restored.text == TEXT,
        "unmaskQuotations fails": code(
            unmask_quotations.sync(client=client, body=twice)
        ),
    }


def audit(client: Client) -> dict[str, object]:
    """Use the operation of audits."""
    audited = audit_article.sync(client=client, body=WANTED)
    assert isinstance(audited, AuditResponse)
    return {
        "auditArticle": [each.name for each in audited.speakers],
        "auditArticle fails": code(audit_article.sync(client=client, body=EMPTY)),
    }


def checking(client: Client) -> dict[str, object]:
    """Use the operation of checking."""
    source = CheckSource(id="interview", text=TEXT)
    wanted = CheckRequest(draft=CheckDraft(text=TEXT), sources=[source])
    checked = check_draft.sync(client=client, body=wanted)
    assert isinstance(checked, CheckResponse)
    twice = CheckRequest(draft=CheckDraft(text=TEXT), sources=[source, source])
    return {
        "checkDraft": [each.verdict for each in checked.findings],
        "checkDraft fails": code(check_draft.sync(client=client, body=twice)),
    }


def service(warm: Client, cold: Client) -> dict[str, object]:
    """Use the operations about the service."""
    report = get_model.sync(client=warm)
    document = get_openapi.sync(client=warm)
    alive, ready = get_liveness.sync(client=warm), get_readiness.sync(client=warm)
    assert report is not None
    assert not isinstance(report, Problem)
    assert document is not None
    assert alive is not None
    assert ready is not None
    assert not isinstance(ready, Problem)
    return {
        "getModel": [report.languages, report.rules_version],
        "model": versions(create_attributions.sync(client=warm, body=WANTED)),
        "getModel fails": code(get_model.sync(client=cold)),
        "getLiveness": alive.status,
        "getReadiness": ready.status,
        "getReadiness fails": code(get_readiness.sync(client=cold)),
        "getOpenapi": document.additional_properties["openapi"],
    }


def main() -> None:
    """Run all checks and print their results as JSON."""
    *addresses, closed, key = sys.argv[1:]
    warm, cold = (Client(base_url=address) for address in addresses)
    found = {
        **attributions(warm),
        **masking(warm),
        **audit(warm),
        **checking(warm),
        **service(warm, cold),
        **keys(closed, key),
    }
    sys.stdout.write(json.dumps(found))


main()
