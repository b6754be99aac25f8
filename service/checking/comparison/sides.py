"""Two stretches of words beside each other: of the draft and of one source."""

import msgspec

from service.checking.draft_quotations import DraftQuotation
from service.checking.search.gram_index import SourceIndex
from service.checking.words.check_words import Words, ends_sentence
from service.records import Span

LONGEST_BRACKET = 300
"""Characters between square brackets that are editorial."""


class Sides(msgspec.Struct, frozen=True):
    """A quotation and the sources; positions of words become spans of characters."""

    quotation: DraftQuotation
    index: SourceIndex

    @property
    def draft(self) -> Words:
        """The words of the quotation."""
        return self.quotation.words

    def source(self, place: int) -> tuple[Words, int]:
        """Return the words of the source at a place, and the position in them."""
        number = self.index.source_of(place)
        return self.index.sources[number], place - self.index.offsets[number]

    def draft_span(self, start: int, end: int) -> Span | None:
        """Return the characters of the draft's words, None for no words."""
        if start >= end:
            return None
        return Span(self.draft.starts[start], self.draft.ends[end - 1])

    def source_span(self, start: int, end: int) -> Span | None:
        """Return the characters of a source's words, None for no words."""
        if start >= end:
            return None
        words, at = self.source(start)
        return Span(words.starts[at], words.ends[at + end - start - 1])

    def draft_gap(self, position: int) -> str:
        """Return what stands before a word of the draft, within the quotation."""
        content = self.quotation.side.content
        if not position:
            return self.draft.text[content[0].start : self.draft.starts[0]]
        if position == len(self.draft):
            return self.draft.text[self.draft.ends[-1] : content[-1].end]
        return self.draft.between(position)

    def begins_in_source(self, place: int) -> bool:
        """Whether a sentence or a quotation of the source begins at a place."""
        words, at = self.source(place)
        return at == 0 or ends_sentence(words.between(at))

    def ends_in_source(self, place: int) -> bool:
        """Whether a sentence or a quotation of the source ends before a place."""
        words, at = self.source(place - 1)
        return at + 1 == len(words) or ends_sentence(words.between(at + 1))

    def sentence_start(self, place: int, most: int) -> int:
        """Return where the sentence of a place begins, at most so many words back."""
        while most and not self.begins_in_source(place):
            place -= 1
            most -= 1
        return place

    def sentence_end(self, place: int, most: int) -> int:
        """Return where the sentence before a place ends, at most so many words on."""
        while most and not self.ends_in_source(place):
            place += 1
            most -= 1
        return place

    def in_brackets(self, place: int) -> bool:
        """Whether a word of the source stands in square brackets of its own."""
        words, at = self.source(place)
        start = words.starts[at]
        before = words.text[max(0, start - LONGEST_BRACKET) : start]
        return before.rfind("[") > before.rfind("]")
