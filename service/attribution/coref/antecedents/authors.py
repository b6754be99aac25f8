"""The author of a text that is somebody's own words: a statement, a letter, a post."""

from bisect import bisect_left
from collections.abc import Iterator

from service.attribution.context import Context
from service.attribution.syntax.noun_phrases import NounPhrase, noun_phrase
from service.attribution.syntax.sentence import Tree

_AUTHOR_CASES = frozenset({"by", "from", "of"})
_SEEN = 10
"""Earlier mentions of a text beside which its author may stand."""


def is_own_words(tree: Tree, head: int) -> bool:
    """Whether a noun denotes a text in which its author speaks."""
    if tree.lemma(head) != "release":
        return tree.lemma(head) in tree.lexicon.nouns.own_words
    return any(tree.lower(c) in {"press", "news"} for c in tree.find(head, "compound"))


def find_author(context: Context, tree: Tree, head: int) -> NounPhrase | None:
    """Return the noun phrase of the author of a text, None if the article has none.

    The author stands in the phrase of the text ("the ministry's statement", "a letter
    signed by Roe"), or beside an earlier mention of a definite one ("Roe said in a
    statement", "the bank issued a statement").
    """
    author = _author_in_phrase(context, tree, head)
    if author is not None or not _is_known(tree, head):
        return None if author is None else noun_phrase(tree, author)
    return next(_authors_before(context, tree, head), None)


def _is_known(tree: Tree, head: int) -> bool:
    """Whether a noun may refer to a text that has been mentioned ("the statement")."""
    new = tree.has(head, "det", *tree.lexicon.words.indefinite_determiners)
    return not new and tree.first(head, "nummod") is None


def _author_in_phrase(context: Context, tree: Tree, head: int) -> int | None:
    """Return the head of the author in the noun phrase of a text."""
    for child in tree.children[head]:
        if tree.is_possessor(child):
            return child
        dated = tree.name_span(child, "Date") is not None
        if (
            tree.rels[child] == "nmod"
            and tree.case(child) in _AUTHOR_CASES
            and not dated
        ):
            return child
        if tree.rels[child] == "compound" and _is_author(context, tree, child):
            return child
        if (
            tree.rels[child] == "acl"
            and tree.lemma(child) in tree.lexicon.verbs.issuing
        ):
            agent = tree.agent(child)
            if agent is not None:
                return agent
    return None


def _is_author(context: Context, tree: Tree, modifier: int) -> bool:
    """Whether a modifier of a text names its author ("a World Bank statement").

    A medium does not ("a Twitter post").
    """
    name = tree.name_span(modifier, "Organization", "Person")
    if context.lexicon.sources.get(tree.lemma(modifier)) == "organization":
        return True
    return name is not None and (
        context.lexicon.outlets.find(tree.text(range(name.start, name.end))) is None
    )


def _authors_before(context: Context, tree: Tree, head: int) -> Iterator[NounPhrase]:
    """Yield the authors beside earlier mentions of a text, the nearest first."""
    places = context.text_nouns[tree.lemma(head)]
    end = bisect_left(places, (tree.index, head))
    for index, position in reversed(places[max(end - _SEEN, 0) : end]):
        before = context.trees[index]
        author = _author_in_phrase(context, before, position)
        author = _issuer(before, position) if author is None else author
        if author is not None:
            yield noun_phrase(before, author)


def _issuer(tree: Tree, text: int) -> int | None:
    """Return the subject that speaks in a text or issues it, or who it is issued by."""
    verb = tree.head(text)
    if verb is None:
        return None
    if tree.rels[text] == "obl" and tree.case(text) in {"in", "through", "via"}:
        return tree.subject(verb)
    if tree.lemma(verb) not in tree.lexicon.verbs.issuing:
        return None
    if tree.rels[text] == "obj":
        return tree.subject(verb)
    return tree.agent(verb) if tree.is_passive_subject(text) else None
