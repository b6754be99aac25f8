"""Division of a text into the passages of an article."""

import re
from collections.abc import Iterator, Sequence

from service.text.article import Article, Passage, PassageKind
from service.text.credits import Dateline, find_credit_tail, find_dateline
from service.text.language import looks_english
from service.text.markup import find_markup
from service.text.normalise import normalise
from service.text.paragraph_kinds import classify_paragraph
from service.text.paragraphs import find_paragraphs

DATELINE_PARAGRAPHS = 3
"""Number of first body paragraphs in which capitals and a dash are a dateline."""

LONGEST_SHOWN = 40
"""Characters of the text that a warning quotes at most."""

_SPEAKER_LABEL = re.compile(r"[A-Z][A-Z .'-]+:\s")


def read_article(text: str) -> Article:
    """Return the article of a text: normalised, in passages, with credits and warnings.

    Any string is accepted (``check_text`` is the validation).
    """
    normalised = normalise(text)
    passages = tuple(_read_passages(normalised))
    return Article(
        text=text,
        normalised=normalised,
        passages=passages,
        credits=tuple(_find_credits(passages)),
        warnings=tuple(_warnings(normalised)),
    )


def _warnings(normalised: str) -> Iterator[tuple[str, str]]:
    if not looks_english(normalised):
        yield "not_english", "the text does not look like English"
    markup = find_markup(normalised)
    if markup:
        shown = f"{markup[:LONGEST_SHOWN]!r}"
        yield "markup", f"the text has HTML in it, such as {shown}; it is read as words"


def _read_passages(normalised: str) -> Iterator[Passage]:
    bounds = find_paragraphs(normalised)
    texts = [normalised[start:end] for start, end in bounds]
    bodies = 0
    for number, ((start, _), text) in enumerate(zip(bounds, texts, strict=True)):
        kind = classify_paragraph(text, last=number + 1 == len(texts))
        if kind != "body":
            yield Passage(start, text, kind, number)
            continue
        dateline = _find_dateline(texts, number, bodies)
        bodies += 1
        yield from _cut_body(Passage(start, text, "body", number), dateline)


def _find_dateline(texts: Sequence[str], number: int, bodies: int) -> Dateline | None:
    """Return the dateline of a paragraph, or None.

    Capitals and a colon are a dateline only at the first body paragraph and where no
    other paragraph has them; else they label the speaker of a turn ("KAHN: Thank you").
    """
    dateline = find_dateline(texts[number])
    if dateline is None or dateline.certain:
        return dateline
    if dateline.mark == ":":
        labels = sum(bool(_SPEAKER_LABEL.match(text)) for text in texts)
        return dateline if bodies == 0 and labels == 1 else None
    return dateline if bodies < DATELINE_PARAGRAPHS else None


def _cut_body(passage: Passage, dateline: Dateline | None) -> Iterator[Passage]:
    """Yield the dateline, the body and the credit of a paragraph, where not empty."""
    text = passage.text
    begin = dateline.end if dateline else 0
    tail = find_credit_tail(text)
    end = len(text) if tail is None or tail <= begin else tail
    parts: tuple[tuple[int, int, PassageKind], ...] = (
        (0, begin, "boilerplate"),
        (begin, end, "body"),
        (end, len(text), "credit"),
    )
    for start, stop, kind in parts:
        part = text[start:stop].rstrip()
        if part:
            yield Passage(passage.start + start, part, kind, passage.paragraph)


def _find_credits(passages: Sequence[Passage]) -> Iterator[tuple[int, int]]:
    for passage in passages:
        if passage.kind == "credit":
            yield passage.start, passage.end
        elif passage.kind == "boilerplate":
            # The pattern of a dateline needs the text after it, which was cut off.
            dateline = find_dateline(f"{passage.text} x")
            if dateline and dateline.agency:
                start, end = dateline.agency
                yield passage.start + start, passage.start + end
