"""What is installed only where it is asked for."""

from importlib.util import find_spec

from service.errors import InvalidSettings
from service.settings import Settings

TRACING = ("opentelemetry.sdk", "opentelemetry.exporter.otlp.proto.http")


def check_extras(settings: Settings) -> None:
    """Refuse to start where a library is missing that a setting needs.

    Raises:
        InvalidSettings: it is missing.
    """
    if settings.traces and not all(map(_is_there, TRACING)):
        raise InvalidSettings(
            "WHOSAID_TRACES needs OpenTelemetry: install the extra traces"
        )


def _is_there(module: str) -> bool:
    try:
        return find_spec(module) is not None
    except ModuleNotFoundError:
        return False
