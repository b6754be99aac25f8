"""Structured logs: ids, lengths and timings, one JSON object per line.

No article text is logged. The message of an exception may quote the text that caused
it, so a traceback is logged as exception types and code locations, without messages.
"""

import logging
import sys
import traceback
from collections.abc import Mapping
from typing import Any, TextIO

import msgspec

FIELDS = "whosaid_fields"
"""Attribute of a log record that holds the fields of the event."""


def configure(level: str, *, stream: TextIO | None = None) -> None:
    """Write the logs of this package to a stream as JSON lines.

    Args:
        level: name of the lowest level that is logged, such as ``info``.
        stream: standard error by default.
    """
    handler = logging.StreamHandler(stream or sys.stderr)
    handler.setFormatter(JsonFormatter())
    logger = logging.getLogger("whosaid")
    logger.handlers = [handler]
    logger.propagate = False
    logger.setLevel(level.upper())


def silence() -> None:
    """Write no logs of this package, unless a handler is configured.

    For commands, whose standard error is for people.
    """
    logging.getLogger("whosaid").addHandler(logging.NullHandler())


def log_event(
    logger: logging.Logger,
    event: str,
    /,
    *,
    level: int = logging.INFO,
    error: BaseException | None = None,
    **fields: object,
) -> None:
    """Log an event.

    Args:
        logger: of the calling module.
        event: a constant name, such as ``worker ready``.
        level: of ``logging``.
        error: logged as by ``describe_error``.
        fields: values of the event; never the text of an article.
    """
    logger.log(level, event, exc_info=error, extra={FIELDS: fields})


class JsonFormatter(logging.Formatter):
    """Formats log records, those of libraries included, as JSON objects."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the record as one line of JSON."""
        line: dict[str, Any] = {
            "time": self.formatTime(record, "%Y-%m-%dT%H:%M:%S")
            + f".{int(record.msecs):03d}",
            "level": record.levelname.lower(),
            "logger": record.name,
            "event": record.getMessage(),
            "process": record.process,
        }
        fields: Mapping[str, object] = getattr(record, FIELDS, {})
        line.update(fields)
        error = record.exc_info[1] if record.exc_info else None
        if error is not None:
            line["error"] = describe_error(error)
        return msgspec.json.encode(line, enc_hook=str).decode()


def describe_error(error: BaseException) -> list[str]:
    """Return the chain of an exception without messages, one line per exception.

    A line has the type and the code locations, innermost first; causes come last.
    """
    lines: list[str] = []
    seen: BaseException | None = error
    while seen is not None:
        frames = traceback.extract_tb(seen.__traceback__)
        places = [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in frames]
        lines.append(" < ".join([type(seen).__qualname__, *reversed(places)]))
        seen = seen.__cause__ or (
            None if seen.__suppress_context__ else seen.__context__
        )
    return lines
