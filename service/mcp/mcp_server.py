"""The server of the SDK with the tools: lists them, calls them, reports errors."""

import logging
import time
import uuid
from typing import Any

import mcp_types as types
import msgspec
from mcp.server import Server, ServerRequestContext
from mcp.shared.exceptions import MCPError

from service.api.problem_reporting import report_problem
from service.checking.pool_check import charge_nothing
from service.logs import log_event
from service.mcp.tools import TOOLS, Backend, Charge, schema_of
from service.wire.responses import SERVICE_VERSION

logger = logging.getLogger("whosaid.mcp")
INSTRUCTIONS = (
    "Quotation attribution for news articles in English. Offsets are half-open and in "
    "code points unless `options.offset_unit` says otherwise. A record says that the "
    "article reports the words, not that they are true. Nothing is stored."
)
_BY_NAME = {tool.name: tool for tool in TOOLS}


def build_server(backend: Backend) -> Server[Any]:
    """Return a server whose tools use a backend, which its caller starts and stops."""
    listed = types.ListToolsResult(tools=[_describe(name) for name in _BY_NAME])

    async def list_tools(
        context: ServerRequestContext[Any],
        params: types.PaginatedRequestParams | None,
    ) -> types.ListToolsResult:
        del context, params
        return listed

    async def call_tool(
        context: ServerRequestContext[Any], params: types.CallToolRequestParams
    ) -> types.CallToolResult:
        if params.name not in _BY_NAME:
            message = f"there is no tool {params.name[:100]!r}"
            raise MCPError(types.INVALID_PARAMS, message)
        return await _call(backend, params, _charge_of(context))

    return Server(
        "whosaid",
        title="Whosaid",
        version=SERVICE_VERSION,
        instructions=INSTRUCTIONS,
        on_list_tools=list_tools,
        on_call_tool=call_tool,
    )


def _describe(name: str) -> types.Tool:
    tool = _BY_NAME[name]
    return types.Tool(
        name=tool.name,
        title=tool.title,
        description=tool.description,
        input_schema=schema_of(tool.request),
        output_schema=schema_of(tool.response),
        annotations=types.ToolAnnotations(
            read_only_hint=True, idempotent_hint=True, open_world_hint=False
        ),
    )


async def _call(
    backend: Backend, params: types.CallToolRequestParams, charge: Charge
) -> types.CallToolResult:
    """Return the response of a tool, or its error as a problem (RFC 9457)."""
    request_id, began = uuid.uuid4().hex, time.monotonic()
    arguments = msgspec.json.encode(params.arguments or {})
    try:
        answer = await _BY_NAME[params.name].run(backend, arguments, charge)
    except Exception as error:  # noqa: BLE001 - as over HTTP, none ends the server
        answer = report_problem(error, request_id=request_id)
    failed = not isinstance(answer, _BY_NAME[params.name].response)
    log_event(
        logger,
        "tool called",
        tool=params.name,
        request_id=request_id,
        seconds=round(time.monotonic() - began, 3),
        code=getattr(answer, "code", "ok") if failed else "ok",
    )
    text = msgspec.json.encode(answer).decode()
    content: list[types.ContentBlock] = [types.TextContent(text=text)]
    if failed:
        return types.CallToolResult(content=content, is_error=True)
    return types.CallToolResult(
        content=content, structured_content=msgspec.to_builtins(answer)
    )


def _charge_of(context: ServerRequestContext[Any]) -> Charge:
    """Return what charges the key of an HTTP request; without keys it does nothing."""
    if context.request is None:
        return charge_nothing
    state: dict[str, Charge] = context.request.scope.get("state", {})
    return state.get("charge", charge_nothing)
