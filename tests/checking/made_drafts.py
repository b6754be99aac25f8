"""Drafts of the made set: a quotation put through one edit, with the right verdict.

Recipe: for each edit and each quotation that it can be applied to, a draft of one
paragraph with that quotation and a sentence of narrative. ``EDITS`` lists the edits.
Each returns the edited words and what the finding has to be, or None where the
quotation has nothing to edit.
"""

import random
import re
from collections.abc import Callable, Iterator

import msgspec

from service.checking.check_records import (
    SourceVerdict,
    SpeakerVerdict,
    Verdict,
)
from service.records import Reading
from tests.checking.made_articles import Article, Quote, Writer

INVENTED = (
    "A clown on stilts will guard every letterbox from now on",
    "Nothing frightens a glacier like gossip among penguins",
    "My umbrella holds strong opinions about jazz and marmalade",
    "Chess should be compulsory for pilots, dentists and owls",
    "Velvet curtains explain more about monarchy than textbooks ever did",
    "Someone replaced all trumpets with cucumbers during rehearsal",
)
ADJECTIVES = ("reckless", "splendid", "purple", "unlawful")
NEGATIONS = re.compile(
    r"\b(?:will|would|is|was|are|has|have|had|did|do|could|can) (not )|\b(never |no )"
    r"|\b(?:has|do|are|is|did)(n't)\b|(?<=can)(not)\b"
)
NUMBER = re.compile(r"\b\d[\d,]*\b")
NAME = re.compile(r"(?<=[a-z] )(?:[A-Z][a-z]+(?: [A-Z][a-z]+)?)\b")


class Edited(msgspec.Struct, frozen=True, kw_only=True):
    """The pieces of a quotation in the draft, and what a check has to find."""

    pieces: tuple[str, ...]
    verdict: Verdict
    critical: bool | None = None
    stitched: bool | None = None
    marks: tuple[str, str] = ("“", "”")
    kind: str = "direct"


class Case(msgspec.Struct, frozen=True, kw_only=True):
    """One draft, its reading and the right answer."""

    edit: str
    text: str
    reading: Reading
    source: str | None
    verdict: Verdict
    critical: bool | None
    stitched: bool | None
    speaker: SpeakerVerdict | None
    source_verdict: SourceVerdict | None


Edit = Callable[[random.Random, Quote, Article], Edited | None]


def as_it_is(_: random.Random, quote: Quote, __: Article) -> Edited:
    """Leave the quotation alone."""
    return Edited(pieces=quote.pieces, verdict="verbatim", critical=False)


def broken_lines(_: random.Random, quote: Quote, __: Article) -> Edited:
    """Break a line in the middle."""
    words = quote.pieces[0].split(" ")
    half = len(words) // 2
    broken = " ".join(words[:half]) + "\n" + " ".join(words[half:])
    return Edited(pieces=(broken, *quote.pieces[1:]), verdict="verbatim")


def other_marks(chance: random.Random, quote: Quote, _: Article) -> Edited:
    """Translate the enclosing marks."""
    marks = chance.choice([("«", "»"), ("„", "“"), ('"', '"')])
    return Edited(pieces=quote.pieces, verdict="verbatim", marks=marks)


def typographic(chance: random.Random, quote: Quote, _: Article) -> Edited | None:
    """Change marks, dashes, separators of thousands or the first letter's case."""
    words = quote.words
    forms = [
        words.replace("'t", "’t").replace("'re", "’re"),
        words.replace(" – ", " — "),
        words.replace(" – ", "—"),
        words.replace("'a small mistake'", "‘a small mistake’"),
        re.sub(r"(\d),(\d)", "\\1\u202f\\2", words),
        re.sub(r"(\d),(\d)", r"\1\2", words),
        words[0].lower() + words[1:],
        words.removesuffix(".") + "!",
    ]
    changed = [each for each in forms if each != words]
    return Edited(
        pieces=(chance.choice(changed),), verdict="typography", critical=False
    )


def cut_start(_: random.Random, quote: Quote, __: Article) -> Edited | None:
    """Leave out the first words."""
    words = quote.words.split()
    return _trimmed(" ".join(words[2:])) if len(words) > 6 else None


def cut_end(_: random.Random, quote: Quote, __: Article) -> Edited | None:
    """Leave out the last words."""
    words = quote.words.split()
    return _trimmed(" ".join(words[:-2]).strip(",.") + ",") if len(words) > 6 else None


