"""Stored annotations of articles, with texts from a corpus or from a gold file.

    python -m training.world --names EN_WORLDWIDE_TRAIN --out OUT.jsonl
    python -m training.world --texts NEWS.jsonl --annotations FILE --out OUT.jsonl

``annotations/world.jsonl`` has the attributions of 95 articles of en-worldwide-newswire
(Shan et al., EMNLP Findings 2023), ``world_more.jsonl`` of 446 others and
``world_long.jsonl`` of 170 more, 123 of them of 5,400 characters or more;
``world_dev.jsonl`` of the 89 distinct articles of its dev part, ``polnear.jsonl`` of
445 articles of PolNeAR's training part, ``news.jsonl`` of the 25 articles of the
evaluation's news set. Language models annotated them for this project
on 30 November 2026, by the guidelines and decisions of the evaluation and without
seeing any records; ``second.jsonl`` and ``second_long.jsonl`` have the annotations of a
second one for 24 and 18 of them. ``speakers_world.jsonl`` has the speakers of 75 other
articles of the training part, ``speakers_more.jsonl`` those of 90 articles of
``world_more.jsonl``, ``speakers_dev.jsonl`` and ``speakers_dev_second.jsonl`` those of
40 of the dev part, annotated twice, ``speakers_dev_more*.jsonl`` those of 40 others,
``speakers_dev_rest*.jsonl`` those of the last 9, ``speakers_odd*.jsonl`` those of 31
articles of ``world_more.jsonl`` with odd numbers, ``speakers_more_2.jsonl`` those of
200 others of it, of 1 December (docs/AUDIT.md). The articles belong to their
publishers and are not stored: this module restores their text from the tokens of the
corpus, or takes it from a gold file, and refuses a text that differs from the annotated
one (SHA-256).
``invented.jsonl`` is a gold file with its text: sentences of rare constructions that
were written for this project on 1 December 2026, for ``training.classifier`` alone.
Offsets are half-open code points of that text.
"""

import argparse
import hashlib
import lzma
import re
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import msgspec

from service.evaluation import gold_articles

ANNOTATIONS = Path(__file__).with_name("annotations") / "world.jsonl"
_ADDRESS = re.compile(r"https?://|www\.")
_QUOTE = re.compile(r'( ?" ?)')
_RULES = (
    (r" ([’']) (s|t|ve|re|ll|d|m|S)\b", r"\1\2"),
    (r" ('s|n't|'ve|'re|'ll|'d|'m)\b", r"\1"),
    (r"\b([A-Z]) \. (?=[A-Z] \.)", r"\1."),
    (r"(?<=[A-Z]\.)([A-Z]) \.", r"\1."),
    (r"(\d) ([,.]) (\d)", r"\1\2\3"),
    (r"(\w) - (\w)", r"\1-\2"),
    (r"(\w) - (\w)", r"\1-\2"),  # twice, since matches overlap: "4 - year - old"
    (r" ([.,;:!?%)\]”’])", r"\1"),
    (r"([(\[“‘$£€#]) ", r"\1"),
    (r"(\w) / (\w)", r"\1/\2"),
)
"""Substitutions that remove spaces between tokens, in this order."""


class WrongText(Exception):
    """The text of an article in the corpus differs from the annotated one."""


class StoredAnnotation(msgspec.Struct, frozen=True):
    """The attributions of an article without its text."""

    id: str
    sha256: str
    attributions: list[dict[str, Any]] = []
    """Records in the form of the gold files."""
    speakers: list[dict[str, Any]] | None = None
    """Speakers as in ``service.evaluation.speaker_gold``, instead of records."""
    document: int | None = None
    """Index of the article in the corpus, from 0; None if it is not of the corpus."""


def read_documents(path: Path) -> Iterator[list[list[str]]]:
    """Yield the articles of the corpus as paragraphs of tokens.

    An article starts with its address, which is not part of the text.
    """
    document: list[list[str]] | None = None
    sentences = msgspec.json.decode(lzma.decompress(path.read_bytes()))
    for sentence in sentences:
        tokens = [token["text"] for token in sentence]
        if tokens and _ADDRESS.match(tokens[0]):
            if document is not None:
                yield document
            document = []
        elif document is not None:
            document.append(tokens)
    if document is not None:
        yield document


def detokenize(tokens: Sequence[str]) -> str:
    """Return the text of the tokens of a paragraph, without spaces between tokens."""
    text = " ".join(tokens)
    for pattern, written in _RULES:
        text = re.sub(pattern, written, text)
    text = _close_quotes(text) if '"' in text else text
    text = re.sub(r'" ([.,;:!?])', r'"\1', text)
    return re.sub(r"  +", " ", text).strip()


def _close_quotes(text: str) -> str:
    """Attach straight quotation marks to the words that they enclose, by turns."""
    parts: list[str] = []
    opened = False
    for part in _QUOTE.split(text):
        if part.strip() == '"' and part:
            parts.append('" ' if opened else ' "')
            opened = not opened
        else:
            parts.append(part.strip())
    return "".join(parts)


def read_articles(
    names: Path | None, annotations: Path | None = None, texts: Path | None = None
) -> Iterator[dict[str, Any]]:
    """Yield the annotated articles with their texts, in the form of the gold files.

    Args:
        names: the corpus in Stanza's NER JSON, compressed with xz.
        annotations: the file of annotations; ``ANNOTATIONS`` by default.
        texts: a gold file with the texts of articles that are not of the corpus, by id.

    Raises:
        WrongText: a text is missing or differs from the annotated one.
    """
    documents = list(read_documents(names)) if names else []
    other = _texts(texts) if texts else {}
    for line in (annotations or ANNOTATIONS).read_bytes().splitlines():
        annotation = msgspec.json.decode(line, type=StoredAnnotation)
        number = annotation.document
        text = other.get(annotation.id, "")
        if number is not None:
            text = text_of(documents, number)
        if _digest(text) != annotation.sha256:
            raise WrongText(f"{annotation.id} is not the text that was annotated")
        article: dict[str, Any] = {"id": annotation.id, "text": text}
        if annotation.speakers is not None:
            yield article | {"speakers": annotation.speakers}
        else:
            records = annotation.attributions
            yield article | {"attributions": records, "credits": []}


def _texts(path: Path) -> dict[str, str]:
    """Return the texts of a gold file by the ids of their articles."""
    return {article.id: article.text for article in gold_articles.read_articles(path)}


def text_of(documents: Sequence[Sequence[Sequence[str]]], number: int) -> str:
    """Return the text of an article, with blank lines between paragraphs."""
    if number >= len(documents):
        raise WrongText(f"the corpus has {len(documents)} articles, none {number}")
    return "\n\n".join(detokenize(tokens) for tokens in documents[number] if tokens)


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def main(arguments: Sequence[str]) -> None:
    """Write the gold file."""
    parser = argparse.ArgumentParser(prog="python -m training.world")
    parser.add_argument("--names", type=Path)
    parser.add_argument("--texts", type=Path, help="a gold file with the texts")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--annotations", type=Path, help="others than world.jsonl")
    options = parser.parse_args(arguments)
    options.out.parent.mkdir(parents=True, exist_ok=True)
    articles = read_articles(options.names, options.annotations, options.texts)
    rows = [msgspec.json.encode(article) for article in articles]
    options.out.write_bytes(b"\n".join(rows) + b"\n")
    sys.stderr.write(f"wrote {len(rows)} articles to {options.out}\n")


if __name__ == "__main__":
    main(sys.argv[1:])
