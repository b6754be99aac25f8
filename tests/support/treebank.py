"""The invented sentences of the tests with their parses, in ``treebank.txt``.

The parses are those of the models in ``models/``, correct or not. Paragraphs on
standard input are added by

    python -m tests.support.treebank < paragraphs
"""

import sys
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path

from service.attribution.candidates import Candidate
from service.attribution.context import Context
from service.nlp.annotator import Annotation
from service.nlp.document import Sentence, Token
from service.records import Span
from service.text.article import Article, Passage
from service.text.normalise import normalise
from tests.support import builders
from tests.support.builders import Marked, Row

ROWS = Path(__file__).with_name("treebank.txt")


@cache
def rows() -> tuple[Row, ...]:
    """Return all rows of the file."""
    lines = ROWS.read_text("utf-8").splitlines()
    return tuple(Row.read(line) for line in lines if line and line[0] != "#")


def document(
    text: str, *, kinds: Mapping[int, str] | None = None
) -> tuple[Article, list[Annotation]]:
    """Return an article of known sentences with its annotations."""
    return builders.document(text, rows(), kinds=kinds)


def context(
    text: str, *, kinds: Mapping[int, str] | None = None, tagger: bool = True
) -> Context:
    """Return the context of an article of known sentences."""
    known = rows() if tagger else builders.untagged(rows())
    return builders.context(text, known, kinds=kinds, tagger=tagger)


def staged(marked: str, *, tagger: bool = True) -> tuple[Marked, Context, Candidate]:
    """Return a marked text, its context, and the candidate at the marked cue."""
    wanted = Marked.read(marked)
    here = context(wanted.text, tagger=tagger)
    return (
        wanted,
        here,
        builders.candidate_at(builders.candidates_of(here), cue_of(wanted)),
    )


def cue_of(wanted: Marked) -> Span:
    """Return the single cue of a marked text."""
    (cue,) = wanted.cue
    return cue


def marked_candidate(marked: str, *, tagger: bool = False) -> tuple[Context, Candidate]:
    """Return the context and the unclassified candidate at the marked cue."""
    wanted = Marked.read(marked)
    here = context(wanted.text, tagger=tagger)
    candidates = builders.candidates_of(here)
    return here, builders.candidate_at(candidates, cue_of(wanted))


def write_row(sentence: Sentence) -> str:
    """Return the row of a parsed sentence in the notation of ``builders``."""
    pieces: list[str] = []
    for position, token in enumerate(sentence.tokens):
        for mark, spans in (("[", sentence.entities), ("{", sentence.tags)):
            pieces += [f"{mark}{s.label}" for s in spans if s.start == position]
        pieces.append(_write(token))
        for mark, spans in (("]", sentence.entities), ("}", sentence.tags)):
            pieces += [mark for s in spans if s.end == position + 1]
    return " ".join(pieces)


def _write(token: Token) -> str:
    lemma = "" if token.lemma.lower() == token.text.lower() else f"={token.lemma}"
    usual = builders.upos_of(token.xpos, token.deprel)
    upos = "" if usual == token.upos else f".{token.upos}"
    feats = ";Voice=Pass" if "Voice=Pass" in token.feats else ""
    head = token.head + 1
    return f"{token.text}{lemma}/{token.xpos}{upos}>{head}:{token.deprel}{feats}"


def grow(paragraphs: Iterable[str], annotations: Iterable[Annotation]) -> None:
    """Add the sentences of the paragraphs that the file lacks."""
    lines = ROWS.read_text("utf-8").splitlines() if ROWS.exists() else []
    known = {Row.read(line).text for line in lines if line and line[0] != "#"}
    for _, annotation in zip(paragraphs, annotations, strict=True):
        for sentence in annotation.sentences:
            row = write_row(sentence)
            if Row.read(row).text not in known:
                known.add(Row.read(row).text)
                lines.append(row)
    ROWS.write_text("\n".join(lines) + "\n", "utf-8")


def main() -> None:
    """Parse the paragraphs on standard input and add their sentences."""
    from service.nlp.stanza_annotator import StanzaAnnotator  # noqa: PLC0415 - heavy

    annotator = StanzaAnnotator.load(Path("models"))
    paragraphs = [normalise(line.strip()) for line in sys.stdin if line.strip()]
    grow(paragraphs, annotator.annotate([Passage(0, text) for text in paragraphs]))


if __name__ == "__main__":
    main()
