"""The keys of the running service, read again when their file changes."""

import logging
import time
from collections.abc import Callable
from pathlib import Path

from service.api.auth.keys import StoredKey, load_keys
from service.errors import InvalidSettings
from service.logs import log_event
from service.settings import NONE, Settings

logger = logging.getLogger("whosaid.keys")

CHECK_SECONDS = 1.0
"""Least time between two looks at the file."""

FileState = tuple[int, int, int]
"""Inode, size and time of the last change (in nanoseconds) of a file."""


class LiveKeys:
    """The stored keys of the settings, as their file has them now.

    A file that is missing, malformed or without a key is one error in the log, and the
    keys that were valid before it stay valid.
    """

    def __init__(
        self, settings: Settings, *, clock: Callable[[], float] = time.monotonic
    ) -> None:
        """Load the keys.

        Args:
            settings: with the keys and the path of their file.
            clock: in seconds.

        Raises:
            InvalidSettings: see ``load_keys``.
        """
        self._settings = settings
        self._clock = clock
        self._checked_at = clock()
        self._state = _state_of(settings.keys_file)
        self._keys = load_keys(settings)

    def current(self) -> tuple[StoredKey, ...]:
        """Return the keys; look at the file if the last look was a second ago."""
        now = self._clock()
        if self._settings.keys_file != NONE and now - self._checked_at >= CHECK_SECONDS:
            self._checked_at = now
            self._update()
        return self._keys

    def _update(self) -> None:
        state = _state_of(self._settings.keys_file)
        if state == self._state:
            return
        self._state = state
        try:
            self._keys = load_keys(self._settings)
        except InvalidSettings as error:
            log_event(logger, "keys refused", level=logging.ERROR, detail=str(error))
        else:
            log_event(logger, "keys read", count=len(self._keys))


def _state_of(path: str) -> FileState | None:
    """Return the state of a file, or None where there is none."""
    try:
        status = Path(path).stat()
    except OSError:
        return None
    return status.st_ino, status.st_size, status.st_ctime_ns
