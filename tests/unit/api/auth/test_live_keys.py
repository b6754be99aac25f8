"""Keys are read again when their file changes."""

import os
from pathlib import Path

import pytest

from service.api.auth.keys import make_key
from service.api.auth.live_keys import CHECK_SECONDS, LiveKeys
from service.errors import InvalidSettings
from service.settings import Settings

_, FIRST = make_key("desk")
_, SECOND = make_key("archive")


class Clock:
    """A clock that is set by hand."""

    now = 0.0

    def __call__(self) -> float:
        """Return the time."""
        return self.now


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Return a file with one key."""
    file = tmp_path / "keys"
    file.write_text(f"{FIRST}\n")
    return file


@pytest.fixture
def clock() -> Clock:
    """Return the clock of the keys."""
    return Clock()


@pytest.fixture
def keys(file: Path, clock: Clock) -> LiveKeys:
    """Return the keys of the file."""
    return LiveKeys(Settings(keys_file=str(file)), clock=clock)


def replace(file: Path, content: str) -> None:
    """Replace a file as a whole, as a secret store does."""
    new = file.with_name("new")
    new.write_text(content)
    new.rename(file)


def test_changed_file_is_read(file: Path, clock: Clock, keys: LiveKeys) -> None:
    """A key that is added, replaced or removed counts at the next look."""
    for content, expected in (
        (f"{FIRST}\n{SECOND}\n", (FIRST, SECOND)),
        (f"{SECOND}\n", (SECOND,)),
    ):
        before = keys.current()
        replace(file, content)
        assert keys.current() == before
        clock.now += CHECK_SECONDS
        assert keys.current() == expected


def test_key_of_the_same_length(file: Path, clock: Clock, keys: LiveKeys) -> None:
    """A file of the same size and with its old time is still another file."""
    _, other = make_key("desk")
    times = file.stat()
    replace(file, f"{other}\n")
    os.utime(file, ns=(times.st_atime_ns, times.st_mtime_ns))
    clock.now += CHECK_SECONDS

    assert keys.current() == (other,)


@pytest.mark.parametrize("content", ["", "# none\n", "who_secret\n", None])
def test_bad_file_keeps_the_keys(
    file: Path,
    clock: Clock,
    keys: LiveKeys,
    caplog: pytest.LogCaptureFixture,
    content: str | None,
) -> None:
    """A malformed, empty or missing file is one line of the log; the keys stay."""
    if content is None:
        file.unlink()
    else:
        replace(file, content)
    for _ in range(3):
        clock.now += CHECK_SECONDS
        assert keys.current() == (FIRST,)

    [record] = caplog.records
    assert record.message == "keys refused"
    assert "secret" not in str(record.__dict__)

    replace(file, f"{SECOND}\n")
    clock.now += CHECK_SECONDS
    assert keys.current() == (SECOND,)


def test_unchanged_file_is_not_read(
    clock: Clock, keys: LiveKeys, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The file is opened only if its state has changed."""
    monkeypatch.setattr(Path, "read_text", None)
    clock.now += 10 * CHECK_SECONDS

    assert keys.current() == (FIRST,)


def test_bad_file_at_the_start(tmp_path: Path) -> None:
    """At the start an unreadable file is an error; without one there are no keys."""
    with pytest.raises(InvalidSettings):
        LiveKeys(Settings(keys_file=str(tmp_path / "none")))

    clock = Clock()
    none = LiveKeys(Settings(), clock=clock)
    clock.now += CHECK_SECONDS
    assert none.current() == ()
