"""What only a client that speaks HTTP can get wrong."""

from collections.abc import Sequence

from service.errors import RequestError


class MalformedBody(RequestError):
    """The body is not what its Content-Type says."""

    code = "malformed_body"


class UnsupportedMediaType(RequestError):
    """The body has a type that is not read here; ``supported`` are."""

    code = "unsupported_media_type"

    def __init__(self, given: str, *, supported: Sequence[str]) -> None:
        shown = given or "none"
        read = ", ".join(supported)
        super().__init__(
            f"the Content-Type is {shown[:100]!r}; read here, in UTF-8: {read}"
        )
        self.supported = tuple(supported)


class UnsupportedCoding(RequestError):
    """The body is compressed in a way that is not read here."""

    code = "unsupported_coding"

    def __init__(self) -> None:
        super().__init__("the Content-Encoding is not gzip")


class NotAcceptable(RequestError):
    """No type in Accept is written here; ``offered`` are."""

    code = "not_acceptable"

    def __init__(self, *, offered: Sequence[str]) -> None:
        super().__init__(f"Accept names none of {', '.join(offered)}")


class BodyTooLarge(RequestError):
    """The body has more bytes than the limit."""

    code = "body_too_large"

    def __init__(self, *, limit: int) -> None:
        super().__init__(f"the body is larger than {limit} bytes")
        self.limit = limit


class TooManyLines(RequestError):
    """The batch has more lines than the limit."""

    code = "too_many_lines"

    def __init__(self, *, limit: int) -> None:
        super().__init__(f"the batch has more than {limit} lines")
        self.limit = limit


class BodyTooSlow(RequestError):
    """The body did not arrive in time."""

    code = "body_too_slow"

    def __init__(self, *, seconds: float) -> None:
        super().__init__(f"the body did not arrive within {seconds:g} seconds")


class KeyMissing(RequestError):
    """The request has no API key."""

    code = "key_missing"

    def __init__(self) -> None:
        super().__init__("send a key: Authorization: Bearer KEY, or X-API-Key: KEY")


class KeyUnknown(RequestError):
    """The request has a key that is not known here."""

    code = "key_unknown"

    def __init__(self) -> None:
        super().__init__("the key is not known here")


class OnlyLocal(RequestError):
    """Without keys this is told only to clients on the same machine."""

    code = "only_local"

    def __init__(self) -> None:
        super().__init__("without keys this is told on the same machine only")


class RateLimited(RequestError):
    """The key was used ``rate`` times in a minute; ``retry_after`` is in seconds."""

    code = "rate_limited"

    def __init__(self, *, rate: int, retry_after: int) -> None:
        super().__init__(f"the key was used {rate} times in this minute")
        self.rate = rate
        self.retry_after = retry_after


class ClientLeft(RequestError):
    """The client closed the connection; nobody reads the answer."""

    code = "client_left"
