"""Headlines that name a speaker beside a colon or a dash.

"Minister: taxes to fall", "Taxes to fall: minister", "'It was loud' - survivor".
"""

import re
from collections.abc import Iterator

from service.attribution.candidates import Candidate
from service.attribution.content.verbless.labelled_candidate import (
    has_verb,
    labelled_candidate,
    words_in,
)
from service.attribution.context import Context
from service.attribution.syntax.noun_phrases import NounPhrase
from service.records import Span
from service.text.article import Passage

_BEFORE = re.compile(r"([^\W\d_][\w.'-]*(?: [\w.'-]+){0,4}): (?=\S)")
_AFTER = re.compile(r"(?:: | - )((?:[\w.'-]+ ){0,4}[^\W\d_][\w.'-]*)\s*\Z")
_LEAST_WORDS = 2


def find_headlines(context: Context) -> Iterator[Candidate]:
    """Yield the contents of headlines whose speaker a colon or a dash sets apart."""
    labelled = context.label_starts
    for passage in context.article.passages:
        if passage.kind != "heading" or passage.start in labelled:
            continue
        candidate = _named_before(context, passage) or _named_after(context, passage)
        if candidate is not None:
            yield candidate


def _named_before(context: Context, passage: Passage) -> Candidate | None:
    match = _BEFORE.match(passage.text)
    if match is None:
        return None
    at = passage.start
    label = Span(at + match.start(1), at + match.end(1))
    return _headline(context, label, Span(at + match.end(), passage.end))


def _named_after(context: Context, passage: Passage) -> Candidate | None:
    match = _AFTER.search(passage.text)
    if match is None or ": " in passage.text[: match.start()]:
        return None
    at = passage.start
    label = Span(at + match.start(1), at + match.end(1))
    return _headline(context, label, Span(at, at + match.start()))


def _headline(context: Context, label: Span, content: Span) -> Candidate | None:
    source = words_in(context, label.start, label.end)
    stated = context.has_more_words(_LEAST_WORDS - 1, content.start, content.end)
    if source is None or not stated or not _is_speaker(context, source):
        return None
    if not _is_statement(context, content):
        return None
    first = context.text.find(":", min(label.end, content.end))
    mark = Span(first, first + 1) if label.end <= content.start else None
    return labelled_candidate(context, source, content, mark)


def _is_speaker(context: Context, source: NounPhrase) -> bool:
    """Whether the words are a noun for speakers, or a person of the article."""
    tree = context.trees[source.tree]
    if has_verb(context, source):
        return False
    last = tree.tokens[source.positions[-1]]
    noun = last.lemma.lower()
    if noun in context.lexicon.nouns.rubrics:
        return False
    if noun in context.lexicon.persons or noun in context.lexicon.sources:
        return True
    return last.text.lower() in context.surnames


def _is_statement(context: Context, content: Span) -> bool:
    """Whether the content has a verb or a quotation ("A life in pictures" has none)."""
    if context.quotation_index.has_whole(content.start, content.end):
        return True
    words = words_in(context, content.start, content.end)
    return words is not None and has_verb(context, words)
