"""Long articles with their parses, from stored parses of short ones.

The passages of a stored text are repeated with their offsets moved, so that an article
of any length needs no model. The kinds are those of ``load_tests/lengths.py``, and
``names``, in which every paragraph quotes somebody else.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from itertools import product
from string import ascii_lowercase

from msgspec.structs import replace

from service.attributor import PARSED_KINDS
from service.nlp.annotator import Annotation
from service.nlp.document import Sentence
from service.text.article import Article, Passage
from service.text.reader import read_article
from tests.stored_parses.store import StoredParse, read_parses

Parsed = tuple[Passage, Annotation]
"""A passage with its annotation; the offsets of both are those of one text."""
_ARTICLES = ("india_africa", "page", "uk", "us")
_SURNAMES = ("Lee", "Roe", "Low")


def long_article(kind: str, times: int) -> tuple[Article, list[Annotation]]:
    """Return the texts of a kind, repeated, as an article and its annotations."""
    return _join(_KINDS[kind](times))


def _join(parts: Iterable[tuple[str, Parsed]]) -> tuple[Article, list[Annotation]]:
    """Return an article of passages with blank lines between them.

    ``parts`` are the passages as received, each with its parse.
    """
    text, passages, annotations = "", list[Passage](), list[Annotation]()
    texts: list[str] = []
    at = 0
    for number, (written, (passage, annotation)) in enumerate(parts):
        moved = replace(passage, start=at, paragraph=number)
        passages.append(moved)
        annotations.append(_move(annotation, at - passage.start))
        texts.append(written)
        at += len(written) + 2
    text = "\n\n".join(texts)
    normalised = "\n\n".join(passage.text for passage in passages)
    return Article(text, normalised, tuple(passages)), annotations


def _move(annotation: Annotation, by: int) -> Annotation:
    """Return the annotation with all offsets moved by a number of characters."""
    sentences = tuple(_move_sentence(one, by) for one in annotation.sentences)
    return replace(annotation, sentences=sentences)


def _move_sentence(sentence: Sentence, by: int) -> Sentence:
    tokens = tuple(
        replace(token, start=token.start + by, end=token.end + by)
        for token in sentence.tokens
    )
    return replace(sentence, tokens=tokens)


@cache
def _stored() -> dict[str, StoredParse]:
    return {stored.name: stored for stored in read_parses()}


def _passages(name: str) -> Iterator[tuple[str, Parsed]]:
    """Yield the parsed passages of a stored text."""
    stored = _stored()[name]
    article = read_article(stored.text)
    passages = (p for p in article.passages if p.kind in PARSED_KINDS)
    for passage, annotation in zip(passages, stored.annotations, strict=True):
        yield stored.text[passage.start : passage.end], (passage, annotation)


def _repeated(*names: str) -> Callable[[int], Iterator[tuple[str, Parsed]]]:
    """Return a function that yields the passages of stored texts some times over."""

    def passages(times: int) -> Iterator[tuple[str, Parsed]]:
        once = [passage for name in names for passage in _passages(name)]
        for _ in range(times):
            yield from once

    return passages


def _giant(times: int) -> Iterator[tuple[str, Parsed]]:
    """Yield a lead-in, one quotation of repeated sentences, and a last paragraph."""
    first, (written, (passage, annotation)), last = _passages("giant")
    yield first
    middle = annotation.sentences[1:-1]
    start = middle[0].tokens[0].start
    end = annotation.sentences[-1].tokens[0].start
    sentences = [
        *annotation.sentences[:1],
        *(
            _move_sentence(one, (end - start) * number)
            for number in range(times)
            for one in middle
        ),
        _move_sentence(annotation.sentences[-1], (end - start) * (times - 1)),
    ]
    cut = slice(start - passage.start, end - passage.start)
    text = _repeat(passage.text, cut, times)
    yield (
        _repeat(written, cut, times),
        (
            replace(passage, text=text),
            replace(annotation, sentences=tuple(sentences)),
        ),
    )
    yield last


def _repeat(text: str, cut: slice, times: int) -> str:
    return text[: cut.start] + text[cut] * times + text[cut.stop :]


def _names(times: int) -> Iterator[tuple[str, Parsed]]:
    """Yield quotations whose speakers all have surnames of their own."""
    codes = ("".join(code).capitalize() for code in product(ascii_lowercase, repeat=3))
    for _ in range(times):
        names = dict(zip(_SURNAMES, codes, strict=False))
        for written, (passage, annotation) in _passages("quotations"):
            renamed = replace(passage, text=_rename(passage.text, names))
            sentences = [_renamed(one, names) for one in annotation.sentences]
            parsed = replace(annotation, sentences=tuple(sentences))
            yield _rename(written, names), (renamed, parsed)


def _rename(text: str, names: dict[str, str]) -> str:
    for name, other in names.items():
        text = text.replace(name, other)
    return text


def _renamed(sentence: Sentence, names: dict[str, str]) -> Sentence:
    tokens = tuple(
        replace(t, text=_rename(t.text, names), lemma=_rename(t.lemma, names))
        for t in sentence.tokens
    )
    return replace(sentence, tokens=tokens)


_KINDS = {
    "articles": _repeated(*_ARTICLES),
    "interview": _repeated("interview"),
    "quotations": _repeated("quotations"),
    "bullets": _repeated("bullets"),
    "giant": _giant,
    "names": _names,
}
KINDS: Sequence[str] = tuple(_KINDS)
