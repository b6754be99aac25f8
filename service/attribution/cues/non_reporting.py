"""Uses of reporting verbs that report nothing: naming, referring, examining."""

from service.attribution.lexicon import Lexicon
from service.attribution.syntax.sentence import Tree


def is_non_reporting(tree: Tree, verb: int, lexicon: Lexicon) -> bool:
    """Whether the form and the dependents of a verb show that it reports nothing."""
    return (
        _is_naming(tree, verb)
        or _is_referring(tree, verb)
        or _is_examining(tree, verb, lexicon)
    )


def _is_naming(tree: Tree, verb: int) -> bool:
    """Whether a participle of naming has no agent.

    True of 'a talk called "Salt"', not of 'a plan called "mad" by teachers'.
    """
    names = tree.lemma(verb) in tree.lexicon.verbs.naming
    naming = names and tree.tokens[verb].deprel == "acl"
    return naming and tree.tokens[verb].xpos == "VBN" and tree.agent(verb) is None


def _is_referring(tree: Tree, verb: int) -> bool:
    """Whether a bare participle explains a reference ("referring to the dam")."""
    refers = tree.lemma(verb) in tree.lexicon.verbs.referring
    referring = refers and tree.tokens[verb].xpos == "VBG"
    bare = tree.first(verb, "aux", "nsubj", "ccomp") is None
    return referring and bare and tree.oblique(verb, "to") is not None


def _is_examining(tree: Tree, verb: int, lexicon: Lexicon) -> bool:
    """Whether a person is questioned or a case is heard.

    Examples are "questioned his wife" and "is heard by a court".
    """
    passive = tree.is_passive(verb)
    if tree.lemma(verb) == "hear":
        return passive and tree.agent(verb) is not None
    patient = tree.passive_subject(verb) if passive else tree.direct_object(verb)
    if tree.lemma(verb) != "question" or patient is None:
        return False
    return tree.is_person(patient) or tree.lemma(patient) in lexicon.persons
