# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false
# pyright: reportUnknownArgumentType=false, reportMissingTypeStubs=false
# ruff: noqa: ANN401 - Stanza has no types
"""Tokenization and sentence splitting of many texts with Stanza's tokenizer model.

The result equals that of Stanza's tokenizer on each text alone. It is faster because
features come from tables, not from Python code per character, and texts share tensors.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Any

import msgspec
import numpy as np
import torch
from numpy.typing import NDArray
from stanza.models.tokenization.utils import MASK_RE

from service.nlp.convert import RawWord, strip_invisible
from service.nlp.fast.tokenizer_network import fast_network

WINDOW = 1000
"""Characters of one model input; the next one starts at the last sentence end."""

MOST_PADDED = 32_000
"""Characters of one tensor, with padding."""

LONGEST_RUN = 2_000
"""Characters without a space. The time of the address pattern is quadratic in them."""

FEATURES = ("space_before", "capitalized", "numeric", "end_of_para", "start_of_para")
PAD = 0

_WHITESPACE = re.compile(r"[\s\u0080-\u009f]")
_SPACES = re.compile(" {2,}")
_ADDRESS_HINTS = ("@", "http", "www.", ".gov", ".org", ".edu", ".net", ".co")

Words = tuple[RawWord, ...]


class _Units(msgspec.Struct, frozen=True):
    """The model input of one text, without repeated spaces."""

    text: str
    offsets: NDArray[np.int64]
    """Offset of each character in the original text."""
    ids: NDArray[np.int64]
    """Index of each character in the vocabulary."""
    features: NDArray[np.float32]
    """Characters x ``FEATURES``."""


class _Window(msgspec.Struct, frozen=True):
    """A part of a text that is one model input."""

    owner: int
    """Index of the text."""
    start: int
    end: int
    padded: bool
    """Whether a padding character follows, as after a complete text."""

    @property
    def length(self) -> int:
        return self.end - self.start + self.padded


class FastTokenizer:
    """Splits texts into sentences and words."""

    def __init__(self, trainer: Any) -> None:
        self._network = fast_network(trainer.model.eval())
        self._ids: dict[str, int] = trainer.vocab._unit2id  # noqa: SLF001
        self._unknown = self._ids["<UNK>"]
        self.longest_word: int = trainer.args["max_seqlen"]
        self._device = next(trainer.model.parameters()).device

    @staticmethod
    def supports(trainer: Any) -> bool:
        """Whether this class computes the same as the model, by its configuration."""
        args = trainer.args
        return (
            tuple(args["feat_funcs"]) == FEATURES
            and not args.get("use_dictionary")
            and not args["use_mwt"]
            and not args.get("skip_newline")
            and trainer.model.charmodel is None
            and not trainer.vocab.lang_replaces_spaces
        )

    def split(self, texts: Sequence[str]) -> list[tuple[Words, ...]]:
        """Return the sentences of each text, with offsets into the text."""
        units = [self._read(text) for text in texts]
        labels = self._predict(units)
        return [
            tuple(_decode(text, one, given, self.longest_word))
            for text, one, given in zip(texts, units, labels, strict=True)
        ]

    def _read(self, text: str) -> _Units:
        spaced = _WHITESPACE.sub(" ", text).rstrip(" ")
        codes = np.frombuffer(spaced.encode("utf-32-le", "surrogatepass"), np.uint32)
        blank = codes == ord(" ")
        kept = np.flatnonzero(~(blank & np.concatenate(([False], blank[:-1]))))
        distinct, inverse = np.unique(codes[kept], return_inverse=True)
        chars = [chr(code) for code in distinct.tolist()]
        ids = np.array([self._ids.get(char, self._unknown) for char in chars], np.int64)
        shape = np.array(
            [(char == " ", char.isupper(), char.isdecimal(), 0, 0) for char in chars],
            np.float32,
        ).reshape(-1, len(FEATURES))
        features = shape[inverse]
        features[-1:, 3] = 1
        features[:1, 4] = 1
        return _Units(_SPACES.sub(" ", spaced), kept, ids[inverse], features)

    def _predict(self, units: Sequence[_Units]) -> list[NDArray[np.int64]]:
        """Return a label per character: 1 ends a word, 2 a sentence, 0 neither."""
        labels = [np.zeros(len(one.text), np.int64) for one in units]
        pending = [_first_window(i, one) for i, one in enumerate(units) if one.text]
        while pending:
            following: list[_Window] = []
            for batch in _batches(pending):
                for window, predicted in zip(
                    batch, self._run(units, batch), strict=True
                ):
                    end = _advance(window, predicted, len(labels[window.owner]))
                    part = slice(window.start, end)
                    labels[window.owner][part] = predicted[: end - window.start]
                    if end < len(labels[window.owner]):
                        following.append(
                            _window(window.owner, end, units[window.owner])
                        )
            pending = following
        return labels

    def _run(
        self, units: Sequence[_Units], batch: Sequence[_Window]
    ) -> list[NDArray[np.int64]]:
        longest = batch[0].length
        ids = np.full((len(batch), longest), PAD, np.int64)
        features = np.zeros((len(batch), longest, len(FEATURES)), np.float32)
        for row, window in enumerate(batch):
            part = slice(window.start, window.end)
            size = window.end - window.start
            ids[row, :size] = units[window.owner].ids[part]
            features[row, :size] = units[window.owner].features[part]
        scores = self._network(
            torch.from_numpy(ids).to(self._device),
            torch.from_numpy(features).to(self._device),
            [window.length for window in batch],
        )
        best = scores.argmax(2).cpu().numpy()
        return [
            best[row, : window.end - window.start] for row, window in enumerate(batch)
        ]


def _first_window(owner: int, units: _Units) -> _Window:
    if len(units.text) < WINDOW:
        return _Window(owner, 0, len(units.text), padded=True)
    return _window(owner, 0, units)


def _window(owner: int, start: int, units: _Units) -> _Window:
    return _Window(owner, start, min(start + WINDOW, len(units.text)), padded=False)


def _batches(windows: Sequence[_Window]) -> Iterator[list[_Window]]:
    """Yield batches of windows by descending length, for little padding."""
    batch: list[_Window] = []
    for window in sorted(windows, key=lambda window: -window.length):
        if batch and batch[0].length * (len(batch) + 1) > MOST_PADDED:
            yield batch
            batch = []
        batch.append(window)
    yield batch


def _advance(window: _Window, predicted: NDArray[np.int64], length: int) -> int:
    """Return the start of the next window: after the last sentence end in this one."""
    ends = np.flatnonzero(predicted == 2)  # noqa: PLR2004 - a sentence end
    if not len(ends) or window.padded or window.start >= length - WINDOW:
        return window.end
    return window.start + int(ends[-1]) + 1


def _decode(
    original: str, units: _Units, labels: NDArray[np.int64], longest: int
) -> Iterator[Words]:
    """Yield the sentences of a text from its labels."""
    text = units.text
    if not text:
        return
    labels[-1] = 2
    _join_addresses(text, labels)
    sentence: list[RawWord] = []
    begin = 0
    offsets = units.offsets.tolist()
    for end in np.flatnonzero(labels).tolist():
        part = text[begin : end + 1]
        begin, bare = end + 1, part.lstrip(" ")
        if not bare.strip(" "):
            continue
        last = end - len(bare) + len(bare.rstrip(" "))
        start, stop = offsets[end + 1 - len(bare)], offsets[last] + 1
        form = original[start:stop] if len(bare) > longest else bare
        sentence.append(RawWord(start, stop, strip_invisible(form)))
        if labels[end] == 2:  # noqa: PLR2004 - a sentence end
            yield tuple(sentence)
            sentence = []
    if sentence:
        yield tuple(sentence)


def _join_addresses(text: str, labels: NDArray[np.int64]) -> None:
    """Label each e-mail or web address as one word, as Stanza does, in place."""
    if not any(hint in text for hint in _ADDRESS_HINTS):
        return
    if max(map(len, text.split(" "))) > LONGEST_RUN:
        return
    for match in MASK_RE.finditer(text):
        start, end = match.span()
        labels[start : end - 1] = 0
        labels[end - 1] = max(labels[end - 1], 1)
