"""The application with a fake pool, served by gunicorn for generated clients."""

import asyncio
import os
import re
from collections import defaultdict
from pathlib import Path

from service.api.app import create_app
from service.api.middleware.request_envelope import App
from service.errors import NotReady
from service.provenance import AttributorInfo
from service.serving.protocol import TimedReading
from service.settings import Settings
from tests.support.fakes import FakePool

GATE = re.compile(r"(HOLD|OPEN)-(\w+)")


class GatedPool(FakePool):
    """A pool that holds an article with ``HOLD-x`` until one with ``OPEN-x``."""

    def __init__(self) -> None:
        super().__init__()
        self._gates: defaultdict[str, asyncio.Event] = defaultdict(asyncio.Event)

    async def attribute(self, text: str, /, *, deadline: float) -> TimedReading:
        """Wait for the event named in the text, or set it."""
        gate = GATE.search(text)
        if gate and gate[1] == "OPEN":
            self._gates[gate[2]].set()
        elif gate:
            async with asyncio.timeout(deadline):
                await self._gates[gate[2]].wait()
        return await super().attribute(text, deadline=deadline)


class ColdPool(FakePool):
    """A pool whose models are never loaded."""

    def check_ready(self) -> AttributorInfo:
        """Raise NotReady."""
        raise NotReady("the models are loading")


def warm() -> App:
    """Return the application with loaded models."""
    return create_app(Settings(models=Path("/nowhere"), deadline=10), GatedPool())


def cold() -> App:
    """Return the application before its models are loaded."""
    return create_app(Settings(models=Path("/nowhere")), ColdPool())


def closed() -> App:
    """Return the application with an API key."""
    keys = os.environ["WHOSAID_KEYS"]
    return create_app(Settings(models=Path("/nowhere"), keys=keys), FakePool())
