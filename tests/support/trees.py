"""Trees of single rows, and the positions of words in them."""

from service.attribution.syntax.sentence import Tree
from tests.support.builders import context_of


def tree_of(row: str) -> Tree:
    """Return the tree of a row, as the stages get it."""
    return context_of(row).trees[0]


def position_of(tree: Tree, word: str) -> int:
    """Return the position of the first token with the form."""
    return next(p for p in range(len(tree)) if tree.tokens[p].text == word)


def word_at(tree: Tree, position: int | None) -> str | None:
    """Return the form at a position, None for none."""
    return None if position is None else tree.tokens[position].text
