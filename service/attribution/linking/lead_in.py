"""The speaker of a quotation that the sentence before introduces without a cue.

'The council is "looking at" it. Ann Low laughs. "I have stopped asking."': the speaker
is Low, though the last attribution is the council's.
"""

from service.attribution.candidates import Candidate
from service.attribution.context import Context
from service.attribution.linking.attribution_sequence import AttributionSequence
from service.attribution.quotation_marks import Quotation
from service.attribution.syntax.descriptions import (
    has_pronominal_possessor,
    is_definite,
    name_in_phrase,
)
from service.attribution.syntax.noun_phrases import NounPhrase, noun_phrase
from service.attribution.syntax.sentence import Tree

_GENDERED_PRONOUNS = frozenset({"he", "she"})
_PUNCTUATION = "'\",.;:-()?!"


def lead_in_speaker(
    context: Context,
    candidates: AttributionSequence,
    quotation: Quotation,
    last: Candidate | None,
) -> NounPhrase | None:
    """Return the subject of the sentence before a quotation if it is the speaker.

    The sentence shows a person's gesture, attitude or state, or the quotation is in the
    first person; it names neither the subject nor a third person. None if the subject
    may be the speaker of ``last``, the attribution before: that one continues.
    """
    tree = context.tree_at(quotation.start - 1)
    if tree is None or not _is_lead_in(context, candidates, tree, quotation):
        return None
    subject = _person_subject(context, tree)
    if subject is None or (last is not None and _may_be_source(context, subject, last)):
        return None
    quoted = _words(context, quotation.start, quotation.end)
    own = _words(context, subject.span.start, subject.span.end)
    words = context.lexicon.words
    if quoted & (words.third_person_singular | own):
        return None
    first_person = quoted & words.first_person_singular
    return subject if first_person or _is_expressive(context, tree) else None


def follows_gesture(context: Context, quotation: Quotation) -> bool:
    """Whether the sentence before a quotation shows a gesture ("She shrugged.")."""
    tree = context.tree_at(quotation.start - 1)
    if tree is None or tree.sentence.end > quotation.start:
        return False
    same = context.paragraphs[tree.index] == quotation.paragraph
    return same and _is_gesture(context, tree)


def preceding_subject(context: Context, quotation: Quotation) -> NounPhrase | None:
    """Return the person who is the subject of the sentence before the quotation.

    A name, or in the same paragraph a pronoun or a definite noun ("the warden").
    """
    tree = context.tree_at(quotation.start - 1)
    if tree is None or tree.sentence.end > quotation.start:
        return None
    for position in range(len(tree)):
        if tree.rels[position] != "nsubj":
            continue
        named = name_in_phrase(context.lexicon, tree, position)
        if named is not None and named.is_person:
            return noun_phrase(tree, position)
    same = context.paragraphs[tree.index] == quotation.paragraph
    return _person_subject(context, tree) if same else None


def _words(context: Context, start: int, end: int) -> set[str]:
    """Return the words of a range in lower case, without articles and punctuation."""
    words = context.text[start:end].lower().split()
    return {word.strip(_PUNCTUATION) for word in words if word not in {"a", "the"}}


def _is_lead_in(
    context: Context, candidates: AttributionSequence, tree: Tree, quotation: Quotation
) -> bool:
    """Whether a sentence directly precedes the quotation and reports nothing itself."""
    start, end = tree.tokens[0].start, tree.sentence.end
    gap = context.text[end : quotation.start]
    if end > quotation.start or gap.strip() or "\n" in gap:
        return False
    quoted = any(True for _ in context.quotation_index.overlapping(start, end))
    gesture = _is_gesture(context, tree)
    return not quoted and (gesture or not candidates.reports_in(start, end))


def _person_subject(context: Context, tree: Tree) -> NounPhrase | None:
    """Return the subject if it is a person: a name, "she" or "the aide"."""
    root = tree.root
    # "is convinced"
    adjective = tree.lower(root) in context.lexicon.reporting_adjectives
    head = tree.subject(root)
    if head is None or (tree.is_passive_subject(head) and not adjective):
        return None
    named = name_in_phrase(context.lexicon, tree, head)
    if named is not None:
        return noun_phrase(tree, head) if named.is_person else None
    animate = tree.lemma(head) in context.lexicon.persons or (
        tree.tokens[head].upos == "NOUN" and _is_gesture(context, tree)
    )
    described = animate and (
        is_definite(tree, head) or has_pronominal_possessor(tree, head)
    )
    singular = tree.tokens[head].xpos not in {"NNS", "NNPS"}
    person = tree.lower(head) in _GENDERED_PRONOUNS or (described and singular)
    return noun_phrase(tree, head) if person else None


def _is_gesture(context: Context, tree: Tree) -> bool:
    """Whether the main verb of a sentence is of a gesture ("Low laughed")."""
    return tree.lemma(tree.root) in context.lexicon.verbs.gestures


def _may_be_source(context: Context, subject: NounPhrase, last: Candidate) -> bool:
    """Whether the subject may be the source of ``last``.

    Two names are compared; a subject without a name may be any person.
    """
    source = last.source or last.implied
    if source is None:
        return not _is_gesture(context, context.trees[subject.tree])
    tree, before = context.trees[subject.tree], context.trees[source.tree]
    own = {tree.lower(p) for p in subject.positions if tree.tokens[p].upos == "PROPN"}
    if not own:
        named = name_in_phrase(context.lexicon, before, source.head)
        person = named is not None and named.is_person
        noun = before.lemma(source.head)
        return person or noun in _GENDERED_PRONOUNS or noun in context.lexicon.persons
    return not own.isdisjoint(before.lower(p) for p in source.positions)


def _is_expressive(context: Context, tree: Tree) -> bool:
    """Whether the sentence shows a gesture, an attitude or a state in the present.

    "Low laughed", "Low disagreed", "Low is blunt", but not "Low left in May".
    """
    root = tree.root
    lemma = tree.lemma(root)
    expressive = (
        lemma in context.lexicon.verbs.gestures
        or lemma in context.lexicon.reporting_verbs
    )
    adjective = tree.lower(root) in context.lexicon.reporting_adjectives
    return expressive or adjective or tree.tokens[root].xpos in {"VBZ", "VBP", "JJ"}
