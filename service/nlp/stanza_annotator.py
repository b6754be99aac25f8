# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false
# pyright: reportUnknownArgumentType=false, reportMissingTypeStubs=false
"""The annotator that the service runs: Stanza's models behind our protocol."""

import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Protocol, Self

import stanza
import torch

from service.errors import InvalidModels, StartError
from service.nlp.annotator import Annotation, AnnotatorInfo
from service.nlp.convert import cut_warnings, to_sentence
from service.nlp.encoder import load_cache
from service.nlp.models import LANGUAGE, verify
from service.nlp.plain import TAGGER, ParsedPassage, PlainParser
from service.nlp.shared import SharedParser
from service.text.article import Passage

TESTED_STANZA = "1.15."
"""What reaches into Stanza was compared with this version, and only with it."""


class Parser(Protocol):
    """Parses texts, each by itself."""

    def parse(self, texts: Sequence[str], /) -> list[ParsedPassage]:
        """Return the sentences of each text."""
        ...


class StanzaAnnotator:
    """Parses passages with one loaded package. One thread at a time may call it."""

    def __init__(self, parser: Parser, info: AnnotatorInfo) -> None:
        self._parser = parser
        self._info = info
        self._busy = threading.Lock()

    @classmethod
    def load(
        cls,
        models: Path,
        *,
        package: str = "news",
        tagger: bool = True,
        device: str = "cpu",
        threads: int = 1,
    ) -> Self:
        """Verify a package and load it.

        Args:
            models: folder in Stanza's layout.
            package: name in its ``resources.json``.
            tagger: run the attribution tagger where the folder has one.
            device: ``cpu`` or ``cuda``.
            threads: of torch; 0 leaves torch's own choice.

        Raises:
            InvalidModels: a file is missing, damaged or not what the package needs.
            StartError: Stanza is of a version that this was not tested with.
        """
        check_version(stanza.__version__)
        if threads:
            torch.set_num_threads(threads)
        verify(models, package)
        with_tagger = tagger and (models / LANGUAGE / "ner" / f"{TAGGER}.pt").is_file()
        parser = _load_parser(models, package, device, tagger=with_tagger)
        info = AnnotatorInfo(stanza.__version__, package, with_tagger)
        return cls(parser, info)

    @property
    def info(self) -> AnnotatorInfo:
        """The models behind this annotator."""
        return self._info

    def annotate(self, passages: Sequence[Passage], /) -> list[Annotation]:
        """Return one annotation per passage, in order.

        Raises:
            RuntimeError: another thread is inside; Stanza's models are not thread safe.
        """
        if not self._busy.acquire(blocking=False):
            raise RuntimeError("a second thread entered the annotator")
        try:
            texts = [passage.text.replace("\n", " ") for passage in passages]
            parsed = self._parser.parse(texts)
        finally:
            self._busy.release()
        return [
            Annotation(
                tuple(to_sentence(raw, passage.start) for raw in one.sentences),
                cut_warnings(one.cut),
            )
            for passage, one in zip(passages, parsed, strict=True)
        ]


def check_version(version: str) -> None:
    """Refuse a Stanza that this package was not tested with.

    Raises:
        StartError: it is another one.
    """
    if not version.startswith(TESTED_STANZA):
        raise StartError(
            f"stanza {version} is installed; this was tested with {TESTED_STANZA}x only"
        )


def _load_parser(models: Path, package: str, device: str, *, tagger: bool) -> Parser:
    try:
        plain = PlainParser.load(
            models,
            package=package,
            tagger=tagger,
            device=device,
            cache=load_cache(models, device),
        )
    except (OSError, ValueError, KeyError, RuntimeError) as error:
        raise InvalidModels(f"it cannot be loaded: {error}", path=package) from error
    trainers = plain.trainers
    return SharedParser(trainers) if SharedParser.supports(trainers) else plain
