"""Tell verbs of saying in uses that report nothing."""

from service.attribution.tree import Tree

_NAMING = frozenset({"call", "dub", "entitle", "name", "nickname", "title"})


def is_silent(tree: Tree, verb: int) -> bool:
    """Tell whether the form and place of a verb show that nobody speaks."""
    return _only_names(tree, verb) or _only_explains(tree, verb)


def _only_names(tree: Tree, verb: int) -> bool:
    """Tell 'a talk called "Salt"' from 'a plan called "mad" by teachers'."""
    named = tree.tokens[verb].deprel == "acl" and tree.lemma(verb) in _NAMING
    by = any(tree.case(o) == "by" for o in tree.find(verb, "obl"))
    return named and tree.tokens[verb].xpos == "VBN" and not by


def _only_explains(tree: Tree, verb: int) -> bool:
    """Tell ', he said, referring to the rock', which says what he meant."""
    bare = tree.first(verb, "aux", "nsubj") is None
    return tree.lemma(verb) == "refer" and tree.tokens[verb].xpos == "VBG" and bare
