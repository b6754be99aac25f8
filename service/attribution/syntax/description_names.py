"""The name of a speaker who has none: the description, without article and clause."""

from collections.abc import Iterable

from service.attribution.syntax.sentence import Tree


def name_from_description(tree: Tree, positions: Iterable[int]) -> str:
    """Return the text of a description as a name.

    Without the determiner that begins it, unless "of" follows ("one of the residents"),
    and without a relative clause: "aide" for "an aide who left".
    """
    determiners = tree.lexicon.words.description_determiners
    words = list(positions)
    whole = set(words)
    clauses = {
        below
        for p in words
        if tree.is_relative_clause(p) and tree.head(p) in whole
        for below in range(tree.subtree(p)[0], words[-1] + 1)
    }
    words = [p for p in words if p not in clauses] or words
    while len(words) > 1 and tree.tokens[words[-1]].upos == "PUNCT":
        if tree.tokens[words[-1]].text == ")":
            break
        words.pop()
    if (
        len(words) > 1
        and tree.lower(words[0]) in determiners
        and tree.lower(words[1]) != "of"  # "one of the residents"
    ):
        words = words[1:]
    return tree.text(words)
