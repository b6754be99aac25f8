"""Find who speaks in a quotation that a sentence of the narrative leads into.

'The council is "looking at" it. Ann Low laughs. "I have stopped asking."': what is said
is Low's, though the council was the last to speak.
"""

from collections.abc import Sequence

from service.attribution.candidates import Candidate
from service.attribution.context import Context
from service.attribution.quotation_marks import Quotation
from service.attribution.syntax.descriptions import (
    has_pronominal_possessor,
    is_definite,
    name_in_phrase,
)
from service.attribution.syntax.noun_phrases import NounPhrase, noun_phrase
from service.attribution.syntax.sentence import Tree

_GESTURES = frozenset(
    "bristle chuckle cry frown gesture giggle grimace grin hesitate laugh nod pause "
    "point shake shrug sigh smile snort sob weep wince".split()
)
"""What people do between words."""
_MINE = frozenset({"i", "i'm", "i've", "i'd", "i'll", "my", "me"})
_THIRD = frozenset({"he", "she", "him", "her", "his", "he's", "she's"})
_GENDERED = frozenset({"he", "she"})
_MARKS = "'\",.;:-()?!"


def lead_in_speaker(
    context: Context,
    candidates: Sequence[Candidate],
    quotation: Quotation,
    last: Candidate | None,
) -> NounPhrase | None:
    """Return the person that the sentence before a quotation says is about to speak.

    ``last`` is the attribution before it, whose own speaker needs no leading in.
    """
    tree = context.tree_at(quotation.start - 1)
    if tree is None or not _leads(context, candidates, tree, quotation):
        return None
    subject = _subject(context, tree)
    if subject is None or (last is not None and _is_same(context, subject, last)):
        return None
    said = _words(context, quotation.start, quotation.end)
    if said & (_THIRD | _words(context, subject.span.start, subject.span.end)):
        return None
    return subject if said & _MINE or _is_showing(context, tree) else None


def _words(context: Context, start: int, end: int) -> set[str]:
    words = context.text[start:end].lower().split()
    return {word.strip(_MARKS) for word in words if word not in {"a", "the"}}


def _leads(
    context: Context, candidates: Sequence[Candidate], tree: Tree, quotation: Quotation
) -> bool:
    """Tell a sentence without speech right before the quotation."""
    start, end = tree.tokens[0].start, tree.sentence.end
    gap = context.text[end : quotation.start]
    if end > quotation.start or gap.strip() or "\n" in gap:
        return False
    if any(q.start < end and start < q.end for q in context.quotations):
        return False
    said = (s for d in candidates for s in (*d.content, d.cue_span) if s is not None)
    return not any(s.start < end and start < s.end for s in said)


def _subject(context: Context, tree: Tree) -> NounPhrase | None:
    """Return the person who is the subject: a name, "she" or "the aide"."""
    root = _root(tree)
    felt = tree.lower(root) in context.lexicon.adjectives  # "is convinced"
    head = tree.first(root, "nsubj")
    if head is None or (tree.tokens[head].deprel == "nsubj:pass" and not felt):
        return None
    carried = name_in_phrase(context.lexicon, tree, head)
    if carried is not None:
        return noun_phrase(tree, head) if carried[2] == "Person" else None
    described = tree.lemma(head) in context.lexicon.persons and (
        is_definite(tree, head) or has_pronominal_possessor(tree, head)
    )
    singular = tree.tokens[head].xpos not in {"NNS", "NNPS"}
    person = tree.lower(head) in _GENDERED or (described and singular)
    return noun_phrase(tree, head) if person else None


def _is_same(context: Context, subject: NounPhrase, last: Candidate) -> bool:
    """Tell whether the subject may be who spoke last: "she" may be any woman."""
    source = last.source or last.implied
    if source is None:
        return True
    tree, before = context.trees[subject.tree], context.trees[source.tree]
    own = {tree.lower(p) for p in subject.positions if tree.tokens[p].upos == "PROPN"}
    if not own:
        named = name_in_phrase(context.lexicon, before, source.head)
        person = named is not None and named[2] == "Person"
        nouns = _GENDERED | context.lexicon.persons.keys()
        return person or before.lemma(source.head) in nouns
    return not own.isdisjoint(before.lower(p) for p in source.positions)


def _is_showing(context: Context, tree: Tree) -> bool:
    """Tell "Low laughed", "Low is blunt" and "Low disagreed" from "Low left in May"."""
    root = _root(tree)
    expresses = tree.lemma(root) in _GESTURES | context.lexicon.verbs.keys()
    felt = tree.lower(root) in context.lexicon.adjectives
    return expresses or felt or tree.tokens[root].xpos in {"VBZ", "VBP", "JJ"}


def _root(tree: Tree) -> int:
    return next(p for p in range(len(tree)) if tree.head(p) is None)
