"""The exceptions that Whosaid raises, with their codes and details; no HTTP.

WhosaidError
├── RequestError            the request is invalid
│   ├── TextError
│   │   ├── EmptyText
│   │   ├── TextTooLong
│   │   └── InvalidText
│   ├── InvalidField
│   └── UnsupportedLanguage
├── ServiceError            a temporary failure of the service
│   ├── Overloaded
│   ├── NotReady
│   ├── DeadlineExceeded
│   └── InferenceFailed
└── StartError              the service cannot start
    ├── InvalidSettings
    └── InvalidModels
"""

from typing import ClassVar

PROBLEM_TYPE = "urn:whosaid:problem:"
"""Prefix of a code, as the type of a problem (RFC 9457)."""
PROBLEM_INSTANCE = "urn:whosaid:request:"
"""Prefix of the id of a request, as the instance of a problem."""


class WhosaidError(Exception):
    """The base class. ``code`` is stable; the message is for people."""

    code: ClassVar[str] = "error"


class RequestError(WhosaidError):
    """The request is invalid."""

    code = "invalid_request"


class TextError(RequestError):
    """A text is invalid; ``path`` is the field that holds it (a JSONPath)."""

    code = "unreadable_text"
    path: str = "$.text"


class EmptyText(TextError):
    """The text has no letter or digit."""

    code = "empty_text"

    def __init__(self) -> None:
        super().__init__("the text has no letter or digit in it")


class TextTooLong(TextError):
    """The text has more characters than the limit."""

    code = "text_too_long"

    def __init__(self, *, length: int, limit: int) -> None:
        super().__init__(f"the text has {length} characters; the limit is {limit}")
        self.length = length
        self.limit = limit


class InvalidText(TextError):
    """The text has an invalid character at ``position``, in code points."""

    code = "invalid_text"

    def __init__(self, reason: str, *, position: int) -> None:
        super().__init__(f"{reason} at character {position}")
        self.reason = reason
        self.position = position


class InvalidField(RequestError):
    """A field of the request has a wrong type or value; ``path`` is a JSONPath."""

    code = "invalid_field"

    def __init__(self, reason: str, *, path: str) -> None:
        super().__init__(reason)
        self.reason = reason
        self.path = path


class UnsupportedLanguage(RequestError):
    """The requested language is not supported."""

    code = "unsupported_language"

    def __init__(self, language: str) -> None:
        super().__init__(f"the language {language!r} is not supported; 'en' is")
        self.language = language


class ServiceError(WhosaidError):
    """The request is valid, but the service could not answer it this time."""

    code = "service_error"


class Overloaded(ServiceError):
    """The queue is full; ``retry_after`` is in seconds."""

    code = "overloaded"

    def __init__(self, *, retry_after: int) -> None:
        super().__init__("the queue is full")
        self.retry_after = retry_after


class NotReady(ServiceError):
    """The models are not loaded; ``retry_after`` is in seconds."""

    code = "not_ready"

    def __init__(self, reason: str, *, retry_after: int = 5) -> None:
        super().__init__(reason)
        self.retry_after = retry_after


class DeadlineExceeded(ServiceError):
    """The answer was not ready within ``seconds``."""

    code = "deadline_exceeded"

    def __init__(self, *, seconds: float) -> None:
        super().__init__(f"no answer within {seconds:g} seconds")
        self.seconds = seconds


LOST = "two inference processes died with the article"
"""Detail of an article whose processes died."""


class InferenceFailed(ServiceError):
    """The pipeline failed on this article; ``trace`` is for the log, not the caller."""

    code = "inference_failed"

    def __init__(self, reason: str, *, trace: tuple[str, ...] = ()) -> None:
        super().__init__(reason)
        self.trace = trace


class StartError(WhosaidError):
    """The service cannot start with this configuration."""

    code = "cannot_start"


class InvalidSettings(StartError):
    """A ``WHOSAID_*`` variable is unknown or has an invalid value."""

    code = "invalid_settings"


class InvalidModels(StartError):
    """A model file is missing, damaged or different from the manifest."""

    code = "invalid_models"

    def __init__(self, reason: str, *, path: str) -> None:
        super().__init__(f"{path}: {reason}")
        self.reason = reason
        self.path = path