def cut_both(_: random.Random, quote: Quote, __: Article) -> Edited | None:
    """Quote a part in a sentence of the draft's own."""
    words = quote.sentences[0].split()
    if len(words) < 8:
        return None
    part = " ".join(words[2:-2]).strip(",.–— ")
    return Edited(pieces=(part,), verdict="trimmed", kind="mixed")


def ellipsis(chance: random.Random, quote: Quote, _: Article) -> Edited | None:
    """Leave out words at an ellipsis."""
    words = quote.words.split()
    if len(words) < 9:
        return None
    sign = chance.choice([" … ", "... ", " [...] ", "…"])
    kept = " ".join(words[:4]), " ".join(words[6:])
    return _trimmed(sign.join(kept))


def brackets(_: random.Random, quote: Quote, __: Article) -> Edited | None:
    """Put words of the editor's in brackets for a word."""
    words = quote.words.split()
    if len(words) < 7:
        return None
    return _trimmed(" ".join([*words[:3], "[the newcomers]", *words[4:]]))


def bracketed_addition(_: random.Random, quote: Quote, __: Article) -> Edited | None:
    """Add words of the editor's in brackets."""
    words = quote.words.split()
    return _trimmed(" ".join([*words[:2], "[in this town]", *words[2:]]))


def cue_within(_: random.Random, quote: Quote, __: Article) -> Edited | None:
    """Put a cue between two sentences, with nothing left out."""
    if len(quote.sentences) < 2 or len(quote.pieces) > 1:
        return None
    first = quote.sentences[0]
    rest = quote.pieces[0].removeprefix(first).strip()
    return Edited(pieces=(first, rest), verdict="verbatim")


def cue_taken_out(_: random.Random, quote: Quote, __: Article) -> Edited | None:
    """Leave out the article's cue in the middle, which sets a full stop for a comma."""
    if len(quote.pieces) == 1:
        return None
    return Edited(pieces=(quote.words,), verdict="typography", critical=False)


def cue_and_cut(_: random.Random, quote: Quote, __: Article) -> Edited | None:
    """Put a cue into the middle and leave words out there."""
    words = quote.words.split()
    if len(words) < 9:
        return None
    return Edited(
        pieces=(" ".join(words[:4]) + ",", " ".join(words[6:])), verdict="trimmed"
    )


def word_changed(chance: random.Random, quote: Quote, _: Article) -> Edited | None:
    """Change one word, neither number nor name nor negation."""
    words = quote.words.split()
    plain = [
        at
        for at, word in enumerate(words)
        if word.isalpha() and word.islower() and len(word) > 4 and word != "never"
    ]
    if not plain or len(words) < 5:
        return None
    words[chance.choice(plain)] = chance.choice(ADJECTIVES)
    return _altered(" ".join(words))


def word_added(chance: random.Random, quote: Quote, _: Article) -> Edited:
    """Add a word."""
    words = quote.words.split()
    words.insert(chance.randint(1, len(words) - 1), chance.choice(ADJECTIVES))
    return _altered(" ".join(words))


def words_dropped(chance: random.Random, quote: Quote, _: Article) -> Edited | None:
    """Leave words out in the middle without a sign."""
    words = quote.words.split()
    if len(words) < 8:
        return None
    at = chance.randint(2, len(words) - 4)
    return _altered(" ".join(words[:at] + words[at + 2 :]))


def negation_dropped(_: random.Random, quote: Quote, __: Article) -> Edited | None:
    """Drop a negation."""
    match = NEGATIONS.search(quote.words)
    if match is None:
        return None
    start, end = next(match.span(n) for n in range(1, 5) if match[n])
    return _altered(quote.words[:start] + quote.words[end:], critical=True)


def number_changed(_: random.Random, quote: Quote, __: Article) -> Edited | None:
    """Change a number."""
    match = NUMBER.search(quote.words)
    if match is None:
        return None
    start, end = match.span()
    return _altered(quote.words[:start] + "6,143" + quote.words[end:], critical=True)


def name_changed(_: random.Random, quote: Quote, __: Article) -> Edited | None:
    """Change a name."""
    match = NAME.search(quote.words)
    if match is None:
        return None
    start, end = match.span()
    return _altered(quote.words[:start] + "Wexmoor" + quote.words[end:], critical=True)


def reordered(_: random.Random, quote: Quote, __: Article) -> Edited | None:
    """Change the order of the sentences."""
    if len(quote.sentences) < 2:
        return None
    return _altered(" ".join(reversed(quote.sentences)))


