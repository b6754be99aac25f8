"""Run commands in memory, with an attributor that needs no models."""

import io
from collections.abc import Sequence
from types import ModuleType

import msgspec
import pytest

from service.cli.main import main
from service.cli.terminal import Terminal, plain_console
from service.nlp.annotator import Annotation
from service.records import Reading
from service.text.article import Article, Passage
from service.text.check_text import check_text
from service.text.reader import read_article
from tests.support.fakes import INFO, annotation_of, fake_reading


class FakeAttributor:
    """Returns ``fake_reading``; raises ZeroDivisionError for a text with "boom"."""

    info = INFO

    def attribute(self, text: str) -> Reading:
        """Return the fake reading of a text of at most 1,000 characters."""
        check_text(text, limit=1_000)
        if "boom" in text:
            raise ZeroDivisionError(text)
        return fake_reading(text)

    def open(self, text: str) -> Article:
        """Return the article of a text."""
        return read_article(text)

    def annotate(self, passages: Sequence[Passage]) -> list[Annotation]:
        """Return an annotation of one sentence for each passage, without tags."""
        return [annotation_of(passage) for passage in passages]

    def read(self, article: Article, _: Sequence[Annotation]) -> Reading:
        """Return the fake reading of an article."""
        return fake_reading(article.text)


def use_fake_attributor(monkeypatch: pytest.MonkeyPatch, *commands: ModuleType) -> None:
    """Make the modules of commands build a ``FakeAttributor`` in place of models."""
    for command in commands:
        monkeypatch.setattr(command, "build_attributor", lambda _: FakeAttributor())


class CommandResult(msgspec.Struct, frozen=True):
    """The exit status and the output of a command: data, text for people, errors."""

    status: int
    data: bytes
    shown: str
    errors: str


def run_cli(*argv: str, stdin: bytes = b"", **environ: str) -> CommandResult:
    """Run a command with streams in memory and the variables ``environ``."""
    stdout, shown, errors = io.BytesIO(), io.StringIO(), io.StringIO()
    terminal = Terminal(
        environ=environ,
        stdin=io.BytesIO(stdin),
        stdout=stdout,
        console=plain_console(file=shown, width=100),
        errors=plain_console(file=errors, soft_wrap=True),
    )
    status = main(argv, terminal=terminal)
    return CommandResult(status, stdout.getvalue(), shown.getvalue(), errors.getvalue())
