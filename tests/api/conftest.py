"""A client of the application over a fake pool."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from litestar.testing import TestClient

from service.api.app import create_app
from service.settings import Settings
from tests.support.fakes import FakePool


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Return settings with small limits."""
    return Settings(max_chars=1_000, models=tmp_path, body_seconds=5)


@pytest.fixture
def pool() -> FakePool:
    """Return the pool behind the client."""
    return FakePool()


@pytest.fixture
def client(settings: Settings, pool: FakePool) -> Iterator[TestClient]:
    """Return a client of a started application."""
    app = create_app(settings, pool)
    with TestClient(app, raise_server_exceptions=False) as client:
        yield client
