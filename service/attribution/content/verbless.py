"""Attributions without a reporting word: a label and a colon, a dash and a name.

"SORENSEN: We have not decided." in a transcript, 'Finance minister Adjoa Boateng: "We
will not borrow."', '"There is no plan B." - Rosa Lindgren, climate envoy'. Frequent in
transcripts, interviews and press releases.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterator

from msgspec.structs import replace

from service.attribution.candidates import Candidate, CueCandidate
from service.attribution.context import Context
from service.attribution.quotation_marks import Quotation
from service.attribution.syntax.noun_phrases import NounPhrase, noun_phrase
from service.attribution.syntax.sentence import Tree
from service.records import Evidence, Span
from service.text.article import Passage

_LABEL = re.compile(
    r"\s*[\"']?(?:([QA])[.:]|([^\W\d_][\w.'&-]*(?: [\w.'&,()-]+){0,7}):) ?(?=\S)"
)
_CAPITALS = re.compile(r"[A-Z][A-Z.'-]+(?: [A-Z][A-Z.'-]+)*|[QA]")
_INTERVIEW_LABELS = frozenset({"Question", "Answer"})
_DASH = re.compile(r"\s*-\s?(?=\w)")
_SUMMARY = re.compile(r"\s*-\s?(that|this|such) (?:is|was) the ", re.IGNORECASE)
_MAX_SIGNATURE_WORDS = 12
_MIN_LABELS = 2
"""Labelled paragraphs that make a transcript."""


def find_verbless(context: Context) -> tuple[Candidate, ...]:
    """Return a candidate for each labelled, signed or otherwise credited quotation."""
    headed = tuple(_after_noun(context))
    taken = {candidate.content for candidate in headed}
    found = (*_turns(context), *_posts(context), *_labelled(context))
    labelled = (c for c in found if c.content not in taken)
    return (*labelled, *_signed(context), *_summarised(context), *headed)


def _turns(context: Context) -> Iterator[Candidate]:
    """Yield the first paragraph of each labelled turn of a transcript."""
    for turn in context.article.turns:
        start, end = turn.label
        # The tokenizer keeps the full stop of "Q." in the word.
        source = _noun_phrase(context, start, end) or _noun_phrase(
            context, start, end + 1
        )
        if source is not None:
            source = replace(source, span=Span(source.span.start, max(source.span.end, end)))
            mark = context.text.find(":", end, turn.contents[0][0])
            colon = Span(mark, mark + 1) if mark >= 0 else None
            yield _candidate(context, source, Span(*turn.contents[0]), colon)


def _posts(context: Context) -> Iterator[Candidate]:
    """Yield the embedded posts of social networks."""
    for post in context.article.embedded:
        source = _noun_phrase(context, *post.name)
        if source is not None:
            found = _candidate(context, source, Span(*post.words), None)
            yield replace(found, outlet=post.network, outlet_role="occasion")


def _labelled(context: Context) -> Iterator[Candidate]:
    """Yield the paragraphs that begin with a label: "HALE: The dam is safe."."""
    taken = {turn.label[0] for turn in context.article.turns}
    found = [
        (passage, match)
        for passage in context.article.passages
        if passage.kind == "body" and (match := _LABEL.match(passage.text))
        and _label_span(passage, match).start not in taken
    ]
    counts = Counter(_label_text(match) for _, match in found)
    turns = {p.start for p, m in found if _is_transcript_label(context, p, m)}
    if turns:
        turns |= {p.start for p, m in found if counts[_label_text(m)] >= _MIN_LABELS}
    for passage, match in found:
        turn = len(turns) >= _MIN_LABELS and passage.start in turns
        if turn or _is_speaker_name(context, passage, match):
            candidate = _labelled_candidate(context, passage, match)
            if candidate is not None:
                yield candidate


def _label_text(match: re.Match[str]) -> str:
    """Return the words of a label, without its colon or full stop."""
    return match.group(match.lastindex or 0)


def _is_transcript_label(
    context: Context, passage: Passage, match: re.Match[str]
) -> bool:
    """Whether a label is in capitals, a name, a person ("Interviewer"), Q or A."""
    label = _label_text(match)
    return (
        _CAPITALS.fullmatch(label) is not None
        or label.lower() in context.lexicon.persons
        or label in _INTERVIEW_LABELS
        or _is_speaker_name(context, passage, match)
    )


def _is_speaker_name(context: Context, passage: Passage, match: re.Match[str]) -> bool:
    """Whether a label has a person's name and no verb.

    In the first paragraph, which may be a headline, a quotation must follow.
    """
    at = _label_span(passage, match)
    label = _noun_phrase(context, at.start, at.end)
    if label is None or _has_verb(context, label):
        return False
    tree = context.trees[label.tree]
    named = any(tree.name_span(p, "Person") is not None for p in label.positions)
    start = passage.start + match.end()
    quoted = context.quotation_index.starting_at(start) is not None
    return named and (quoted or passage.paragraph > 0)


def _label_span(passage: Passage, match: re.Match[str]) -> Span:
    group = match.lastindex or 0
    return Span(passage.start + match.start(group), passage.start + match.end(group))


def _has_verb(context: Context, noun: NounPhrase) -> bool:
    tree = context.trees[noun.tree]
    return any(tree.tokens[p].upos in {"VERB", "AUX"} for p in noun.positions)


def _labelled_candidate(
    context: Context, passage: Passage, match: re.Match[str]
) -> Candidate | None:
    label = _label_span(passage, match)
    # The tokenizer keeps the full stop of "Q." in the word.
    source = _noun_phrase(context, label.start, label.end) or _noun_phrase(
        context, label.start, label.end + 1
    )
    words = passage.text[match.end() :].rstrip()
    if source is None or not any(c.isalnum() for c in words):
        return None
    begin = passage.start + match.end()
    content = Span(begin, begin + len(words))
    return _candidate(context, source, content, Span(label.end, label.end + 1))


def _signed(context: Context) -> Iterator[Candidate]:
    """Yield quotations with a dash and a speaker after them."""
    for quotation in context.quotations:
        passage = context.passage_of(quotation.start, quotation.end)
        if quotation.depth or passage is None:
            continue
        end = _end_after(context, quotation, passage)
        match = _DASH.match(context.text, quotation.end, end)
        if match is None or context.has_more_words(
            _MAX_SIGNATURE_WORDS, quotation.end, end
        ):
            continue
        if context.text.find(".", quotation.end, end - 1) >= 0:
            continue
        source = _noun_phrase(context, match.end(), end)
        source = source and _without_occasion(context, source)
        if source is None or not _is_signature(context, source):
            continue
        dash = context.text.index("-", quotation.end)
        content = Span(quotation.start, quotation.end)
        yield _candidate(context, source, content, Span(dash, dash + 1))


def _summarised(context: Context) -> Iterator[Candidate]:
    """Yield quotations whose owner a following clause names.

    '"Nobody is above the law" - that was the message of Ada Low'
    """
    for quotation in context.quotations:
        tree = context.tree_at(quotation.end)
        match = _SUMMARY.match(context.text, quotation.end)
        if quotation.depth or tree is None or match is None:
            continue
        heads = [
            tree.tokens[p].head
            for p in range(len(tree))
            if tree.tokens[p].start == match.start(1)
            and tree.rels[p] == "nsubj"
            and tree.head(p) is not None
        ]
        owner = _owner(tree, heads[0], range(len(tree))) if heads else None
        if owner is not None:
            dash = context.text.index("-", quotation.end)
            content = Span(quotation.start, quotation.end)
            yield _candidate(
                context, noun_phrase(tree, owner), content, Span(dash, dash + 1)
            )


def _end_after(context: Context, quotation: Quotation, passage: Passage) -> int:
    """Return the end of the text after the quotation in its paragraph.

    It is the end of the next paragraph if the quotation is all of its own.
    """
    start = quotation.end
    end = context.end_before(passage.end, start=start)
    if end > start or context.has_more_words(0, passage.start, quotation.start):
        return end
    after = context.passage_after(passage)
    return context.end_before(after.end, start=start) if after else end


def _without_occasion(context: Context, source: NounPhrase) -> NounPhrase:
    """Return a signature without its occasion: "Ada Low on her last match"."""
    tree = context.trees[source.tree]
    prepositions = tree.lexicon.words.signature_prepositions
    end = next((p for p in source.positions if tree.lower(p) in prepositions), None)
    if end is None or end <= source.head or tree.tokens[end].upos != "ADP":
        return source
    positions = tuple(p for p in source.positions if p < end)
    return NounPhrase(source.tree, source.head, positions, tree.span(positions))


def _after_noun(context: Context) -> Iterator[Candidate]:
    """Yield quotations after a noun with its owner and a colon.

    'The verdict of the neighbours: "He was quiet."'
    """
    for quotation in context.quotations:
        tree = context.tree_at(quotation.start)
        colon = context.end_before(quotation.start) - 1
        if quotation.depth or tree is None or context.text[max(colon, 0)] != ":":
            continue
        words = [p for p, t in enumerate(tree.tokens) if t.end <= colon]
        if not words or any(tree.tokens[p].upos in {"VERB", "AUX"} for p in words):
            continue
        owner = _owner_of_head(tree, words)
        if owner is not None:
            source = noun_phrase(tree, owner)
            content = Span(quotation.start, quotation.end)
            yield _candidate(context, source, content, Span(colon, colon + 1))


def _owner_of_head(tree: Tree, words: list[int]) -> int | None:
    """Return the owner of the one noun that governs all words."""
    tops = [p for p in words if tree.tokens[p].head not in words]
    if len(tops) != 1 or tree.tokens[tops[0]].upos != "NOUN":
        return None
    return _owner(tree, tops[0], words)


def _owner(tree: Tree, noun: int, among: Collection[int]) -> int | None:
    """Return the noun's possessor, or its "of", "from" or "by" phrase ("of X")."""
    for owner in tree.find(noun, "nmod"):
        named = tree.is_possessor(owner) or tree.case(owner) in {"of", "from", "by"}
        if owner in among and named:
            return owner
    return None


