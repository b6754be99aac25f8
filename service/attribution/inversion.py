"""Subjects that the parser did not see as such, beside a verb of saying.

Its commonest mistakes in news: "It was bought, declared the mayor." with the verb as a
participle, and "The plan, Governor Castro insisted, is ..." with the name as an
apposition.
"""

from service.attribution.tree import Tree

_OBJECTS = frozenset({"obj", "xcomp", "nsubj", "dep", "obl", "appos"})


def follows_its_content(tree: Tree, verb: int) -> bool:
    """Tell ", declared the mayor." with the speaker between the verb and the end."""
    return inverted_subject(tree, verb) is not None


def inverted_subject(tree: Tree, verb: int) -> int | None:
    """Return the noun after a verb that ends its sentence and has no subject."""
    if verb == 0 or tree.tokens[verb].xpos not in {"VBD", "VBN"}:
        return None
    if tree.tokens[verb - 1].text not in {",", '"'} or _has_subject(tree, verb):
        return None
    for child in tree.find(verb, *_OBJECTS):
        phrase = tree.subtree(child)
        nominal = tree.tokens[child].upos in {"NOUN", "PROPN", "PRON"}
        if nominal and phrase[0] == verb + 1 and phrase[-1] >= len(tree) - 2:
            return child
    return None


def inserted_subject(tree: Tree, verb: int) -> int | None:
    """Return the name right before a parenthetic verb that has no subject."""
    if _has_subject(tree, verb) or verb + 1 >= len(tree):
        return None
    if tree.tokens[verb + 1].text != ",":
        return None
    for entity in tree.sentence.entities:
        if entity.label == "Person" and entity.end == verb:
            inside = range(entity.start, entity.end)
            head = next(p for p in inside if tree.tokens[p].head not in inside)
            return _described(tree, head)
    return None


def _described(tree: Tree, name: int) -> int:
    """Return "director" of "its director Ada Low", as far as no comma is between."""
    above = tree.head(name)
    while (
        above is not None
        and above < name
        and tree.rels[name] in {"appos", "flat", "compound", "nmod"}
        and all(tree.tokens[p].upos != "PUNCT" for p in range(above, name))
    ):
        name, above = above, tree.head(above)
    return name


def _has_subject(tree: Tree, verb: int) -> bool:
    return tree.first(verb, "nsubj", "aux") is not None
