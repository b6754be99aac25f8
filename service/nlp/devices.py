"""Whether the device of the settings exists, without importing torch here."""

import subprocess
import sys

from service.errors import InvalidSettings

NO_CUDA = "WHOSAID_DEVICE is cuda, but torch finds no CUDA device"
PROBE = "import sys, torch; sys.exit(0 if torch.cuda.is_available() else 1)"


def check_device(device: str, *, probe: str = PROBE) -> None:
    """Check that torch can use a device.

    torch is asked in a process of its own: gunicorn's master forks, and must have
    neither its threads nor a device context.

    Args:
        device: ``cpu`` or ``cuda``.
        probe: Python code that ends with status 0 where a CUDA device can be used.

    Raises:
        InvalidSettings: the device is ``cuda`` and there is none.
    """
    if device != "cuda":
        return
    done = subprocess.run(  # noqa: S603 - our own code
        [sys.executable, "-c", probe], stderr=subprocess.DEVNULL, check=False
    )
    if done.returncode:
        raise InvalidSettings(NO_CUDA)
