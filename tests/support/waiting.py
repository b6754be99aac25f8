"""Waiting for a condition with a deadline, for the tests of processes and servers."""

import time
from collections.abc import Callable

SECONDS = 120.0


def wait_until(
    condition: Callable[[], object],
    *,
    what: Callable[[], str] = lambda: "the condition",
    seconds: float = SECONDS,
) -> None:
    """Return as soon as ``condition`` returns something true.

    Args:
        condition: is called every 20 milliseconds.
        what: returns what is waited for, for the message of the error.
        seconds: the longest wait.

    Raises:
        TimeoutError: the condition did not hold in time.
    """
    end = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > end:
            raise TimeoutError(f"waited {seconds} s for {what()}")
        time.sleep(0.02)
