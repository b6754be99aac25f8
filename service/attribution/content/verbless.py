"""Find attributions without a verb: a name and a colon, or a dash and a name.

"SORENSEN: We have not decided." in an interview's transcript, "Finance minister Adjoa
Boateng: "We will not borrow."", ""There is no plan B." - Rosa Lindgren, climate envoy".
Press releases and transcripts are made of these; no verb says so.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterator

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
_SIDES = frozenset({"Question", "Answer"})
_DASH = re.compile(r"\s*-\s?(?=\w)")
_SUM = re.compile(r"\s*-\s?(that|this|such) (?:is|was) the ", re.IGNORECASE)
_MOST_WORDS = 12
_OCCASION = frozenset({"on", "after", "about", "before"})
_TURNS = 2
"""Paragraphs with a label that make a transcript."""


def find_verbless(context: Context) -> tuple[Candidate, ...]:
    """Return one candidate for each labelled paragraph and each signed quotation."""
    headed = tuple(_headed(context))
    led = {candidate.content for candidate in headed}
    labelled = (d for d in _labelled(context) if d.content not in led)
    return (*labelled, *_signed(context), *_summed_up(context), *headed)


def _labelled(context: Context) -> Iterator[Candidate]:
    found = [
        (passage, match)
        for passage in context.article.passages
        if passage.kind == "body" and (match := _LABEL.match(passage.text))
    ]
    labels = Counter(label_of(match) for _, match in found)
    turns = [m for p, m in found if _is_turn(context, p, m)]
    if turns:
        again = (m for _, m in found if labels[label_of(m)] >= _TURNS)
        turns += [m for m in again if m not in turns]
    for passage, match in found:
        turn = len(turns) >= _TURNS and match in turns
        if turn or _speaks(context, passage, match):
            candidate = _candidate_of_label(context, passage, match)
            if candidate is not None:
                yield candidate


def label_of(match: re.Match[str]) -> str:
    """Return the words of a label, without its mark."""
    return match.group(match.lastindex or 0)


def _is_turn(context: Context, passage: Passage, match: re.Match[str]) -> bool:
    """Tell a transcript's label: capitals, a person's name, "Interviewer", Q, A."""
    label = label_of(match)
    return (
        _CAPITALS.fullmatch(label) is not None
        or label.lower() in context.lexicon.persons
        or label in _SIDES
        or _speaks(context, passage, match)
    )


def _speaks(context: Context, passage: Passage, match: re.Match[str]) -> bool:
    """Tell a label that is somebody's name, with a quotation or a sentence after it."""
    noun_phrase = _noun_phrase(
        context,
        passage.start + match.start(match.lastindex or 0),
        passage.start + match.end(match.lastindex or 0),
    )
    if noun_phrase is None:
        return False
    tree = context.trees[noun_phrase.tree]
    if any(tree.tokens[p].upos in {"VERB", "AUX"} for p in noun_phrase.positions):
        return False
    named = any(tree.name_span(p, "Person") is not None for p in noun_phrase.positions)
    start = passage.start + match.end()
    quoted = any(q.start == start for q in context.quotations)
    return named and (quoted or passage.paragraph > 0)


def _candidate_of_label(
    context: Context, passage: Passage, match: re.Match[str]
) -> Candidate | None:
    start, end = (
        passage.start + match.start(match.lastindex or 0),
        passage.start + match.end(match.lastindex or 0),
    )
    # "Q." is one token.
    source = _noun_phrase(context, start, end) or _noun_phrase(context, start, end + 1)
    said = passage.text[match.end() :].rstrip()
    if source is None or not any(c.isalnum() for c in said):
        return None
    begin = passage.start + match.end()
    content = Span(begin, begin + len(said))
    return _candidate(context, source, content, Span(end, end + 1))


def _signed(context: Context) -> Iterator[Candidate]:
    for quotation in context.quotations:
        passage = _passage_of(context, quotation)
        if quotation.depth or passage is None:
            continue
        tail = _tail(context, quotation, passage)
        match = _DASH.match(tail)
        if match is None or len(tail.split()) > _MOST_WORDS or "." in tail[:-1]:
            continue
        start = quotation.end + match.end()
        source = _noun_phrase(context, start, quotation.end + len(tail))
        source = source and _without_occasion(context, source)
        if source is None or not _is_signature(context, source):
            continue
        dash = quotation.end + tail.index("-")
        content = Span(quotation.start, quotation.end)
        yield _candidate(context, source, content, Span(dash, dash + 1))


