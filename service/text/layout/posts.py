"""Time stamps of live blogs, and posts that are embedded in an article."""

import re
from collections.abc import Iterator
from itertools import pairwise

import msgspec

from service.text.layout.paragraphs import Bounds

_ZONE = r"(?:\s?(?:[ap]\.?m\.?|GMT|BST|CET|CEST|EST|EDT|ET|UTC|IST|AEST|WAT|SAST))"
_CLOCK = (
    rf"\d{{1,2}}[:.h]\d{{2}}(?::\d{{2}})?{_ZONE}{{0,2}}|\d{{1,2}}\s?[ap]\.?m\.?{_ZONE}?"
)
_STAMP_ALONE = re.compile(
    rf"(?:(?:Updated|Posted)(?: at)?:? )?(?:{_CLOCK})[.:]?\s*\Z", re.IGNORECASE
)
_STAMP_BEFORE = re.compile(
    rf"(?:{_CLOCK})\s*(?:[-|:]\s+|\s{{2,}})(?=\S)", re.IGNORECASE
)
_MONTH = (
    r"(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)"
    r"(?:uary|ruary|ch|il|e|y|ust|tember|ober|ember)?\.?"
)
_SIGNATURE = re.compile(
    r"\s*-\s?(?P<name>[^()\n@-][^()\n@]{0,60}?) \(@\w{1,30}\)"
    rf"(?:,? ?(?:{_MONTH} \d{{1,2}}, (?P<year>20\d{{2}})"
    rf"|\d{{1,2}} {_MONTH} 20\d{{2}}))?"
)
_LINKS = re.compile(r"(?:\s*(?:https?://\S+|pic\.(?:twitter|x)\.com/\w+))+\s*\Z")
_RENAMED = 2023
"""The year after which Twitter is X."""
LEAST_STAMPS = 2
"""Time stamps that make a live blog."""


class EmbeddedPost(msgspec.Struct, frozen=True):
    """A post of a social network: its words, its signature and the network."""

    words: Bounds
    name: Bounds
    network: str


def stamp_end(paragraph: str) -> int | None:
    """Return the end of the time stamp that begins a paragraph, or None."""
    match = _STAMP_ALONE.match(paragraph) or _STAMP_BEFORE.match(paragraph)
    return None if match is None else match.end()


def split_embedded(text: str, bounds: Bounds) -> Iterator[Bounds]:
    """Yield a paragraph in parts: the words of a post, its signature, what follows."""
    start, end = bounds
    done = start
    for match in _SIGNATURE.finditer(text, start, end):
        yield from _part(text, done, match.start())
        yield from _part(text, match.start(), match.end())
        done = match.end()
    yield from _part(text, done, end)


def _part(text: str, start: int, end: int) -> Iterator[Bounds]:
    part = text[start:end]
    if part.strip():
        yield start + len(part) - len(part.lstrip()), start + len(part.rstrip())


def find_embedded(text: str, paragraphs: tuple[Bounds, ...]) -> Iterator[EmbeddedPost]:
    """Yield the embedded posts: a signed paragraph and the one before it."""
    for before, bounds in pairwise(paragraphs):
        match = _SIGNATURE.fullmatch(text, *bounds)
        if match is None:
            continue
        links = _LINKS.search(text, before[0], before[1])
        words = before[0], links.start() if links else before[1]
        renamed = match["year"] is not None and int(match["year"]) > _RENAMED
        if words[0] < words[1]:
            yield EmbeddedPost(words, match.span("name"), "X" if renamed else "Twitter")
