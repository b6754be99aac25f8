# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false
# pyright: reportUnknownArgumentType=false, reportMissingTypeStubs=false
"""The parser of the shipped package: one encoder pass per sentence for all heads."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import msgspec
import torch
from stanza.models.common.utils import simplify_punct
from torch import Tensor

from service.nlp.conventions import ConventionNetwork
from service.nlp.convert import (
    OVERLONG,
    ParsedPassage,
    RawSentence,
    RawWord,
)
from service.nlp.fast.convention_reader import ConventionReader, with_conventions
from service.nlp.fast.dependency_head import DependencyParser
from service.nlp.fast.encoder import Encoder, WordPieces
from service.nlp.fast.loading import ENCODER_NAME
from service.nlp.fast.packed_layout import lay_out
from service.nlp.fast.packing import make_batches
from service.nlp.fast.sentence_parts import cut, joined
from service.nlp.fast.tagging_heads import OUTSIDE, PosTagger, SpanTagger
from service.nlp.fast.tokenizer import FastTokenizer
from service.nlp.packages import TAGGER

PROCESSORS = {"tokenize", "pos", "lemma", "depparse"}
NER = "ner"
OPTIONAL = {NER, TAGGER}
"""Models that a package may lack; their labels are then empty."""

ANY_TAG = "*"
"""Key of the lemmas for any part of speech."""

BATCH_WORDS = 2_048
"""Words of one batch of the heads, with padding."""

OVERHEAD = 128
"""Cost of one more batch of the heads, in words."""


_Parsed = tuple[RawSentence, Tensor]
"""A sentence with its hidden states, the root first."""

Readouts = Sequence[Sequence[float]]
"""``document.READOUTS`` weight vectors of the hidden size, or none."""


class EncoderFunctions(msgspec.Struct, frozen=True):
    """What is computed of the hidden states beside the parse."""

    readouts: Readouts = ()
    projections: Readouts = ()
    """The weights of ``Sentence.readouts`` and ``Sentence.projections``."""
    conventions: ConventionNetwork | None = None
    """The network of ``Sentence.conventions``."""


class _Sentence(msgspec.Struct, frozen=True):
    """The model input of one sentence."""

    words: tuple[RawWord, ...]
    forms: list[str]
    """The words as input of NER and the attribution tagger."""
    plain_forms: list[str]
    """The words as input of tagger and parser, with simple punctuation ("?!": "?")."""
    pieces: WordPieces
    name_pieces: WordPieces | None
    """The pieces of ``forms``, where these differ from ``plain_forms``."""


class _CharacterVectors(msgspec.Struct, frozen=True):
    """Character-based vectors of the distinct words, one table per model."""

    indices: dict[str, int]
    """Word to row of the tables."""
    tables: list[Any]
    """Words x features; None for a model that is missing."""

    def rows(self, sentences: Iterable[Sequence[str]]) -> list[int]:
        """Return the row numbers of the words, sentence after sentence."""
        return [self.indices[form] for sentence in sentences for form in sentence]


class SharedParser:
    """Parses texts with models that share one encoder."""

    def __init__(
        self,
        trainers: Mapping[str, Any],
        encoder: Encoder,
        functions: EncoderFunctions | None = None,
    ) -> None:
        found = functions or EncoderFunctions()
        self._tokenizer = FastTokenizer(trainers["tokenize"])
        self._encoder = encoder
        self._tagger = PosTagger(trainers["pos"])
        self._parser = DependencyParser(trainers["depparse"], encoder.dtype)
        self._ner, self._attribution = (
            SpanTagger(trainers[name]) if name in trainers else None
            for name in (NER, TAGGER)
        )
        self._lemmas: dict[str, dict[str, str]] = trainers["lemma"].pos_dict
        self._weights = torch.tensor(
            [*found.readouts, *found.projections],
            dtype=torch.float32,
            device=encoder.device,
        )
        self._columns = [len(found.readouts), len(found.projections)]
        network = found.conventions
        self._conventions = ConventionReader(network) if network else None

    @staticmethod
    def supports(trainers: Mapping[str, Any]) -> bool:
        """Whether this class computes the same as Stanza's pipeline on these models."""
        if set(trainers) - OPTIONAL != PROCESSORS:
            return False
        names = [trainers[name] for name in (NER, TAGGER) if name in trainers]
        heads = [*names, trainers["pos"], trainers["depparse"]]
        return (
            FastTokenizer.supports(trainers["tokenize"])
            and PosTagger.supports(trainers["pos"])
            and DependencyParser.supports(trainers["depparse"])
            and all(map(SpanTagger.supports, names))
            and all(one.args.get("bert_model") == ENCODER_NAME for one in heads)
            and bool(trainers["lemma"].args["dict_only"])
            and not trainers["lemma"].caseless
        )

    def parse(self, texts: Sequence[str]) -> list[ParsedPassage]:
        """Return the sentences of each text, in order.

        Texts share tensors, but the result for one does not depend on the others.
        """
        with torch.inference_mode():
            split = self._tokenizer.split(texts)
            parts = [list(cut(joined(sentences))) for sentences in split]
            words = [sentence for part in parts for sentence, _ in part]
            jobs = self._prepare(words)
            parsed = iter(self._parse(jobs))
            passages = [[next(parsed) for _ in part] for part in parts]
            scored = with_conventions(passages, self._conventions)
            return [
                ParsedPassage(found, tuple(length for _, length in part if length))
                for found, part in zip(scored, parts, strict=True)
            ]

    def _prepare(self, sentences: Sequence[tuple[RawWord, ...]]) -> list[_Sentence]:
        longest = self._tokenizer.longest_word
        forms = [
            [OVERLONG if len(word.text) > longest else word.text for word in sentence]
            for sentence in sentences
        ]
        simple = _simplify({form for sentence in forms for form in sentence})
        plain = [
            [simple.get(form, form) for form in sentence] if simple else sentence
            for sentence in forms
        ]
        pieces = self._encoder.read(plain)
        return [
            _Sentence(
                words,
                named,
                read,
                cut,
                None if named == read else self._encoder.read([named])[0],
            )
            for words, named, read, cut in zip(
                sentences, forms, plain, pieces, strict=True
            )
        ]

    def _parse(self, jobs: Sequence[_Sentence]) -> list[_Parsed]:
        if not jobs:
            return []
        vectors = self._encode_characters(jobs)
        parsed: dict[int, _Parsed] = {}
        lengths = [len(job.words) + 1 for job in jobs]
        for chosen in make_batches(lengths, overhead=OVERHEAD, most=BATCH_WORDS):
            batch = [jobs[index] for index in chosen]
            parsed.update(zip(chosen, self._parse_batch(batch, vectors), strict=True))
        return [parsed[index] for index in range(len(jobs))]

    def _encode_characters(self, jobs: Sequence[_Sentence]) -> _CharacterVectors:
        """Return the character-based vectors of each distinct word of the sentences."""
        forms = {form for job in jobs for form in job.forms}
        forms.update(form for job in jobs for form in job.plain_forms)
        ordered = sorted(forms)
        models: list[PosTagger | SpanTagger | None]
        models = [self._tagger, self._ner, self._attribution]
        return _CharacterVectors(
            {form: row for row, form in enumerate(ordered)},
            [model.characters.encode(ordered) if model else None for model in models],
        )

    def _parse_batch(
        self, batch: Sequence[_Sentence], vectors: _CharacterVectors
    ) -> Iterator[_Parsed]:
        """Yield the parsed sentences of one batch, in order of descending length."""
        hidden = self._encoder.encode([job.pieces for job in batch])
        device = hidden[0].device
        words = lay_out([len(job.words) for job in batch], device)
        nodes = lay_out([len(job.words) + 1 for job in batch], device)
        plain = torch.cat([rows[1:] for rows in hidden])
        named = self._encode_names(batch, hidden)
        tagger, names, attribution = vectors.tables
        plain_rows = vectors.rows(job.plain_forms for job in batch)
        named_rows = vectors.rows(job.forms for job in batch)
        upos, xpos, feats = self._tagger.tag(plain, tagger[plain_rows], words)
        heads, deprels = self._parser.parse(torch.cat(hidden), nodes)
        entities = [[OUTSIDE] * len(job.words) for job in batch]
        if self._ner:
            entities = self._ner.tag(named, names[named_rows], words)
        tags: list[list[str]] = [[] for _ in batch]
        if self._attribution:
            tags = self._attribution.tag(named, attribution[named_rows], words)
        read = self._read_out(hidden)
        start = 0
        for row, job in enumerate(batch):
            part = slice(start, start + len(job.words))
            start = part.stop
            sentence = RawSentence(
                job.words,
                upos[part],
                xpos[part],
                feats[part],
                [*map(self._lemmatise, job.words, upos[part])],
                heads[row],
                deprels[row],
                entities[row],
                tags[row],
                *read[row],
            )
            yield sentence, hidden[row]

    def _read_out(self, hidden: Sequence[Tensor]) -> list[tuple[bytes, bytes]]:
        """Return the linear functions of the states of each sentence, the root first.

        They are rows of float32 for the readouts, and of float16 for the projections.
        """
        if not len(self._weights):
            return [(b"", b"")] * len(hidden)
        rows = (torch.cat(list(hidden)).float() @ self._weights.T).cpu()
        readouts, projections = torch.split(rows, self._columns, dim=1)
        lengths = [len(one) for one in hidden]
        return [
            (one.contiguous().numpy().tobytes(), other.half().numpy().tobytes())
            for one, other in zip(
                torch.split(readouts, lengths),
                torch.split(projections, lengths),
                strict=True,
            )
        ]

    def _encode_names(self, batch: Sequence[_Sentence], hidden: list[Tensor]) -> Tensor:
        """Return the hidden states of the words for NER: words x hidden size."""
        rows = [one[1:] for one in hidden]
        for index, job in enumerate(batch):
            if job.name_pieces is not None:
                rows[index] = self._encoder.encode([job.name_pieces])[0][1:]
        return torch.cat(rows)

    def _lemmatise(self, word: RawWord, upos: str) -> str:
        form = word.text
        for table in (self._lemmas.get(upos), self._lemmas.get(ANY_TAG)):
            if table is not None and form in table:
                return table[form] or form
        return form


def _simplify(forms: set[str]) -> dict[str, str]:
    """Return the simple form of punctuation that has another one ("?!": "?")."""
    marks = sorted(form for form in forms if len(form) > 1 and not form[0].isalnum())
    simple = simplify_punct([[[form] for form in marks]])[0]
    return {
        form: one for form, (one,) in zip(marks, simple, strict=True) if form != one
    }
