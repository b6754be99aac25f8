"""Tell verbs of saying in uses that report nothing."""

from service.attribution.lexicon import Lexicon
from service.attribution.syntax.sentence import Tree

_NAMING_VERBS = frozenset({"call", "dub", "entitle", "name", "nickname", "title"})
_REFERRING_VERBS = frozenset({"refer", "reply", "respond"})


def is_non_reporting(tree: Tree, verb: int, lexicon: Lexicon) -> bool:
    """Tell whether the form and place of a verb show that nobody speaks."""
    return (
        _is_naming(tree, verb)
        or _is_referring(tree, verb)
        or _is_examining(tree, verb, lexicon)
    )


def _is_naming(tree: Tree, verb: int) -> bool:
    """Tell 'a talk called "Salt"' from 'a plan called "mad" by teachers'."""
    named = tree.tokens[verb].deprel == "acl" and tree.lemma(verb) in _NAMING_VERBS
    by = any(tree.case(o) == "by" for o in tree.find(verb, "obl"))
    return named and tree.tokens[verb].xpos == "VBN" and not by


def _is_referring(tree: Tree, verb: int) -> bool:
    """Tell ', he said, referring to the rock', which says what he meant."""
    bare = tree.first(verb, "aux", "nsubj", "ccomp") is None
    towards = any(tree.case(o) == "to" for o in tree.find(verb, "obl"))
    explains = tree.lemma(verb) in _REFERRING_VERBS and tree.tokens[verb].xpos == "VBG"
    return explains and bare and towards


def _is_examining(tree: Tree, verb: int, lexicon: Lexicon) -> bool:
    """Tell "questioned his wife" and "is heard by a court", which are no contents."""
    passive = tree.has_child(verb, "aux:pass")
    if tree.lemma(verb) == "hear":
        return passive and any(tree.case(o) == "by" for o in tree.find(verb, "obl"))
    whom = tree.first(verb, "nsubj" if passive else "obj")
    if tree.lemma(verb) != "question" or whom is None:
        return False
    person = (
        tree.tokens[whom].upos == "PRON" or tree.name_span(whom, "Person") is not None
    )
    return person or tree.lemma(whom) in lexicon.persons