def joined(chance: random.Random, quote: Quote, article: Article) -> Edited | None:
    """Join a sentence of this quotation with one of another speaker's."""
    others = [each for each in article.quotes if each.speaker != quote.speaker]
    if not others:
        return None
    other = chance.choice(others)
    return Edited(
        pieces=(f"{quote.sentences[0]} {other.sentences[-1]}",),
        verdict="altered",
        stitched=True,
    )


def invented(chance: random.Random, _: Quote, __: Article) -> Edited:
    """Make the words up."""
    return Edited(pieces=(chance.choice(INVENTED) + ".",), verdict="absent")


EDITS: tuple[Edit, ...] = (
    as_it_is,
    broken_lines,
    other_marks,
    typographic,
    cut_start,
    cut_end,
    cut_both,
    ellipsis,
    brackets,
    bracketed_addition,
    cue_within,
    cue_taken_out,
    cue_and_cut,
    word_changed,
    word_added,
    words_dropped,
    negation_dropped,
    number_changed,
    name_changed,
    reordered,
    joined,
    invented,
)


def make_cases(chance: random.Random, articles: list[Article]) -> Iterator[Case]:
    """Yield every edit of every quotation, then the cases of speakers and sources."""
    for article in articles:
        for quote in article.quotes:
            for edit in EDITS:
                edited = edit(chance, quote, article)
                if edited is not None:
                    yield _case(chance, edit.__name__, edited, quote, article)
            yield _reattributed(quote, article)
            yield _of_another_source(chance, quote, article, articles)


def _case(
    chance: random.Random, name: str, edited: Edited, quote: Quote, article: Article
) -> Case:
    who, role = article.people[quote.speaker]
    forms = [who, who.split()[-1], *([f"the {role}"] if role else [])]
    named = chance.choice(forms)
    text, reading = _draft(edited, named)
    absent = edited.verdict == "absent"
    return Case(
        edit=name,
        text=text,
        reading=reading,
        source=None if absent else article.id,
        verdict=edited.verdict,
        critical=edited.critical,
        stitched=edited.stitched,
        speaker="unknown" if absent else None if edited.stitched else "same",
        source_verdict="unknown",
    )


def _reattributed(quote: Quote, article: Article) -> Case:
    """Return the quotation in the mouth of another speaker of the article."""
    other = article.people[(quote.speaker + 1) % len(article.people)][0]
    edited = Edited(pieces=quote.pieces, verdict="verbatim")
    text, reading = _draft(edited, other)
    return Case(
        edit="reattributed",
        text=text,
        reading=reading,
        source=article.id,
        verdict="verbatim",
        critical=False,
        stitched=False,
        speaker="different",
        source_verdict="unknown",
    )


def _of_another_source(
    chance: random.Random, quote: Quote, article: Article, articles: list[Article]
) -> Case:
    """Return the quotation credited to an outlet whose article does not have it."""
    others = [each.outlet for each in articles if each.outlet != article.outlet]
    outlet = chance.choice(others) if others else None
    edited = Edited(pieces=quote.pieces, verdict="verbatim")
    text, reading = _draft(edited, article.people[quote.speaker][0], outlet=outlet)
    return Case(
        edit="of_another_source",
        text=text,
        reading=reading,
        source=article.id,
        verdict="verbatim",
        critical=False,
        stitched=False,
        speaker="same",
        source_verdict="other" if outlet else "unknown",
    )


def _draft(
    edited: Edited, named: str, *, outlet: str | None = None
) -> tuple[str, Reading]:
    writer = Writer()
    writer.write("It was a long day in the region. ")
    opening, closing = edited.marks
    if edited.kind == "mixed":
        writer.write(f"{named[0].upper()}{named[1:]} said ")
        start = len(writer.text)
        writer.write("it was about ")
        writer.write(f"{opening}{edited.pieces[0]}{closing}")
        content = msgspec.structs.replace(writer.write(""), start=start)
        writer.note((content,), 0, outlet=outlet, kind="mixed")
        writer.write(".")
    else:
        spans = [writer.write(f"{opening}{edited.pieces[0]}{closing}")]
        told = f"told the {outlet}" if outlet else "said"
        writer.write(f" {named} {told}.")
        for piece in edited.pieces[1:]:
            writer.write(" ")
            spans.append(writer.write(f"{opening}{piece}{closing}"))
        writer.note(tuple(spans), 0, outlet=outlet)
    writer.write("\n\nNothing else was decided.")
    return writer.text, writer.reading(((named, None),))


def _trimmed(words: str) -> Edited:
    return Edited(pieces=(words,), verdict="trimmed")


def _altered(words: str, *, critical: bool | None = None) -> Edited:
    return Edited(pieces=(words,), verdict="altered", critical=critical)
