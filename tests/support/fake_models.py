"""Fake models that fail on demand, for the tests of pools and servers.

An inference process imports this module by the name of a factory, so it needs the root
of the repository on PYTHONPATH.
"""

import os
import signal
import sys
import threading
import time
from collections.abc import Sequence
from pathlib import Path

from service.api.app import create_app
from service.api.middleware.request_envelope import App
from service.attribution import Lexicon, Stages
from service.attributor import Attributor
from service.errors import InvalidModels
from service.logs import configure
from service.nlp.annotator import Annotation
from service.records import Reading
from service.serving.build_pool import build_pool
from service.settings import Settings
from service.text.article import Article, Passage
from tests.support.fakes import FakeAnnotator, fake_reading

FACTORY = "tests.support.fake_models:build"
READING_FACTORY = "tests.support.fake_models:build_reading"


class MisbehavingAnnotator(FakeAnnotator):
    """Fails as the words of an article say."""

    def annotate(self, passages: Sequence[Passage], /) -> list[Annotation]:
        """Raise on RAISE, end the process on DIE, hang on HANG, sleep on SLOW."""
        words = {word for passage in passages for word in passage.text.split()}
        if "RAISE" in words:
            raise ZeroDivisionError(passages[0].text)
        if "DIE" in words:
            os.kill(os.getpid(), signal.SIGKILL)
        if "HANG" in words:
            time.sleep(3_600)
        if "SLOW" in words:
            time.sleep(0.5)
        return super().annotate(passages)


def build(settings: Settings) -> Attributor:
    """Return an attributor with the misbehaving annotator."""
    return Attributor(MisbehavingAnnotator(), Lexicon.load(), settings.max_chars)


class ReadingAttributor(Attributor, frozen=True):
    """Reads articles as ``fake_reading`` does."""

    def read_in_stages(
        self,
        article: Article,
        annotations: Sequence[Annotation],  # noqa: ARG002 - as the real one
    ) -> Stages[Reading]:
        """Return the fake reading of an article, in one stage."""
        yield
        return fake_reading(article.text)


def build_reading(settings: Settings) -> Attributor:
    """Return an attributor that finds the attributions of ``fake_reading``."""
    return ReadingAttributor(FakeAnnotator(), Lexicon.load(), settings.max_chars)


def build_printing(settings: Settings) -> Attributor:
    """Return the attributor of ``build_reading``; print to standard output first."""
    sys.stdout.write("the models are loading\n")
    sys.stdout.flush()
    os.write(1, b"they are loaded\n")
    return build_reading(settings)


def build_gpu_reporting(settings: Settings) -> Attributor:
    """Write an empty file named by the device and the GPUs of this process."""
    gpus = os.environ.get("CUDA_VISIBLE_DEVICES", "none")
    Path(os.environ["ARCHIVE_GPU_REPORTS"], f"{settings.device} {gpus}").touch()
    return build(settings)


def build_damaged(settings: Settings) -> Attributor:
    """Raise the error of a damaged model."""
    raise InvalidModels("is damaged", path=str(settings.models / "x.pt"))


def build_dying(settings: Settings) -> Attributor:
    """End the process while loading."""
    del settings
    os._exit(7)


def build_hanging(settings: Settings) -> Attributor:
    """Hang while loading."""
    time.sleep(3_600)
    return build(settings)


def build_slowly(settings: Settings) -> Attributor:
    """Take a second to load."""
    time.sleep(1)
    return build(settings)


def build_threaded(settings: Settings) -> Attributor:
    """Start a thread while loading, as a library may."""
    threading.Thread(target=threading.Event().wait, daemon=True).start()
    return build(settings)


def build_broken(settings: Settings) -> Attributor:
    """Raise an unexpected error."""
    raise RuntimeError(settings)


def app(factory: str = FACTORY) -> App:
    """Return the application with processes that have these models, for gunicorn."""
    settings = Settings.from_environ(os.environ)
    configure(settings.log_level)
    return create_app(settings, build_pool(settings, factory=factory))


def slow_app() -> App:
    """Return the application whose models take a second to load, for gunicorn."""
    return app("tests.support.fake_models:build_slowly")
