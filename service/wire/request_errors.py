"""Errors of requests that only an HTTP client can cause. Imports no HTTP library."""

from collections.abc import Sequence

from service.errors import RequestError


class MalformedRequest(RequestError):
    """The request breaks a rule of HTTP on its target or headers."""

    code = "malformed_request"


class UnsupportedTransferCoding(MalformedRequest):
    """The body has a transfer coding other than chunked."""

    code = "not_implemented"

    def __init__(self) -> None:
        super().__init__(
            "the only supported Transfer-Encoding is chunked; a body is compressed "
            "with Content-Encoding: gzip"
        )


class MalformedBody(RequestError):
    """The body does not match its Content-Type, or the query string is malformed."""

    code = "malformed_body"


class UnsupportedMediaType(RequestError):
    """The Content-Type is not one of ``supported``."""

    code = "unsupported_media_type"

    def __init__(self, given: str, *, supported: Sequence[str]) -> None:
        shown = given or "none"
        types = ", ".join(supported)
        super().__init__(
            f"the Content-Type is {shown[:100]!r}; supported types, in UTF-8: {types}"
        )
        self.supported = tuple(supported)


class UnsupportedCoding(RequestError):
    """The Content-Encoding is not gzip."""

    code = "unsupported_coding"

    def __init__(self) -> None:
        super().__init__("the only supported Content-Encoding is gzip")


class NotAcceptable(RequestError):
    """The Accept header allows none of the types in ``offered``."""

    code = "not_acceptable"

    def __init__(self, *, offered: Sequence[str]) -> None:
        super().__init__(f"Accept allows none of {', '.join(offered)}")


class BodyTooLarge(RequestError):
    """The body has more bytes than ``limit``."""

    code = "body_too_large"

    def __init__(self, *, limit: int) -> None:
        super().__init__(f"the body is larger than {limit} bytes")
        self.limit = limit


class TooManyLines(RequestError):
    """The batch has more lines than ``limit``."""

    code = "too_many_lines"

    def __init__(self, *, limit: int) -> None:
        super().__init__(f"the batch has more than {limit} lines")
        self.limit = limit


class TooManySources(RequestError):
    """The check has more sources than the limit."""

    code = "too_many_sources"

    def __init__(self, *, limit: int) -> None:
        super().__init__(f"the check has more than {limit} sources")
        self.limit = limit


class TextsTooLong(RequestError):
    """The texts of a check together have more characters than the limit."""

    code = "texts_too_long"

    def __init__(self, *, length: int, limit: int) -> None:
        super().__init__(
            f"draft and sources have {length} characters; the limit is {limit}"
        )
        self.length = length
        self.limit = limit


class BodyTooSlow(RequestError):
    """The body did not arrive within ``seconds``."""

    code = "body_too_slow"

    def __init__(self, *, seconds: float) -> None:
        super().__init__(f"the body did not arrive within {seconds:g} seconds")


class KeyMissing(RequestError):
    """The request has no API key."""

    code = "key_missing"

    def __init__(self) -> None:
        super().__init__(
            "send an API key as Authorization: Bearer KEY or X-API-Key: KEY"
        )


class KeyUnknown(RequestError):
    """The API key of the request is none of the configured ones."""

    code = "key_unknown"

    def __init__(self) -> None:
        super().__init__("the API key is unknown")


class OnlyLocal(RequestError):
    """Metrics were requested from another machine while no API keys are configured."""

    code = "only_local"

    def __init__(self) -> None:
        super().__init__(
            "without API keys, metrics are available on the same machine only"
        )


class RateLimited(RequestError):
    """The key exceeded ``rate`` requests a minute; retry in ``retry_after`` seconds."""

    code = "rate_limited"

    def __init__(self, *, rate: int, retry_after: int) -> None:
        super().__init__(f"the API key is limited to {rate} requests a minute")
        self.rate = rate
        self.retry_after = retry_after


class ClientLeft(RequestError):
    """The client closed the connection before its response."""

    code = "client_left"
