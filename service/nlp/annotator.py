"""What the attribution stages need of a language pipeline, and no more."""

from collections.abc import Sequence
from typing import Protocol

import msgspec

from service.nlp.document import Sentence
from service.text.article import Passage


class AnnotatorInfo(msgspec.Struct, frozen=True):
    """Which models an annotator runs, for ``/v1/model`` and every response."""

    stanza: str
    """Version of Stanza, or of whatever else does the work."""
    package: str
    """Name of the model package, such as ``news``."""
    tagger: bool
    """Whether the attribution tagger runs."""


class Annotation(msgspec.Struct, frozen=True):
    """The sentences of one passage, and what went wrong in it.

    ``warnings`` are codes with a sentence each, such as
    ``("sentence_cut", "a sentence of 5000 words was cut at 200")``.
    """

    sentences: tuple[Sentence, ...]
    warnings: tuple[tuple[str, str], ...] = ()


class Annotator(Protocol):
    """Parses passages. Not thread safe: one owner calls it."""

    @property
    def info(self) -> AnnotatorInfo:
        """The models behind this annotator."""
        ...

    def annotate(self, passages: Sequence[Passage], /) -> list[Annotation]:
        """Return one annotation per passage, in order.

        The result for a passage does not depend on the passages beside it.
        """
        ...
