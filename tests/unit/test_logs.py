"""Structured logs without the text of articles."""

import io
import json
import logging

import pytest

from service.logs import JsonFormatter, configure, describe_error, log_event

QUOTED = "Minister Quillfeather resigned"


@pytest.fixture(autouse=True)
def _configuration_is_undone(monkeypatch: pytest.MonkeyPatch) -> None:
    logger = logging.getLogger("whosaid")
    for name in ("handlers", "level", "propagate"):
        monkeypatch.setattr(logger, name, getattr(logger, name))


def test_event_is_one_json_line_with_fields() -> None:
    """An event is one line of JSON with its name, level and fields."""
    stream = io.StringIO()
    configure("info", stream=stream)

    log_event(logging.getLogger("whosaid.test"), "request", status=200, route="/x")

    [line] = stream.getvalue().splitlines()
    record = json.loads(line)
    assert record["event"] == "request"
    assert record["level"] == "info"
    assert (record["status"], record["route"]) == (200, "/x")


def test_level_is_respected() -> None:
    """Records under the level are not written."""
    stream = io.StringIO()
    configure("error", stream=stream)

    log_event(logging.getLogger("whosaid.test"), "request")

    assert stream.getvalue() == ""


def test_configure_twice_writes_once() -> None:
    """A second configuration replaces the first."""
    first, second = io.StringIO(), io.StringIO()
    configure("info", stream=first)
    configure("info", stream=second)

    log_event(logging.getLogger("whosaid.test"), "request")

    assert first.getvalue() == ""
    assert len(second.getvalue().splitlines()) == 1


def fail() -> None:
    """Raise an error from an error, both quoting an article."""
    try:
        dict[str, str]()[QUOTED]
    except KeyError as error:
        raise ValueError(f"cannot read {QUOTED!r}") from error


def test_error_is_logged_without_its_message() -> None:
    """A traceback has types and locations of the whole chain, without messages."""
    stream = io.StringIO()
    configure("info", stream=stream)
    with pytest.raises(ValueError, match="cannot read") as caught:
        fail()

    log_event(logging.getLogger("whosaid.test"), "failed", error=caught.value)

    assert QUOTED not in stream.getvalue()
    first, second = json.loads(stream.getvalue())["error"]
    assert first.startswith("ValueError < ")
    assert second.startswith("KeyError < ")
    assert "test_logs.py" in first


def test_suppressed_context_is_left_out() -> None:
    """An error raised ``from None`` has no cause in the log."""
    error = ValueError("x")
    error.__context__ = KeyError("y")
    error.__suppress_context__ = True

    assert describe_error(error) == ["ValueError"]


def test_context_is_kept() -> None:
    """An error raised while another was handled shows both."""
    error = ValueError("x")
    error.__context__ = KeyError("y")

    assert describe_error(error) == ["ValueError", "KeyError"]


def test_foreign_record_is_formatted() -> None:
    """A library's record, with arguments of any type, becomes JSON as well."""
    record = logging.LogRecord(
        "gunicorn.error", logging.WARNING, "x.py", 1, "pid %s", (object,), None
    )

    line = json.loads(JsonFormatter().format(record))

    assert line["event"] == f"pid {object}"
    assert line["logger"] == "gunicorn.error"