def _is_signature(context: Context, source: NounPhrase) -> bool:
    """Whether a noun phrase has no verb, and a name or a speaker noun."""
    tree = context.trees[source.tree]
    named = any(
        tree.name_span(p, "Person", "Organization") is not None
        for p in source.positions
    )
    described = _is_speaker_noun(context, tree, source)
    return not _has_verb(context, source) and (named or described)


def _is_speaker_noun(context: Context, tree: Tree, source: NounPhrase) -> bool:
    """Whether a speaker noun with a determiner is the head ("a fan outside")."""
    noun = tree.lemma(source.head)
    speaker = noun in context.lexicon.persons or noun in context.lexicon.sources
    return speaker and tree.first(source.head, "det") is not None


def _noun_phrase(context: Context, start: int, end: int) -> NounPhrase | None:
    """Return the words of a range as a noun phrase, without outer punctuation."""
    first = context.tree_at(start)
    for index in range(0 if first is None else first.index, len(context.trees)):
        tree = context.trees[index]
        if tree.tokens[0].start >= end:
            return None
        inside = [
            p for p, t in enumerate(tree.tokens) if start <= t.start and t.end <= end
        ]
        words = [p for p in inside if any(c.isalnum() for c in tree.tokens[p].text)]
        if words:
            inside = list(range(words[0], words[-1] + 1))
            return NounPhrase(
                tree.index, _head(tree, inside), tuple(inside), tree.span(inside)
            )
    return None


def _head(tree: Tree, inside: list[int]) -> int:
    """Return the first word of a person's name, or the word that governs the others."""
    entities = tree.sentence.entities
    names = [e.start for e in entities if e.label == "Person" and e.start in inside]
    tops = [p for p in inside if tree.tokens[p].head not in inside]
    return (names or tops)[0]


def _candidate(
    context: Context, source: NounPhrase, content: Span, mark: Span | None
) -> Candidate:
    cue = CueCandidate(
        tree=source.tree,
        head=source.head,
        positions=source.positions[-1:],
        lemma=":" if mark is None else context.text[mark.start : mark.end],
        form="verbless",
        frames=frozenset(),
        subject_of=source.head,
    )
    return Candidate(
        content=(content,),
        cue=cue,
        cue_span=mark,
        frame="verbless",
        source=source,
        evidence=(Evidence("marks", "named before a colon or after a dash"),),
    )
