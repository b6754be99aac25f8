"""Dialogue whose lines begin with a dash instead of quotation marks.

"— We are closed, he said." and "— Since when? asked a woman.", one line a paragraph.
"""

from collections.abc import Iterator, Sequence
from itertools import groupby

from msgspec.structs import replace

from service.attribution.candidates import Candidate, CueCandidate
from service.attribution.content.verbless.labelled_candidate import implied_candidate
from service.attribution.context import Context
from service.attribution.syntax.noun_phrases import NounPhrase, noun_phrase
from service.attribution.syntax.sentence import Tree
from service.records import Span
from service.text.article import Passage

_DASHES = frozenset("\N{EN DASH}\N{EM DASH}\N{HORIZONTAL BAR}")
_LEAST_LINES = 2
_BREAKS = frozenset({",", "?", "!"})


def find_dash_dialogue(
    context: Context, cues: Sequence[CueCandidate]
) -> Iterator[Candidate]:
    """Yield what is said in each line of a dialogue with dashes.

    At least two lines in a row begin with a long dash, and one of them names who speaks
    after a comma, a question or an exclamation mark. A line without a speaker has that
    of the last line but one.
    """
    by_tree: dict[int, list[CueCandidate]] = {}
    for cue in cues:
        if cue.form == "verb" and cue.known and "quote" in cue.frames:
            by_tree.setdefault(cue.tree, []).append(cue)
    for lines in _blocks(context):
        found = [_line(context, line, by_tree) for line in lines]
        if any(candidate.cue is not None for candidate in found):
            yield from _with_alternate_speakers(found)


def _blocks(context: Context) -> Iterator[list[Passage]]:
    """Yield the runs of two or more paragraphs that begin with a long dash."""
    text = context.article.text
    passages = (p for p in context.article.passages if p.kind in {"body", "heading"})
    for dashed, block in groupby(passages, lambda p: text[p.start] in _DASHES):
        lines = list(block)
        if dashed and len(lines) >= _LEAST_LINES:
            yield lines


def _line(
    context: Context, line: Passage, cues: dict[int, list[CueCandidate]]
) -> Candidate:
    """Return the words of a line up to the clause that names their speaker."""
    start = line.start + 1
    tree = context.tree_at(start)
    while tree is not None and tree.tokens[0].start < line.end:
        for cue in cues.get(tree.index, ()):
            first = _first_of_clause(tree, cue)
            if first is None or tree.tokens[first].start <= start:
                continue
            end = context.end_before(tree.tokens[first].start)
            if context.text[end - 1] not in _BREAKS or context.text[end - 2] == "-":
                continue
            content = context.trim(Span(start, end))
            if content is not None:
                span = context.trim(tree.span(cue.positions))
                source = _subject(tree, cue)
                return Candidate((content,), cue, span, "verbless", source)
        following = tree.index + 1
        tree = context.trees[following] if following < len(context.trees) else None
    content = context.trim(Span(start, line.end)) or Span(start, line.end)
    return implied_candidate(content, "a line of a dialogue with dashes")


def _first_of_clause(tree: Tree, cue: CueCandidate) -> int | None:
    """Return the first word of subject and verb, if no other word is between them."""
    subject = tree.subject(cue.head)
    if subject is None or subject > cue.head:
        return cue.positions[0]
    words = noun_phrase(tree, subject).positions
    return words[0] if words[-1] + 1 == cue.positions[0] else None


def _subject(tree: Tree, cue: CueCandidate) -> NounPhrase | None:
    """Return the noun phrase right after a verb that begins its clause, or None.

    The parse may have it as an object ("asked a woman with a pram").
    """
    if tree.subject(cue.head) is not None:
        return None
    beside = tree.find(cue.head, "iobj", "obj")
    after = cue.positions[-1] + 1
    for noun in beside:
        phrase = noun_phrase(tree, noun)
        if phrase.positions[0] == after:
            return _with_attribute(tree, cue.head, phrase)
    return None


def _with_attribute(tree: Tree, verb: int, phrase: NounPhrase) -> NounPhrase:
    """Return the phrase with its attribute after it ("a woman with a pram")."""
    prepositions = tree.lexicon.words.attribute_prepositions
    after = phrase.positions[-1] + 1
    for oblique in tree.find(verb, "obl", "nmod"):
        inside = tree.subtree(oblique)
        if inside[0] == after and tree.case(oblique) in prepositions:
            positions = (*phrase.positions, *inside)
            return NounPhrase(tree.index, phrase.head, positions, tree.span(positions))
    return phrase


def _with_alternate_speakers(lines: Sequence[Candidate]) -> Iterator[Candidate]:
    for number, candidate in enumerate(lines):
        before = lines[number - 2] if number >= _LEAST_LINES else None
        speaker = None if before is None else before.source or before.implied
        if candidate.cue is not None:
            yield candidate
        elif speaker is not None:
            yield replace(candidate, implied=speaker)
