# ruff: noqa: ANN401 - Stanza has no types
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false
# pyright: reportUnknownArgumentType=false, reportMissingTypeStubs=false
"""Parsing with Stanza's own pipeline, for any package, one passage at a time.

Used for packages other than the shipped one, and in tests as the reference of
``fast.shared_parser``.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import stanza
import torch
from stanza.models.common.doc import Document
from stanza.models.common.foundation_cache import FoundationCache

from service.nlp.convert import (
    OVERLONG,
    ParsedPassage,
    RawSentence,
    RawWord,
    cut_points,
    ends_mid_phrase,
    strip_invisible,
)
from service.nlp.packages import LANGUAGE, TAGGER

SPLITTERS = ("tokenize", "mwt")


class PipelineParser:
    """Parses texts with unmodified Stanza pipelines: the package's and the tagger's."""

    def __init__(self, pipeline: Any, tagger: Any = None) -> None:
        self._pipeline = pipeline
        self._tagger = tagger

    @classmethod
    def load(
        cls,
        folder: Path,
        *,
        package: str,
        tagger: bool,
        device: str,
        cache: FoundationCache,
    ) -> "PipelineParser":
        """Return a parser of a package.

        Args:
            folder: in Stanza's layout, with verified files (``packages.verify``).
            package: name in ``resources.json``.
            tagger: whether to run the attribution tagger.
            device: of the models.
            cache: with the shared encoder, if any.

        Raises:
            ValueError: a weight is missing in a file.
        """
        options: dict[str, Any] = {
            "dir": str(folder),
            "download_method": None,
            "foundation_cache": cache,
            "device": device,
            "verbose": False,
        }
        parser = cls(stanza.Pipeline(LANGUAGE, package=package, **options))
        if tagger:
            parser._tagger = stanza.Pipeline(
                LANGUAGE,
                package=None,  # pyright: ignore[reportArgumentType] - Stanza allows it
                processors={"tokenize": package, "ner": TAGGER},
                tokenize_pretokenized=True,
                **options,
            )
        parser.check_weights()
        return parser

    def check_weights(self) -> None:
        """Raise an error for models that have random weights.

        Stanza loads files with missing weights and leaves these at random values.

        Raises:
            ValueError: a weight is missing in a file.
        """
        for name, path, trainer in self._loaded():
            model = getattr(trainer, "model", None)
            if model is not None:
                _check_weights(name, Path(path), model)

    def _loaded(self) -> Iterator[tuple[str, str, Any]]:
        """Yield processor, file and trainer of each loaded model."""
        pipelines = [self._pipeline, self._tagger]
        for pipeline in filter(None, pipelines):
            for name, processor in pipeline.processors.items():
                if name == "ner":
                    for pair in zip(
                        processor.model_paths, processor.trainers, strict=True
                    ):
                        yield (name, *pair)
                elif processor.config.get("model_path") and processor.trainer:
                    yield name, processor.config["model_path"], processor.trainer

    def parse(self, texts: Sequence[str]) -> list[ParsedPassage]:
        """Return the sentences of each text, in order."""
        with torch.inference_mode():
            return [self._parse(text) for text in texts]

    def _parse(self, text: str) -> ParsedPassage:
        if not text.strip():
            return ParsedPassage(())
        pipeline = self._pipeline
        split = [name for name in pipeline.processors if name in SPLITTERS]
        rest = [name for name in pipeline.processors if name not in SPLITTERS]
        document, cut = _cut_sentences(pipeline.process(text, processors=split))
        document = pipeline.process(document, processors=rest)
        tags = self._tag(document)
        return ParsedPassage(
            tuple(
                _convert(text, sentence, labels)
                for sentence, labels in zip(document.sentences, tags, strict=True)
            ),
            tuple(cut),
        )

    def _tag(self, document: Any) -> list[list[str]]:
        if self._tagger is None or not document.sentences:
            return [[] for _ in document.sentences]
        words = [[word.text for word in one.words] for one in document.sentences]
        tagged = self._tagger(words)
        return [[token.ner for token in one.tokens] for one in tagged.sentences]


def _check_weights(name: str, path: Path, model: Any) -> None:
    saved = torch.load(path, map_location="cpu", weights_only=True)["model"]
    if isinstance(saved, dict):
        kept_elsewhere = set(getattr(model, "unsaved_modules", ()))
        missing = [
            weight
            for weight in model.state_dict()
            if weight not in saved and weight.split(".")[0] not in kept_elsewhere
        ]
        if missing:
            raise ValueError(f"the model for {name} lacks the weight {missing[0]}")


def _cut_sentences(document: Any) -> tuple[Any, list[int]]:
    """Join sentences that end in the middle of a phrase; cut those that are too long.

    Returns:
        The new document, and the lengths in words of the sentences that were cut.
    """
    sentences, lengths = [], []
    given = document.to_dict()
    whole = _joined(given)
    for sentence in whole:
        parts = list(_cut(sentence))
        if len(parts) > 1:
            lengths.append(_number(sentence[-1])[-1])
        sentences.extend(parts)
    if not lengths and len(whole) == len(given):
        return document, lengths
    return Document(sentences, text=document.text), lengths


def _joined(sentences: Sequence[list[dict[str, Any]]]) -> list[list[dict[str, Any]]]:
    whole: list[list[dict[str, Any]]] = []
    for sentence in sentences:
        if whole and ends_mid_phrase(_texts(whole[-1]), _texts(sentence)):
            count = _number(whole[-1][-1])[-1]
            whole[-1] = whole[-1] + [
                entry | {"id": tuple(count + number for number in _number(entry))}
                for entry in sentence
            ]
        else:
            whole.append(sentence)
    return whole


def _texts(sentence: Sequence[dict[str, Any]]) -> list[str]:
    return [entry["text"] for entry in sentence]


def _cut(entries: list[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    """Yield the parts of a sentence (dictionaries of Stanza), with ids from 1 in each.

    A multiword token is an entry whose id is a range, before the entries of its words.
    """
    numbers = [_number(entry) for entry in entries]
    inside = {
        number
        for span in numbers
        if len(span) > 1
        for number in range(span[0], span[-1])
    }
    words = [
        entry["text"]
        for entry, span in zip(entries, numbers, strict=True)
        if len(span) == 1
    ]
    points = [*cut_points(words, inside), len(words)]
    first = 0
    for point in points:
        yield [
            entry | {"id": tuple(number - first for number in span)}
            for entry, span in zip(entries, numbers, strict=True)
            if first < span[0] <= point
        ]
        first = point


def _number(entry: dict[str, Any]) -> tuple[int, ...]:
    number = entry["id"]
    return number if isinstance(number, tuple) else (number,)


def _convert(text: str, sentence: Any, tags: Sequence[str]) -> RawSentence:
    words = sentence.words
    placed = [
        _raw_word(text, token, word)
        for token in sentence.tokens
        for word in token.words
    ]
    return RawSentence(
        words=tuple(placed),
        upos=[word.upos or "X" for word in words],
        xpos=[word.xpos or "" for word in words],
        feats=["" if word.feats in {None, "_"} else word.feats for word in words],
        lemmas=[_lemma(*pair) for pair in zip(words, placed, strict=True)],
        heads=[word.head for word in words],
        deprels=[word.deprel for word in words],
        entities=[label for token in sentence.tokens for label in _labels(token)],
        tags=tags,
    )


def _raw_word(text: str, token: Any, word: Any) -> RawWord:
    """Return a word with its own offsets, or those of its token if it has none."""
    placed = word if word.start_char is not None else token
    start, end = placed.start_char, placed.end_char
    form = text[start:end] if word.text == OVERLONG else word.text
    return RawWord(start, end, strip_invisible(form))


def _lemma(word: Any, placed: RawWord) -> str:
    lemma = word.lemma
    return strip_invisible(lemma) if lemma and lemma != OVERLONG else placed.text


def _labels(token: Any) -> Iterator[str]:
    """Yield the entity label of each word of a token, which has one label.

    The first word gets the label; the others get I after B or I, else O.
    """
    label = token.ner or "O"
    yield label
    prefix, _, name = label.partition("-")
    for _ in token.words[1:]:
        yield f"I-{name}" if prefix in {"B", "I"} else "O"
