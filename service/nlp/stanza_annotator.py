# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false
# pyright: reportUnknownArgumentType=false, reportMissingTypeStubs=false
"""The annotator of the service: Stanza's models behind the ``Annotator`` protocol."""

import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Protocol, Self

import msgspec
import torch

from service.errors import InvalidModels, InvalidSettings, StartError
from service.nlp.annotator import Annotation, AnnotatorInfo
from service.nlp.conventions import ConventionNetwork
from service.nlp.convert import ParsedPassage, cut_warnings, to_sentence
from service.nlp.devices import NO_CUDA
from service.nlp.fast.encoder import Encoder
from service.nlp.fast.loading import ENCODER_FOLDER, load_heads
from service.nlp.fast.precision import Precision, choose_dtype, choose_threads
from service.nlp.fast.shared_parser import (
    NER,
    PROCESSORS,
    EncoderFunctions,
    Readouts,
    SharedParser,
)
from service.nlp.lean_import import stanza
from service.nlp.packages import LANGUAGE, find_tagger, list_packages, verify
from service.nlp.stanza_pipeline.pipeline_parser import PipelineParser
from service.text.article import Passage

TESTED_STANZA = "1.15."
"""The version of Stanza whose internals this package uses and is tested with."""


class Parser(Protocol):
    """Parses texts independently of each other."""

    def parse(self, texts: Sequence[str], /) -> list[ParsedPassage]:
        """Return the sentences of each text, in order."""
        ...


class StanzaAnnotator:
    """Parses passages with one loaded package; one thread at a time may call it."""

    def __init__(self, parser: Parser, info: AnnotatorInfo) -> None:
        self._parser = parser
        self._info = info
        self._busy = threading.Lock()

    @classmethod
    def load(  # noqa: PLR0913 - the settings of an operator
        cls,
        models: Path,
        *,
        package: str = "news",
        tagger: bool = True,
        device: str = "cpu",
        threads: int = 1,
        precision: Precision = "fp32",
        readouts: Readouts = (),
        projections: Readouts = (),
        conventions: ConventionNetwork | None = None,
    ) -> Self:
        """Return an annotator of a package, after verifying its files.

        Args:
            models: folder in Stanza's layout.
            package: name in its ``resources.json``.
            tagger: whether to run the attribution tagger where the folder has one.
            device: ``cpu`` or ``cuda``.
            threads: of torch; see ``precision.choose_threads``.
            precision: of the encoder; see ``precision.choose_dtype``.
            readouts: weights of ``Sentence.readouts``, for the shared-encoder parser.
            projections: the same of ``Sentence.projections``.
            conventions: of ``Sentence.conventions``, where the tagger runs.

        Raises:
            InvalidModels: a file is missing, damaged or of another package.
            InvalidSettings: the device is ``cuda`` and there is none.
            StartError: the installed version of Stanza is not the tested one.
        """
        check_version(stanza.__version__)
        check_cuda(device)
        dtype = choose_dtype(precision, device)
        torch.set_num_threads(choose_threads(dtype, threads))
        verify(models, package, tagger=tagger)
        with_tagger = find_tagger(models) if tagger else None
        functions = EncoderFunctions(readouts, projections, conventions)
        wanted = _Wanted(models, package, device, with_tagger, dtype, functions)
        return cls(_load_parser(wanted), wanted.info)

    @property
    def info(self) -> AnnotatorInfo:
        """The models of this annotator."""
        return self._info

    def annotate(self, passages: Sequence[Passage], /) -> list[Annotation]:
        """Return one annotation per passage, in order.

        Raises:
            RuntimeError: another thread is annotating; the models are not thread safe.
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
    """Raise an error for a version of Stanza that is not the tested one.

    Raises:
        StartError: ``version`` does not begin with ``TESTED_STANZA``.
    """
    if not version.startswith(TESTED_STANZA):
        raise StartError(
            f"stanza {version} is installed; this was tested with {TESTED_STANZA}x only"
        )


def check_cuda(device: str) -> None:
    """Raise an error for ``cuda`` where there is no such device.

    Raises:
        InvalidSettings: there is none.
    """
    if device == "cuda" and not torch.cuda.is_available():
        raise InvalidSettings(NO_CUDA)


class _Wanted(msgspec.Struct, frozen=True):
    """What a parser is loaded of, see ``StanzaAnnotator.load``."""

    models: Path
    package: str
    device: str
    tagger: Path | None
    dtype: torch.dtype
    functions: EncoderFunctions

    @property
    def info(self) -> AnnotatorInfo:
        """The models of the annotator."""
        has_tagger = self.tagger is not None
        return AnnotatorInfo(stanza.__version__, self.package, has_tagger)


def _load_parser(wanted: _Wanted) -> Parser:
    """Load the shared-encoder parser if it supports the package, else the pipeline."""
    try:
        shared = _load_shared(wanted)
        if shared is not None:
            return shared
        # Imports transformers, which the shared-encoder parser does not need.
        from service.nlp.stanza_pipeline.foundation import load_cache  # noqa: PLC0415

        return PipelineParser.load(
            wanted.models,
            package=wanted.package,
            tagger=wanted.tagger is not None,
            device=wanted.device,
            cache=load_cache(wanted.models, wanted.device),
        )
    except (OSError, ValueError, KeyError, RuntimeError) as error:
        raise InvalidModels(
            f"it cannot be loaded: {error}", path=wanted.package
        ) from error


def _load_shared(wanted: _Wanted) -> SharedParser | None:
    found = next(o for o in list_packages(wanted.models) if o.name == wanted.package)
    processors = dict(found.processors)
    folder = wanted.models / LANGUAGE / ENCODER_FOLDER
    if set(processors) - {NER} != PROCESSORS or not folder.is_dir():
        return None
    encoder = Encoder(folder, dtype=wanted.dtype, device=wanted.device)
    trainers = load_heads(
        wanted.models,
        processors,
        tagger=wanted.tagger,
        hidden_size=encoder.hidden_size,
        device=wanted.device,
    )
    if trainers is None or not SharedParser.supports(trainers):
        return None
    functions = wanted.functions
    if wanted.tagger is None:
        functions = msgspec.structs.replace(functions, conventions=None)
    return SharedParser(trainers, encoder, functions)