def _summed_up(context: Context) -> Iterator[Candidate]:
    """Yield '"Nobody is above the law" - that was the message of Ada Low'."""
    for quotation in context.quotations:
        tree = context.tree_at(quotation.end)
        match = _SUM.match(context.text, quotation.end)
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


def _tail(context: Context, quotation: Quotation, passage: Passage) -> str:
    """Return what follows the quotation in its paragraph, or else the next one."""
    tail = context.text[quotation.end : passage.end].rstrip()
    if tail or context.text[passage.start : quotation.start].strip():
        return tail
    later = (p for p in context.article.passages if p.start >= passage.end)
    after = next(later, None)
    return context.text[quotation.end : after.end].rstrip() if after else tail


def _without_occasion(context: Context, source: NounPhrase) -> NounPhrase:
    """Return "Ada Low" of "Ada Low on her last match"."""
    tree = context.trees[source.tree]
    end = next((p for p in source.positions if tree.lower(p) in _OCCASION), None)
    if end is None or end <= source.head or tree.tokens[end].upos != "ADP":
        return source
    positions = tuple(p for p in source.positions if p < end)
    return NounPhrase(source.tree, source.head, positions, tree.span(positions))


def _headed(context: Context) -> Iterator[Candidate]:
    """Yield 'The verdict of the neighbours: "He was quiet."': a noun and its owner."""
    for quotation in context.quotations:
        tree = context.tree_at(quotation.start)
        before = context.text[: quotation.start].rstrip()
        if quotation.depth or tree is None or not before.endswith(":"):
            continue
        colon = len(before) - 1
        lead = [p for p, t in enumerate(tree.tokens) if t.end <= colon]
        if not lead or any(tree.tokens[p].upos in {"VERB", "AUX"} for p in lead):
            continue
        owner = _owner_of_head(tree, lead)
        if owner is not None:
            source = noun_phrase(tree, owner)
            content = Span(quotation.start, quotation.end)
            yield _candidate(context, source, content, Span(colon, colon + 1))


def _owner_of_head(tree: Tree, lead: list[int]) -> int | None:
    """Return "neighbours" of "the verdict of the neighbours"."""
    tops = [p for p in lead if tree.tokens[p].head not in lead]
    if len(tops) != 1 or tree.tokens[tops[0]].upos != "NOUN":
        return None
    return _owner(tree, tops[0], lead)


def _owner(tree: Tree, noun: int, among: Collection[int]) -> int | None:
    return next(
        (
            n
            for n in tree.find(noun, "nmod")
            if n in among
            and (
                tree.tokens[n].deprel == "nmod:poss"
                or tree.case(n) in {"of", "from", "by"}
            )
        ),
        None,
    )


def _is_signature(context: Context, source: NounPhrase) -> bool:
    tree = context.trees[source.tree]
    verbal = any(tree.tokens[p].upos in {"VERB", "AUX"} for p in source.positions)
    named = any(
        tree.name_span(p, "Person", "Organization") is not None
        for p in source.positions
    )
    return not verbal and (named or _is_description(context, tree, source))


def _is_description(context: Context, tree: Tree, source: NounPhrase) -> bool:
    """Tell "a fan outside the stadium"."""
    noun = tree.lemma(source.head)
    speaks = noun in context.lexicon.persons or noun in context.lexicon.sources
    return speaks and tree.first(source.head, "det") is not None


def _passage_of(context: Context, quotation: Quotation) -> Passage | None:
    whole = (
        p
        for p in context.article.passages
        if p.start <= quotation.start and quotation.end <= p.end
    )
    return next(whole, None)


def _noun_phrase(context: Context, start: int, end: int) -> NounPhrase | None:
    """Return the words of a range as a noun phrase of the sentence they stand in."""
    for tree in context.trees:
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
    """Return the name's head, or the word that depends on none of the others."""
    person = tree.sentence.entities
    named = [e.start for e in person if e.label == "Person" and e.start in inside]
    tops = [p for p in inside if tree.tokens[p].head not in inside]
    return (named or tops)[0]


def _candidate(
    context: Context, source: NounPhrase, content: Span, mark: Span
) -> Candidate:
    cue = CueCandidate(
        tree=source.tree,
        head=source.head,
        positions=source.positions[-1:],
        lemma=context.text[mark.start : mark.end],
        form="mark",
        frames=frozenset(),
        subject_of=source.head,
    )
    return Candidate(
        content=(content,),
        cue=cue,
        cue_span=mark,
        frame="mark",
        source=source,
        evidence=(Evidence("marks", "named before a colon or after a dash"),),
    )
