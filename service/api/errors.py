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
        super().__init__(
            f"the Content-Type is {shown[:100]!r}; {', '.join(supported)} are read"
        )
        self.supported = tuple(supported)


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


class ClientLeft(RequestError):
    """The client closed the connection; nobody reads the answer."""

    code = "client_left"
