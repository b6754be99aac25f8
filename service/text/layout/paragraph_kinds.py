"""Classification of paragraphs as body, heading, boilerplate or credit."""

import re

from service.text.article import PassageKind
from service.text.credits import find_credit_tail, find_dateline, is_credit_line
from service.text.text_lists import boilerplate_line

LONGEST_BOILERPLATE = 200
LONGEST_HEADING = 120
MOST_HEADING_WORDS = 16

_TERMINAL = re.compile(r"[.!?:,\"][\"')\]]*\Z")
_BYLINE = re.compile(
    r"(?:[Bb]y|BY)(?: (?:[A-Z][\w.'-]*|and|&|de|van|der|bin|al|[A-Z][\w.'-]*,)){1,8}"
    r"(?:\s*[|/-].{0,60})?\Z"
)
_WORD_OR_NUMBER = re.compile(r"[^\W_]")
_PICTURE_CREDIT = re.compile(
    r"(?:"
    r"\((?i:(?:file |handout )?(?:photo|image|picture|photograph|pic)s?\b)[^()]{0,80}\)"
    r"|\(AP Photo[^()]{0,80}\)"
    r"|\|\s*(?i:photo|image|picture)s?(?i: credits?)?\b.{0,80}"
    r"|(?i:(?:photo|image|picture)s?(?: credits?| courtesy)?)\s*(?::|by\b).{0,80}"
    r"|[A-Z][\w .'-]{0,40}/\s*Getty Images.{0,30}"
    r"|(?:[A-Z][\w .'-]{0,40})?/\s*(?:AFP|AP|Reuters|EPA|EFE|Xinhua)"
    r")[.\s]*\Z"
)


def classify_paragraph(paragraph: str, *, last: bool) -> PassageKind:
    """Return the kind of a normalised paragraph.

    Args:
        paragraph: without leading and trailing space.
        last: whether no paragraph follows; the last one is never a heading.
    """
    if is_credit_line(paragraph):
        return "credit"
    if _is_boilerplate(paragraph):
        return "boilerplate"
    if not last and _is_heading(paragraph):
        return "heading"
    return "body"


def _is_boilerplate(paragraph: str) -> bool:
    if not _WORD_OR_NUMBER.search(paragraph):
        return True
    if len(paragraph) > LONGEST_BOILERPLATE:
        return False
    line = paragraph.strip(" *>|-.")
    return bool(
        boilerplate_line().fullmatch(line)
        or _BYLINE.match(paragraph)
        or _PICTURE_CREDIT.search(paragraph)
    )


def _is_heading(paragraph: str) -> bool:
    short = (
        len(paragraph) <= LONGEST_HEADING
        and len(paragraph.split()) <= MOST_HEADING_WORDS
    )
    return short and (paragraph.isupper() or _is_unterminated(paragraph))


def _is_unterminated(paragraph: str) -> bool:
    """Whether a line has no final punctuation, no certain dateline and no credit."""
    dateline = find_dateline(paragraph)
    return (
        not _TERMINAL.search(paragraph)
        and find_credit_tail(paragraph) is None
        and not (dateline and dateline.certain)
    )
