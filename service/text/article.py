"""The preprocessed article: text, normalised text and passages."""

from typing import Literal

import msgspec

from service.text.layout.monologues import Monologue
from service.text.layout.posts import EmbeddedPost
from service.text.layout.turns import Turn

PassageKind = Literal["body", "heading", "boilerplate", "credit"]
"""Only ``body`` and ``heading`` passages are parsed; ``credit`` ones are reported."""


class Passage(msgspec.Struct, frozen=True):
    """A paragraph of the article, or a part of one.

    ``text`` is normalised and has the length of the original: the character
    ``text[i]`` has the offset ``start + i`` in the article.
    """

    start: int
    text: str
    kind: PassageKind = "body"
    paragraph: int = 0
    """Index, from 0, of the paragraph that the passage belongs to."""

    @property
    def end(self) -> int:
        """Offset after the last character."""
        return self.start + len(self.text)


class Article(msgspec.Struct, frozen=True):
    """A text as received, with its passages in order.

    ``normalised`` has the length of ``text``. ``credits`` are half-open offsets
    ``(start, end)`` of credit lines ("(With inputs from agencies)") and of agencies in
    a dateline. ``warnings`` are pairs of a code and a sentence.
    """

    text: str
    normalised: str
    passages: tuple[Passage, ...]
    credits: tuple[tuple[int, int], ...] = ()
    warnings: tuple[tuple[str, str], ...] = ()
    turns: tuple[Turn, ...] = ()
    """The labelled turns of a transcript."""
    monologues: tuple[Monologue, ...] = ()
    """Answers of an interview without labels, or the text of a speech."""
    posts: tuple[int, ...] = ()
    """Where the posts of a live blog begin."""
    embedded: tuple[EmbeddedPost, ...] = ()
    """Posts of social networks that the article shows."""
    block_quotations: tuple[tuple[int, int], ...] = ()
    """Paragraphs that the layout quotes, without marks (">" of Markdown)."""
