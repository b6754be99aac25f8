"""The annotator with parsers that are not models."""

import threading
from collections.abc import Sequence
from pathlib import Path

import pytest

from service.errors import InvalidSettings, StartError
from service.nlp.stanza_annotator import StanzaAnnotator, check_version
from tests.support.fakes import INFO


def test_second_thread_is_refused() -> None:
    """A second thread gets an error while one is annotating."""
    inside, leave = threading.Event(), threading.Event()

    class Waiting:
        """A parser that waits for an event."""

        def parse(self, texts: Sequence[str], /) -> list[None]:
            """Wait."""
            inside.set()
            leave.wait(10)
            return [None for _ in texts]

    guarded = StanzaAnnotator(Waiting(), INFO)  # type: ignore[arg-type]
    thread = threading.Thread(target=guarded.annotate, args=([],))
    thread.start()
    try:
        assert inside.wait(10)
        with pytest.raises(RuntimeError, match="second thread"):
            guarded.annotate([])
    finally:
        leave.set()
        thread.join()
    assert guarded.annotate([]) == []


def test_annotator_is_free_after_an_error() -> None:
    """The annotator can be used again after the parser raised."""

    class Broken:
        """A parser that fails once."""

        calls = 0

        def parse(self, texts: Sequence[str], /) -> list[None]:
            """Fail at first."""
            self.calls += 1
            if self.calls == 1:
                raise ValueError("broken")
            return [None for _ in texts]

    guarded = StanzaAnnotator(Broken(), INFO)  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="broken"):
        guarded.annotate([])
    assert guarded.annotate([]) == []


@pytest.mark.parametrize("version", ["1.14.2", "1.16.0", "2.0.0", "1.150"])
def test_untested_stanza(version: str) -> None:
    """Another version of Stanza is an error that names it."""
    with pytest.raises(StartError, match=f"stanza {version} is installed"):
        check_version(version)


def test_tested_stanza() -> None:
    """The tested version is accepted with any patch number."""
    check_version("1.15.0")
    check_version("1.15.3")


def test_missing_device(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The device cuda without a CUDA device is an error before anything is loaded."""
    monkeypatch.setattr("torch.cuda.is_available", lambda: False)

    with pytest.raises(InvalidSettings, match="finds no CUDA device"):
        StanzaAnnotator.load(tmp_path, device="cuda")
