"""A setting that requires an optional library is rejected where that is missing."""

import pytest

from service.api import extras
from service.api.extras import check_extras
from service.errors import InvalidSettings
from service.settings import Settings


def test_tracing_requires_its_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    """WHOSAID_TRACES without OpenTelemetry is an invalid setting."""
    check_extras(Settings(traces=True))
    monkeypatch.setattr(extras, "TRACING", ("opentelemetry_of_nobody.sdk",))

    check_extras(Settings())
    with pytest.raises(InvalidSettings, match="install the extra traces"):
        check_extras(Settings(traces=True))
