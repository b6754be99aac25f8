"""``Whosaid().attribute(text)`` returns the typed records that the service sends."""

import re
import threading
import typing
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import msgspec
import pytest

import service.bootstrap
import whosaid_attribution
from service.records import Reading
from service.wire.responses import to_response
from service.wire.schemas import AttributionRequest
from tests.support.fakes import INFO, fake_reading
from whosaid_attribution import (
    EmptyText,
    InvalidField,
    InvalidSettings,
    Options,
    Response,
    Settings,
    TextTooLong,
    Whosaid,
)

ROOT = Path(__file__).parents[2]
TEXT = "“Hello,” said Ann. “Bye,” said Bob on CNN."


class OneAtATime:
    """An attributor that fails where two threads are in it, as the models do."""

    info = INFO

    def __init__(self) -> None:
        self._busy = threading.Lock()
        self.met = threading.Event()

    def attribute(self, text: str) -> Reading:
        """Return the fake reading of a text."""
        if not self._busy.acquire(blocking=False):
            raise RuntimeError("a second thread")
        try:
            self.met.wait(0.01)  # lets other threads come
            if not text.strip():
                raise EmptyText
            if len(text) > 100:
                raise TextTooLong(length=len(text), limit=100)
            return fake_reading(text)
        finally:
            self._busy.release()


@pytest.fixture
def whosaid(monkeypatch: pytest.MonkeyPatch) -> Iterator[Whosaid]:
    """An instance without models."""
    monkeypatch.setattr(service.bootstrap, "build_attributor", lambda _: OneAtATime())
    with Whosaid(Settings()) as made:
        yield made


def test_records_of_the_service(whosaid: Whosaid) -> None:
    """The response is the one over HTTP, in type and value."""
    request = AttributionRequest(text=TEXT, id="a", options=Options(evidence=True))
    expected = to_response(fake_reading(TEXT), request, info=INFO)

    response = whosaid.attribute(TEXT, id="a", options=Options(evidence=True))

    assert type(response) is Response
    assert response == expected
    assert [each.name for each in response.speakers] == ["Ann", "Bob"]


def test_html(whosaid: Whosaid) -> None:
    """Offsets are in the HTML as given."""
    markup = f"<p>{TEXT}</p>"

    found = whosaid.attribute(markup, format="html").attributions[0].content[0]

    assert markup[found.start : found.end] == found.text


def test_threads(whosaid: Whosaid) -> None:
    """Threads that share an instance all get their own records."""
    texts = [f"“Hello {n},” said Ann." for n in range(24)]

    with ThreadPoolExecutor(8) as threads:
        found = list(threads.map(whosaid.attribute, texts))

    assert [each.id for each in found] == [whosaid.attribute(t).id for t in texts]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (b"Hello", "text is bytes, not str: decode it first"),
        (bytearray(b"Hello"), "text is bytearray, not str"),
        (None, "text is None, not a str"),
        (7, "text is of type int, not a str"),
    ],
)
def test_no_text(whosaid: Whosaid, text: object, reason: str) -> None:
    """What is no text is a TypeError that says what it is."""
    with pytest.raises(TypeError, match=re.escape(reason)):
        whosaid.attribute(text)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "options", "error"),
    [
        (" ", {}, EmptyText),
        ("a" * 101, {}, TextTooLong),
        (TEXT, {"options": Options(min_confidence=2)}, InvalidField),
        (TEXT, {"options": Options(offset_unit="words")}, InvalidField),  # type: ignore[arg-type]
        (TEXT, {"format": "pdf"}, InvalidField),
        (TEXT, {"id": 7}, InvalidField),
    ],
)
def test_errors(
    whosaid: Whosaid, text: str, options: dict[str, typing.Any], error: type[Exception]
) -> None:
    """Errors are those of the service; values that no decoder saw are checked."""
    with pytest.raises(error):
        whosaid.attribute(text, **options)


def test_closed(whosaid: Whosaid) -> None:
    """A closed instance says so; closing again does nothing."""
    whosaid.close()
    whosaid.close()

    with pytest.raises(RuntimeError, match="closed"):
        whosaid.attribute(TEXT)


def test_settings_of_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without settings the environment is read, and a wrong variable is an error."""
    monkeypatch.setenv("WHOSAID_TAGER", "off")

    with pytest.raises(InvalidSettings, match="WHOSAID_TAGGER"):
        Whosaid()


def test_types_are_exported() -> None:
    """Every type that a response is made of can be imported by its name."""
    needed = {kind.__name__ for kind in types_in(Response)} - {"AttributionResponse"}

    assert needed <= set(whosaid_attribution.__all__)
    assert all(
        hasattr(whosaid_attribution, name) for name in whosaid_attribution.__all__
    )


def types_in(kind: object) -> set[type[msgspec.Struct]]:
    """Return the structs that a type is made of, itself included."""
    if isinstance(kind, type) and issubclass(kind, msgspec.Struct):
        fields = typing.get_type_hints(kind).values()
        return {kind}.union(*map(types_in, fields))
    return set().union(*map(types_in, typing.get_args(kind)))


def test_example_of_the_readme(
    whosaid: Whosaid,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """The example runs as it stands."""
    readme = (ROOT / "README.md").read_text("utf-8")
    (example,) = re.findall(r"```python\n(.*?)```", readme, re.DOTALL)
    monkeypatch.setattr(whosaid_attribution, "Whosaid", lambda: whosaid)

    exec(compile(example, "README.md", "exec"), {})  # noqa: S102 - the project's own

    assert "“The bridge is safe,”" in capsys.readouterr().out
