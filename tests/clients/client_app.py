"""The real application over a fake pool, for generated clients; gunicorn starts it."""

import asyncio
import os
import re
from collections import defaultdict
from pathlib import Path

from service.api.app import create_app
from service.api.middleware.request_envelope import App
from service.errors import NotReady
from service.nlp.annotator import AnnotatorInfo
from service.serving.protocol import TimedReading
from service.settings import Settings
from tests.support.fakes import FakePool

GATE = re.compile(r"(HOLD|OPEN)-(\w+)")


class GatedPool(FakePool):
    """Answers an article with ``HOLD-x`` in it only after one with ``OPEN-x``."""

    def __init__(self) -> None:
        super().__init__()
        self._gates: defaultdict[str, asyncio.Event] = defaultdict(asyncio.Event)

    async def attribute(self, text: str, /, *, deadline: float) -> TimedReading:
        """Wait at the gate that the text names, or open it."""
        gate = GATE.search(text)
        if gate and gate[1] == "OPEN":
            self._gates[gate[2]].set()
        elif gate:
            async with asyncio.timeout(deadline):
                await self._gates[gate[2]].wait()
        return await super().attribute(text, deadline=deadline)


class ColdPool(FakePool):
    """A pool whose models never get warm."""

    def check_ready(self) -> AnnotatorInfo:
        """Say so."""
        raise NotReady("the models are loading")


def warm() -> App:
    """Return the application as it is most of the time."""
    return create_app(Settings(models=Path("/nowhere"), deadline=10), GatedPool())


def cold() -> App:
    """Return the application before its models are loaded."""
    return create_app(Settings(models=Path("/nowhere")), ColdPool())


def closed() -> App:
    """Return the application where a key is needed."""
    keys = os.environ["WHOSAID_KEYS"]
    return create_app(Settings(models=Path("/nowhere"), keys=keys), FakePool())
