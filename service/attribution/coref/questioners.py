"""Mentions of a questioner: "asked by a host if he would go, he said no".

A pronoun or description that answers a question does not refer to the questioner.
"""

from service.attribution.candidates import Candidate, CueCandidate
from service.attribution.context import Context
from service.attribution.syntax.noun_phrases import noun_phrase
from service.attribution.syntax.sentence import Tree
from service.records import Span

_ASKING_VERBS = frozenset(
    "ask challenge grill inquire press prompt query question quiz".split()
)
_ANSWERING_VERBS = frozenset("answer counter reply respond retort".split())
_OBJECT_PRONOUNS = frozenset({"him", "her", "them", "me", "us"})


def find_questioners(
    context: Context, candidate: Candidate, previous: Candidate | None
) -> tuple[Span, ...]:
    """Return the mentions of whoever asked the question that the candidate answers.

    The question is an adverbial clause before the cue ("when a host asked him") or
    ``previous``, the attribution before the candidate.
    """
    cue = candidate.cue
    if cue is None or cue.form != "verb":
        return ()
    tree = context.trees[cue.tree]
    questioners = [
        questioner
        for head in dict.fromkeys((cue.head, cue.subject_of))
        for clause in tree.find(head, "advcl")
        if clause < head and tree.lemma(clause) in _ASKING_VERBS
        for questioner in (_questioner_in(context, tree, clause, cue),)
        if questioner is not None
    ]
    spans = [span for head in questioners for span in _mention_spans(tree, head)]
    if (
        previous is not None
        and previous.source
        and _is_question(previous)
        and _is_answer(context, candidate, previous)
    ):
        source = previous.source
        spans += _mention_spans(context.trees[source.tree], source.head)
    return tuple(spans)


def _is_answer(context: Context, candidate: Candidate, question: Candidate) -> bool:
    """Whether the candidate answers the question before it.

    Its cue is a verb of answering ("he replied"), or its source is a common noun and
    the question ends in quotation marks ('"Why?" Lee asked. The mayor said').
    """
    if candidate.cue is not None and candidate.cue.lemma in _ANSWERING_VERBS:
        return True
    source, text = candidate.source, context.text[question.start : question.end]
    described = source is not None and (
        context.trees[source.tree].tokens[source.head].upos == "NOUN"
    )
    return described and text.endswith('?"')


def _is_question(candidate: Candidate) -> bool:
    return candidate.cue is not None and candidate.cue.lemma in _ASKING_VERBS


def _questioner_in(
    context: Context, tree: Tree, verb: int, cue: CueCandidate
) -> int | None:
    """Return the head of "a host" in "asked by a host" and "when a host asked him".

    An active clause needs a person as object or a cue of answering, since "when he
    asked for the report" is no question.
    """
    subject = tree.first(verb, "nsubj")
    if subject is None or tree.tokens[subject].deprel == "nsubj:pass":
        agents = (o for o in tree.find(verb, "obl") if tree.case(o) == "by")
        return next(agents, None)
    asked = any(_is_person(context, tree, o) for o in tree.find(verb, "obj", "iobj"))
    return subject if asked or cue.lemma in _ANSWERING_VERBS else None


def _is_person(context: Context, tree: Tree, position: int) -> bool:
    return (
        tree.lower(position) in _OBJECT_PRONOUNS
        or tree.lemma(position) in context.lexicon.persons
        or tree.name_span(position, "Person") is not None
    )


def _mention_spans(tree: Tree, head: int) -> list[Span]:
    """Return the spans up to the head, of the rest of the name and of appositions."""
    start = noun_phrase(tree, head).span.start
    beside = [tree.span(tree.subtree(c)) for c in tree.find(head, "appos", "flat")]
    return [Span(start, tree.tokens[head].end), *beside]
