"""Models that misbehave on demand, for pools and servers under test.

An inference process imports this module by the path of a factory, so it needs the
root of the repository on PYTHONPATH.
"""

import os
import signal
import threading
import time
from collections.abc import Sequence
from pathlib import Path

from service.api.app import create_app
from service.api.middleware.request_envelope import App
from service.attribution.lexicon import Lexicon
from service.attributor import Attributor
from service.errors import InvalidModels
from service.logs import configure
from service.nlp.annotator import Annotation
from service.serving.build_pool import build_pool
from service.settings import Settings
from service.text.article import Passage
from tests.support.fakes import FakeAnnotator

FACTORY = "tests.support.fake_models:build"


class MisbehavingAnnotator(FakeAnnotator):
    """Does what the words of an article tell it to."""

    def annotate(self, passages: Sequence[Passage], /) -> list[Annotation]:
        """Raise on RAISE, die on DIE, hang on HANG, take a while on SLOW."""
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
    """Return an attributor that can be told to misbehave."""
    return Attributor(MisbehavingAnnotator(), Lexicon.load(), settings.max_chars)


def build_gpu_reporting(settings: Settings) -> Attributor:
    """Leave a file whose name is the device and the GPUs of this process."""
    gpus = os.environ.get("CUDA_VISIBLE_DEVICES", "none")
    Path(os.environ["ARCHIVE_GPU_REPORTS"], f"{settings.device} {gpus}").touch()
    return build(settings)


def build_damaged(settings: Settings) -> Attributor:
    """Fail as a damaged model does."""
    raise InvalidModels("is damaged", path=str(settings.models / "x.pt"))


def build_dying(settings: Settings) -> Attributor:
    """Die while loading."""
    del settings
    os._exit(7)


def build_hanging(settings: Settings) -> Attributor:
    """Never come to an end."""
    time.sleep(3_600)
    return build(settings)


def build_threaded(settings: Settings) -> Attributor:
    """Start a thread, as a library may."""
    threading.Thread(target=threading.Event().wait, daemon=True).start()
    return build(settings)


def build_broken(settings: Settings) -> Attributor:
    """Fail in a way that nobody foresaw."""
    raise RuntimeError(settings)


def app() -> App:
    """Return the application over processes with these models, for gunicorn."""
    settings = Settings.from_environ(os.environ)
    configure(settings.log_level)
    return create_app(settings, build_pool(settings, factory=FACTORY))
