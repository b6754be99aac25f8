"""Mentions of a questioner: "asked by a host if he would go, he said no".

A pronoun or description that answers a question does not refer to the questioner.
"""

from service.attribution.candidates import Candidate, CueCandidate
from service.attribution.context import Context
from service.attribution.syntax.noun_phrases import noun_phrase
from service.attribution.syntax.sentence import Tree
from service.records import Span


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
        if clause < head and tree.lemma(clause) in tree.lexicon.verbs.questioning
        for questioner in (_questioner_in(context, tree, clause, cue),)
        if questioner is not None
    ]
    spans = [span for head in questioners for span in _mention_spans(tree, head)]
    if (
        previous is not None
        and previous.source
        and _is_question(context, previous)
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
    answering = context.lexicon.verbs.answering
    if candidate.cue is not None and candidate.cue.lemma in answering:
        return True
    source, text = candidate.source, context.text[question.start : question.end]
    described = source is not None and (
        context.trees[source.tree].tokens[source.head].upos == "NOUN"
    )
    return described and text.endswith('?"')


def _is_question(context: Context, candidate: Candidate) -> bool:
    cue = candidate.cue
    return cue is not None and cue.lemma in context.lexicon.verbs.questioning


def _questioner_in(
    context: Context, tree: Tree, verb: int, cue: CueCandidate
) -> int | None:
    """Return the head of "a host" in "asked by a host" and "when a host asked him".

    An active clause needs a person as object or a cue of answering, since "when he
    asked for the report" is no question.
    """
    subject = tree.subject(verb)
    if subject is None or tree.is_passive_subject(subject):
        return tree.agent(verb)
    asked = any(_is_person(context, tree, o) for o in tree.find(verb, "obj", "iobj"))
    return subject if asked or cue.lemma in tree.lexicon.verbs.answering else None


def _is_person(context: Context, tree: Tree, position: int) -> bool:
    return tree.is_person(position) or tree.lemma(position) in context.lexicon.persons


def _mention_spans(tree: Tree, head: int) -> list[Span]:
    """Return the spans up to the head, of the rest of the name and of appositions."""
    start = noun_phrase(tree, head).span.start
    beside = [tree.span(tree.subtree(c)) for c in tree.find(head, "appos", "flat")]
    return [Span(start, tree.tokens[head].end), *beside]
