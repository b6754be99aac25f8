"""Division of a text into the passages of an article."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

import msgspec

from service.text.article import Article, Passage, PassageKind
from service.text.credits import Dateline, find_credit_tail, find_dateline
from service.text.damaged_characters import find_damaged
from service.text.language import looks_english
from service.text.layout.labels import prefix_end
from service.text.layout.markdown import blank_markdown, lead_in_end, quoted_lines
from service.text.layout.monologues import find_monologues
from service.text.layout.paragraph_kinds import classify_paragraph
from service.text.layout.paragraphs import Bounds, find_paragraphs
from service.text.layout.posts import (
    LEAST_STAMPS,
    find_embedded,
    split_embedded,
    stamp_end,
)
from service.text.layout.turns import Turn, find_turns, split_turns
from service.text.markup import find_markup
from service.text.normalise import normalise

DATELINE_PARAGRAPHS = 3
"""Number of first body paragraphs in which capitals and a dash are a dateline."""

LONGEST_SHOWN = 40
"""Characters of the text that a warning quotes at most."""

_SPEAKER_LABEL = re.compile(r"[A-Z][A-Z .'-]+:\s")


class _Paragraph(msgspec.Struct, frozen=True):
    bounds: Bounds
    text: str
    kind: PassageKind


def read_article(text: str) -> Article:
    """Return the article of a text: normalised, in passages, with credits and warnings.

    Any string is accepted (``check_text`` is the validation).
    """
    received = normalise(text)
    normalised = blank_markdown(received)
    paragraphs = tuple(_read_paragraphs(normalised))
    parsed = [one for one in paragraphs if one.kind in {"body", "heading"}]
    headings = frozenset(one.bounds[0] for one in parsed if one.kind == "heading")
    bounds = tuple(one.bounds for one in parsed)
    turns = find_turns(normalised, bounds, headings=headings)
    posts = () if turns else _find_posts(paragraphs)
    labelled = frozenset(_paragraph_of(turn, bounds) for turn in turns)
    passages = tuple(_read_passages(received, paragraphs, labelled, frozenset(posts)))
    return Article(
        text=text,
        normalised=normalised,
        passages=passages,
        credits=tuple(_find_credits(passages)),
        warnings=tuple(_warnings(text, normalised)),
        turns=turns,
        monologues=() if turns else find_monologues(normalised, bounds),
        posts=posts,
        embedded=tuple(find_embedded(normalised, bounds)),
        block_quotations=tuple(_find_block_quotations(received, parsed)),
    )


def _read_paragraphs(normalised: str) -> Iterator[_Paragraph]:
    whole = find_paragraphs(normalised)
    parts = (part for one in whole for part in split_embedded(normalised, one))
    bounds = tuple(split_turns(normalised, tuple(parts)))
    for number, (start, end) in enumerate(bounds, start=1):
        text = normalised[start:end]
        kind = classify_paragraph(text, last=number == len(bounds))
        yield _Paragraph((start, end), text, kind)


def _paragraph_of(turn: Turn, bounds: Sequence[Bounds]) -> int:
    """Return the start of the paragraph of a label."""
    return bounds[bisect_right(bounds, (turn.label[0] + 1,)) - 1][0]


def _find_posts(paragraphs: Sequence[_Paragraph]) -> tuple[int, ...]:
    """Return the starts of the paragraphs with a time stamp if several have one."""
    stamped = tuple(p.bounds[0] for p in paragraphs if stamp_end(p.text) is not None)
    return stamped if len(stamped) >= LEAST_STAMPS else ()


def _find_block_quotations(
    received: str, paragraphs: Sequence[_Paragraph]
) -> Iterator[Bounds]:
    """Yield the paragraphs on quoted lines, without signatures and without marks."""
    lines = quoted_lines(received)
    for one in paragraphs:
        start, end = one.bounds
        index = bisect_right(lines, (start + 1,)) - 1
        quoted = index >= 0 and lines[index][0] <= start < lines[index][1]
        if quoted and not one.text.startswith("-") and '"' not in one.text:
            yield start, end


def _warnings(text: str, normalised: str) -> Iterator[tuple[str, str]]:
    if not looks_english(normalised):
        yield "not_english", "the text does not look like English"
    damaged = next(find_damaged(text), None)
    if damaged is not None:
        shown = f"{text[damaged.start : damaged.end]!r} for {damaged.character!r}"
        yield "damaged_characters", f"the text has damaged characters, such as {shown}"
    markup = find_markup(normalised)
    if markup:
        shown = f"{markup[:LONGEST_SHOWN]!r}"
        yield "markup", f"the text has HTML in it, such as {shown}; it is read as words"


def _read_passages(
    received: str,
    paragraphs: Sequence[_Paragraph],
    labelled: frozenset[int],
    posts: frozenset[int],
) -> Iterator[Passage]:
    texts = [one.text for one in paragraphs]
    bodies = 0
    for number, one in enumerate(paragraphs):
        start, turn = one.bounds[0], one.bounds[0] in labelled
        begin = stamp_end(one.text) if start in posts else prefix_end(one.text)
        begin = begin or lead_in_end(received, start)
        if one.kind != "body" and not turn and not begin:
            yield Passage(start, one.text, one.kind, number)
            continue
        dateline = None if turn else _find_dateline(texts, number, bodies)
        bodies += 1
        begin = begin or (dateline.end if dateline else 0)
        yield from _cut_body(Passage(start, one.text, "body", number), begin)


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


def _cut_body(passage: Passage, begin: int) -> Iterator[Passage]:
    """Yield what precedes the body, the body and the credit, where not empty."""
    text = passage.text
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
