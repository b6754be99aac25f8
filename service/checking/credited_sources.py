"""Which of the sources a draft credits for a quotation."""

import re
from collections.abc import Sequence

from service.attribution.coref.name_matching import (
    may_be_same_organization,
    organization_words,
)
from service.attribution.lexicon import Lexicon
from service.checking.check_records import SourceText, SourceVerdict
from service.checking.draft_quotations import DraftQuotation
from service.checking.speaker_agreement import same_name

SHORTEST_TITLE = 8
"""Characters of a title that is looked for in the draft."""
REACH = 1_000
"""Characters of a paragraph on either side of a quotation that are searched."""
_ARTICLE = re.compile(r"^the\s+", re.IGNORECASE)
_SPACE = re.compile(r"\s+")


def credited_sources(
    text: str,
    quotation: DraftQuotation,
    sources: Sequence[SourceText],
    lexicon: Lexicon,
) -> frozenset[int]:
    """Return the numbers of the sources that the draft credits for a quotation.

    Those whose outlet or title it names there; if it names none, those of which it
    names the speaker. Empty where the draft credits none that is known.
    """
    outlet = quotation.side.outlet
    paragraph = _paragraph(text, quotation)
    named = {
        number
        for number, source in enumerate(sources)
        if (outlet and source.outlet and same_outlet(outlet, source.outlet, lexicon))
        or _holds(paragraph, source.title)
    }
    speaker = quotation.side.speaker
    spoken = {
        number
        for number, source in enumerate(sources)
        if speaker
        and source.speaker
        and same_name(speaker.name, source.speaker, lexicon)
    }
    return frozenset(named & spoken or named or spoken)


def source_verdict(found: int, credited: frozenset[int]) -> SourceVerdict:
    """Return whether a source is one of those that the draft credits."""
    if not credited:
        return "unknown"
    return "credited" if found in credited else "other"


def same_outlet(one: str, other: str, lexicon: Lexicon) -> bool:
    """Whether two names mean one outlet: "the BBC" and "BBC"."""
    first, second = (_ARTICLE.sub("", name.strip()) for name in (one, other))
    return first.casefold() == second.casefold() or may_be_same_organization(
        (first, organization_words(first)),
        (second, organization_words(second)),
        lexicon,
    )


def _holds(paragraph: str, title: str | None) -> bool:
    plain = _SPACE.sub(" ", title or "").strip().casefold()
    return len(plain) >= SHORTEST_TITLE and plain in paragraph


def _paragraph(text: str, quotation: DraftQuotation) -> str:
    """Return the draft's paragraph round a quotation, as titles are compared."""
    content = quotation.side.content
    first, last = content[0].start, content[-1].end
    before, after = text[max(0, first - REACH) : first], text[last : last + REACH]
    whole = before.rpartition("\n")[2] + text[first:last] + after.partition("\n")[0]
    return _SPACE.sub(" ", whole).casefold()
