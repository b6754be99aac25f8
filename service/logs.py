"""Structured logs: ids, lengths and timings, one JSON object a line.

No article text reaches a log. An exception's message may quote the text that broke a
stage, so a traceback is logged as its types and places, never with its messages.
"""

import logging
import sys
import traceback
from collections.abc import Mapping
from typing import Any, TextIO

import msgspec

FIELDS = "whosaid_fields"
"""Attribute of a log record that carries the event's own fields."""


def configure(level: str, *, stream: TextIO | None = None) -> None:
    """Send this package's logs to ``stream`` (standard error) as JSON lines."""
    handler = logging.StreamHandler(stream or sys.stderr)
    handler.setFormatter(JsonFormatter())
    logger = logging.getLogger("whosaid")
    logger.handlers = [handler]
    logger.propagate = False
    logger.setLevel(level.upper())


def log_event(
    logger: logging.Logger,
    event: str,
    /,
    *,
    level: int = logging.INFO,
    error: BaseException | None = None,
    **fields: object,
) -> None:
    """Log an event with its fields; never pass a text among them."""
    logger.log(level, event, exc_info=error, extra={FIELDS: fields})


class JsonFormatter(logging.Formatter):
    """Formats any record, ours or a library's, as one JSON object."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the record as a line of JSON."""
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
    """Return the chain of an exception, types and places only, cause last."""
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
