"""The real application over a fake pool, for generated clients; gunicorn starts it."""

from pathlib import Path

from fakes import FakePool

from service.api.app import create_app
from service.api.middleware import App
from service.errors import NotReady
from service.nlp.annotator import AnnotatorInfo
from service.settings import Settings


class ColdPool(FakePool):
    """A pool whose models never get warm."""

    def check_ready(self) -> AnnotatorInfo:
        """Say so."""
        raise NotReady("the models are loading")


def warm() -> App:
    """Return the application as it is most of the time."""
    return create_app(Settings(models=Path("/nowhere")), FakePool())


def cold() -> App:
    """Return the application before its models are loaded."""
    return create_app(Settings(models=Path("/nowhere")), ColdPool())
