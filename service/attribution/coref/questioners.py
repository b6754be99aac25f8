"""Tell who asked from who answers: "asked by a host if he would go, he said no"."""

from service.attribution.candidates import Candidate, CueCandidate
from service.attribution.context import Context
from service.attribution.syntax.noun_phrases import noun_phrase
from service.attribution.syntax.sentence import Tree
from service.records import Span

_ASKS = frozenset(
    "ask challenge grill inquire press prompt query question quiz".split()
)
_ANSWERS = frozenset("answer counter reply respond retort".split())
_PEOPLE = frozenset({"him", "her", "them", "me", "us"})


def questioners(
    context: Context, candidate: Candidate, last: Candidate | None
) -> tuple[Span, ...]:
    """Return where those are named who asked what the candidate answers.

    They ask in a clause before its cue or in ``last``, the attribution before it.
    """
    cue = candidate.cue
    if cue is None or cue.form != "verb":
        return ()
    tree = context.trees[cue.tree]
    found = [
        asker
        for head in dict.fromkeys((cue.head, cue.subject_of))
        for clause in tree.find(head, "advcl")
        if clause < head and tree.lemma(clause) in _ASKS
        for asker in (_asker(context, tree, clause, cue),)
        if asker is not None
    ]
    spans = [span for asker in found for span in _names(tree, asker)]
    if (
        last is not None
        and last.source
        and _asks(last)
        and _answers(context, candidate, last)
    ):
        spans += _names(context.trees[last.source.tree], last.source.head)
    return tuple(spans)


def _answers(context: Context, candidate: Candidate, last: Candidate) -> bool:
    """Tell "he replied" and, right after a question in marks, "the mayor said"."""
    if candidate.cue is not None and candidate.cue.lemma in _ANSWERS:
        return True
    source, question = candidate.source, context.text[last.start : last.end]
    described = source is not None and (
        context.trees[source.tree].tokens[source.head].upos == "NOUN"
    )
    return described and question.endswith('?"')


def _asks(candidate: Candidate) -> bool:
    return candidate.cue is not None and candidate.cue.lemma in _ASKS


def _asker(context: Context, tree: Tree, verb: int, cue: CueCandidate) -> int | None:
    """Return "a host" of "asked by a host" and of "when a host asked him"."""
    subject = tree.first(verb, "nsubj")
    if subject is None or tree.tokens[subject].deprel == "nsubj:pass":
        agents = (o for o in tree.find(verb, "obl") if tree.case(o) == "by")
        return next(agents, None)
    asked = any(_is_person(context, tree, o) for o in tree.find(verb, "obj", "iobj"))
    return subject if asked or cue.lemma in _ANSWERS else None


def _is_person(context: Context, tree: Tree, position: int) -> bool:
    return (
        tree.lower(position) in _PEOPLE
        or tree.lemma(position) in context.lexicon.persons
        or tree.name_span(position, "Person") is not None
    )


def _names(tree: Tree, head: int) -> list[Span]:
    """Return the phrase up to its head, and its appositions."""
    start = noun_phrase(tree, head).span.start
    beside = [tree.span(tree.subtree(c)) for c in tree.find(head, "appos", "flat")]
    return [Span(start, tree.tokens[head].end), *beside]
