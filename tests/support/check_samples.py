"""Drafts and sources of a check, and findings as rows of a table."""

from service.attribution.lexicon import Lexicon
from service.checking import Checked, Finding, SourceText, find, search_sources
from service.records import Reading, Speaker
from tests.support.fakes import fake_reading


def reading_of(text: str, *, role: str | None = None) -> Reading:
    """Return the fake reading of a text; ``role`` goes to every speaker."""
    reading = fake_reading(text)
    speakers = tuple(
        Speaker(each.id, each.name, each.type, role, each.mentions)
        for each in reading.speakers
    )
    return Reading(
        language=reading.language,
        attributions=reading.attributions,
        speakers=speakers,
        outlets=reading.outlets,
        credits=(),
        warnings=(),
        words=reading.words,
    )


def check(draft: str, *sources: str | SourceText) -> Checked:
    """Return the findings of a draft; plain sources are named s1, s2 ..."""
    texts = [
        each if isinstance(each, SourceText) else SourceText(id=f"s{n}", text=each)
        for n, each in enumerate(sources, 1)
    ]
    search = search_sources(draft, reading_of(draft), texts)
    readings = {n: reading_of(texts[n].text) for n in search.wanted}
    return find(draft, search, texts, readings, Lexicon.load())


def check_words(quoted: str, *sources: str) -> Finding:
    """Return the finding of one quotation by Holm."""
    return check(f"“{quoted}” said Holm.", *sources).findings[0]


def shown(finding: Finding, draft: str, source: str) -> list[tuple[str, str, str]]:
    """Return the differences as (op, words of the draft, words of the source)."""
    return [
        (
            each.op,
            draft[each.draft.start : each.draft.end] if each.draft else "",
            source[each.source.start : each.source.end] if each.source else "",
        )
        for each in finding.differences
    ]
