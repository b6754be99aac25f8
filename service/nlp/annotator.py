"""The interface between the language pipeline and its callers."""

from collections.abc import Sequence
from typing import Protocol

import msgspec

from service.nlp.document import Sentence
from service.text.article import Passage


class AnnotatorInfo(msgspec.Struct, frozen=True):
    """The models of an annotator; part of ``/v1/model`` and of every response."""

    stanza: str
    """Version of Stanza, or of another implementation."""
    package: str
    """Name of the model package, such as ``news``."""
    tagger: bool
    """Whether the attribution tagger runs."""


class Annotation(msgspec.Struct, frozen=True):
    """The sentences of one passage, and warnings about it.

    ``warnings`` are pairs of a code and a sentence, such as
    ``("sentence_cut", "a sentence of 5000 words was cut at 200")``.
    """

    sentences: tuple[Sentence, ...]
    warnings: tuple[tuple[str, str], ...] = ()


class Annotator(Protocol):
    """Parses passages. Not thread safe."""

    @property
    def info(self) -> AnnotatorInfo:
        """The models of this annotator."""
        ...

    def annotate(self, passages: Sequence[Passage], /) -> list[Annotation]:
        """Return one annotation per passage, in order.

        The annotation of a passage does not depend on the other passages.
        """
        ...
