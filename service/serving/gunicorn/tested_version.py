# pyright: reportMissingTypeStubs=false
"""The tested version of gunicorn, of which ``asgi_worker`` uses private names."""

import gunicorn

from service.errors import StartError

TESTED_GUNICORN = "27.0."
"""Major and minor version; pyproject.toml requires the same."""


def check_gunicorn(version: str = gunicorn.__version__) -> None:
    """Raise an error for a version of gunicorn that is not the tested one.

    Raises:
        StartError: ``version`` does not begin with ``TESTED_GUNICORN``.
    """
    if not version.startswith(TESTED_GUNICORN):
        raise StartError(
            f"gunicorn {version} is installed; the server was tested with "
            f"{TESTED_GUNICORN}x only"
        )
