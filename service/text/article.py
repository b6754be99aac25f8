"""An article before Stanza: its text, normalised twin and passages."""

from typing import Literal

import msgspec

PassageKind = Literal["body", "heading", "boilerplate", "credit"]
"""Only ``body`` and ``heading`` passages are parsed; ``credit`` ones are reported."""


class Passage(msgspec.Struct, frozen=True):
    """A paragraph (or a part of one) of the article.

    ``text`` is normalised and as long as the original: the character at ``text[i]``
    stands at ``start + i`` of the article.
    """

    start: int
    text: str
    kind: PassageKind = "body"
    paragraph: int = 0
    """Number of the paragraph this passage is (a part) of, from 0."""

    @property
    def end(self) -> int:
        """Offset after the last character."""
        return self.start + len(self.text)


class Article(msgspec.Struct, frozen=True):
    """A text as received with its passages in order.

    ``normalised`` has the length of ``text``. ``credits`` are ``(start, end)`` of
    credits such as "(With inputs from agencies)": lines, or names in a dateline.
    """

    text: str
    normalised: str
    passages: tuple[Passage, ...]
    credits: tuple[tuple[int, int], ...] = ()
    warnings: tuple[tuple[str, str], ...] = ()
