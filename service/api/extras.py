"""Checks for optional dependencies (extras of the distribution)."""

from importlib.util import find_spec

from service.errors import InvalidSettings
from service.settings import Settings

TRACING = ("opentelemetry.sdk", "opentelemetry.exporter.otlp.proto.http")


def check_extras(settings: Settings) -> None:
    """Check that the libraries that the settings require are installed.

    Raises:
        InvalidSettings: a library is missing; the message names the extra.
    """
    if settings.traces and not all(map(_is_installed, TRACING)):
        raise InvalidSettings(
            "WHOSAID_TRACES needs OpenTelemetry: install the extra traces"
        )


def _is_installed(module: str) -> bool:
    try:
        return find_spec(module) is not None
    except ModuleNotFoundError:
        return False
