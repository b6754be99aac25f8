# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false
# pyright: reportUnknownArgumentType=false, reportMissingTypeStubs=false
"""The parser of the shipped package: one encoder pass per sentence for all heads."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import msgspec
import torch
from stanza.models.common.utils import simplify_punct
from torch import Tensor

from service.nlp.convert import (
    OVERLONG,
    ParsedPassage,
    RawSentence,
    RawWord,
    cut_points,
    ends_mid_phrase,
)
from service.nlp.fast.dependency_head import DependencyParser
from service.nlp.fast.encoder import Encoder, WordPieces
from service.nlp.fast.loading import ENCODER_NAME
from service.nlp.fast.packed_layout import lay_out
from service.nlp.fast.packing import make_batches
from service.nlp.fast.tagging_heads import OUTSIDE, PosTagger, SpanTagger
from service.nlp.fast.tokenizer import FastTokenizer
from service.nlp.packages import TAGGER

PROCESSORS = {"tokenize", "pos", "lemma", "depparse"}
NER = "ner"
OPTIONAL = {NER, TAGGER}
"""What a package may lack: without it no word is in a name, or in an attribution."""

ANY_TAG = "*"

BATCH_WORDS = 2_048
"""Words that the heads read at once, padding included."""

OVERHEAD = 128
"""Words that take the time of starting the heads once more."""


class _Sentence(msgspec.Struct, frozen=True):
    """A sentence on its way through the models."""

    words: tuple[RawWord, ...]
    forms: list[str]
    """The words as NER reads them."""
    plain_forms: list[str]
    """The words as tagger and parser read them: "?!" is "?" to them."""
    pieces: WordPieces
    name_pieces: WordPieces | None
    """The pieces of ``forms`` where those of ``plain_forms`` are others."""


class _CharacterVectors(msgspec.Struct, frozen=True):
    """Vectors of the distinct words, a table per model that spells."""

    places: dict[str, int]
    tables: list[Any]

    def rows(self, sentences: Iterable[Sequence[str]]) -> list[int]:
        """Return the rows of the words of sentences."""
        return [self.places[form] for sentence in sentences for form in sentence]


class SharedParser:
    """Parses texts with models that were trained on one encoder."""

    def __init__(self, trainers: Mapping[str, Any], encoder: Encoder) -> None:
        self._splitter = FastTokenizer(trainers["tokenize"])
        self._encoder = encoder
        self._tagger = PosTagger(trainers["pos"])
        self._parser = DependencyParser(trainers["depparse"], encoder.dtype)
        self._names, self._attribution = (
            SpanTagger(trainers[name]) if name in trainers else None
            for name in (NER, TAGGER)
        )
        self._lemmas: dict[str, dict[str, str]] = trainers["lemma"].pos_dict

    @staticmethod
    def supports(trainers: Mapping[str, Any]) -> bool:
        """Tell whether a package is of the kind that this class is for."""
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
        """Parse each text; texts share tensors and do not see each other."""
        with torch.inference_mode():
            split = self._splitter.split(texts)
            parts = [list(_cut(_joined(sentences))) for sentences in split]
            words = [sentence for part in parts for sentence, _ in part]
            jobs = self._prepare(words)
            parsed = iter(self._parse(jobs))
            return [
                ParsedPassage(
                    tuple(next(parsed) for _ in part),
                    tuple(length for _, length in part if length),
                )
                for part in parts
            ]

    def _prepare(self, sentences: Sequence[tuple[RawWord, ...]]) -> list[_Sentence]:
        longest = self._splitter.longest_word
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

    def _parse(self, jobs: Sequence[_Sentence]) -> list[RawSentence]:
        if not jobs:
            return []
        spelled = self._encode_characters(jobs)
        parsed: dict[int, RawSentence] = {}
        lengths = [len(job.words) + 1 for job in jobs]
        for chosen in make_batches(lengths, overhead=OVERHEAD, most=BATCH_WORDS):
            batch = [jobs[index] for index in chosen]
            parsed.update(zip(chosen, self._parse_batch(batch, spelled), strict=True))
        return [parsed[index] for index in range(len(jobs))]

    def _encode_characters(self, jobs: Sequence[_Sentence]) -> _CharacterVectors:
        """Spell each distinct word once for all the sentences."""
        forms = {form for job in jobs for form in job.forms}
        forms.update(form for job in jobs for form in job.plain_forms)
        ordered = sorted(forms)
        models: list[PosTagger | SpanTagger | None]
        models = [self._tagger, self._names, self._attribution]
        return _CharacterVectors(
            {form: row for row, form in enumerate(ordered)},
            [model.characters.encode(ordered) if model else None for model in models],
        )

    def _parse_batch(
        self, batch: Sequence[_Sentence], spelling: _CharacterVectors
    ) -> Iterator[RawSentence]:
        """Parse sentences of about one length, by falling number of words."""
        hidden = self._encoder.encode([job.pieces for job in batch])
        device = hidden[0].device
        words = lay_out([len(job.words) for job in batch], device)
        nodes = lay_out([len(job.words) + 1 for job in batch], device)
        plain = torch.cat([rows[1:] for rows in hidden])
        named = self._encode_names(batch, hidden)
        tagger, names, attribution = spelling.tables
        plain_rows = spelling.rows(job.plain_forms for job in batch)
        named_rows = spelling.rows(job.forms for job in batch)
        upos, xpos, feats = self._tagger.tag(plain, tagger[plain_rows], words)
        heads, deprels = self._parser.parse(torch.cat(hidden), nodes)
        entities = [[OUTSIDE] * len(job.words) for job in batch]
        if self._names:
            entities = self._names.tag(named, names[named_rows], words)
        tags: list[list[str]] = [[] for _ in batch]
        if self._attribution:
            tags = self._attribution.tag(named, attribution[named_rows], words)
        start = 0
        for row, job in enumerate(batch):
            part = slice(start, start + len(job.words))
            start = part.stop
            yield RawSentence(
                job.words,
                upos[part],
                xpos[part],
                feats[part],
                [*map(self._lemmatise, job.words, upos[part])],
                heads[row],
                deprels[row],
                entities[row],
                tags[row],
            )

    def _encode_names(self, batch: Sequence[_Sentence], hidden: list[Tensor]) -> Tensor:
        """Return the words' hidden states with the words as NER reads them."""
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


def _joined(
    sentences: Sequence[tuple[RawWord, ...]],
) -> list[tuple[RawWord, ...]]:
    """Return the sentences without those that break off, joined to the next."""
    whole: list[tuple[RawWord, ...]] = []
    for sentence in sentences:
        if whole and ends_mid_phrase(_texts(whole[-1]), _texts(sentence)):
            whole[-1] += sentence
        else:
            whole.append(sentence)
    return whole


def _texts(sentence: Sequence[RawWord]) -> list[str]:
    return [word.text for word in sentence]


def _cut(
    sentences: Sequence[tuple[RawWord, ...]],
) -> Iterator[tuple[tuple[RawWord, ...], int]]:
    """Yield sentences that the parser can hold; the length of one that was cut."""
    for sentence in sentences:
        points = list(cut_points(_texts(sentence)))
        start = 0
        for end in (*points, len(sentence)):
            yield sentence[start:end], len(sentence) if points and not start else 0
            start = end


def _simplify(forms: set[str]) -> dict[str, str]:
    """Return the words that tagger and parser read otherwise: "?!" as "?"."""
    marks = sorted(form for form in forms if len(form) > 1 and not form[0].isalnum())
    simple = simplify_punct([[[form] for form in marks]])[0]
    return {
        form: one for form, (one,) in zip(marks, simple, strict=True) if form != one
    }
