"""A check in one process: the models read draft and sources one after the other."""

from collections.abc import Callable, Sequence

from service.attribution.lexicon import Lexicon
from service.checking.broken_lines import join_broken_lines
from service.checking.check_records import Checked, SourceText
from service.checking.findings import find, search_sources
from service.records import Reading


def check_texts(
    text: str,
    sources: Sequence[SourceText],
    *,
    attribute: Callable[[str], Reading],
    lexicon: Lexicon,
) -> tuple[Reading, Checked]:
    """Return the draft's reading and the findings.

    Args:
        text: the draft.
        sources: what its quotations may come from.
        attribute: returns the reading of a text; called for the draft and for each
            source that has something of a quotation.
        lexicon: the word lists.
    """

    def read(each: str) -> Reading:
        return attribute(join_broken_lines(each))

    reading = read(text)
    search = search_sources(text, reading, sources)
    readings = {number: read(sources[number].text) for number in search.wanted}
    return reading, find(text, search, sources, readings, lexicon)
