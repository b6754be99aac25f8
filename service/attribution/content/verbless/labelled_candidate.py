"""The candidate of words that a label, a dash or a signature gives to a speaker."""

from service.attribution.candidates import Candidate, CueCandidate
from service.attribution.context import Context
from service.attribution.syntax.noun_phrases import NounPhrase
from service.attribution.syntax.sentence import Tree
from service.records import Evidence, Span


def implied_candidate(
    content: Span, rule: str, *, speaker: NounPhrase | None = None
) -> Candidate:
    """Return the candidate of words whose speaker only the layout shows."""
    return Candidate(
        content=(content,),
        frame="verbless",
        implied=speaker,
        evidence=(Evidence("marks", rule),),
    )


def labelled_candidate(
    context: Context, source: NounPhrase, content: Span, mark: Span | None
) -> Candidate:
    """Return the candidate of a content whose source stands beside it.

    ``mark`` is the colon or dash between them, which stands for the cue.
    """
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


def has_verb(context: Context, noun: NounPhrase) -> bool:
    """Whether a word of the phrase is a verb."""
    tree = context.trees[noun.tree]
    return any(tree.tokens[p].upos in {"VERB", "AUX"} for p in noun.positions)


def words_in(context: Context, start: int, end: int) -> NounPhrase | None:
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
