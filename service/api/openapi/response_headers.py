"""The header components of the OpenAPI document and references to them."""

from collections.abc import Iterable

from service.api.openapi.schema_components import Document

COMMON = ("X-Request-Id",)
"""Headers of every response of the application."""
RATES = ("RateLimit-Limit", "RateLimit-Remaining", "RateLimit-Reset")
"""Headers of responses that count against the rate limit of a key."""
TIMES = ("Server-Timing", "Cache-Status")
"""Headers of responses with the result of inference."""
RETRY = ("Retry-After",)
COMPONENT_NAMES = {
    "X-Request-Id": "RequestId",
    "Cache-Status": "CacheStatus",
    "RateLimit-Limit": "RateLimit",
    "RateLimit-Remaining": "RateLimitRemaining",
    "RateLimit-Reset": "RateLimitReset",
    "Retry-After": "RetryAfter",
    "Server-Timing": "ServerTiming",
}
HEADER_COMPONENTS: Document = {
    "RequestId": {
        "description": "The X-Request-Id of the request if it is valid, else a new id.",
        "schema": {"type": "string", "pattern": "^[A-Za-z0-9._-]{1,64}$"},
    },
    "CacheStatus": {
        "description": "If results are cached: hit or miss, and the SHA-256 of the "
        "text in UTF-8 (RFC 9211).",
        "schema": {"type": "string"},
        "example": f'whosaid; hit; key="{"0f" * 32}"',
    },
    "RateLimit": {
        "description": "Requests a minute allowed for the API key, if it has a limit.",
        "schema": {"type": "integer", "minimum": 1},
    },
    "RateLimitRemaining": {
        "description": "Requests left in the current minute.",
        "schema": {"type": "integer", "minimum": 0},
    },
    "RateLimitReset": {
        "description": "Seconds until the limit is reset.",
        "schema": {"type": "integer", "minimum": 0},
    },
    "RetryAfter": {
        "description": "Seconds to wait before the request is retried.",
        "schema": {"type": "integer", "minimum": 1},
    },
    "ServerTiming": {
        "description": "Milliseconds spent in the queue and in inference.",
        "schema": {"type": "string"},
        "example": "queue;dur=0.4, inference;dur=612.0",
    },
}


def header_refs(names: Iterable[str]) -> Document:
    """Return references to the components of headers, by header name."""
    prefix = "#/components/headers/"
    return {name: {"$ref": prefix + COMPONENT_NAMES[name]} for name in names}
