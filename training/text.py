"""Running text from trees, with character labels for training the tokenizer."""

from collections.abc import Sequence

from training.conllu import Tree

PARAGRAPH = "\n\n"


def text_of(trees: Sequence[Tree]) -> str:
    """Return the text of the trees, with a blank line between paragraphs."""
    return PARAGRAPH.join(
        "".join(_spaced(tree) for tree in paragraph).rstrip()
        for paragraph in paragraphs(trees)
    )


def labels_of(trees: Sequence[Tree]) -> str:
    """Return a digit for each character of ``text_of``.

    1 is the last character of a word, 2 of a sentence, 0 any other. Newlines are kept.
    """
    return PARAGRAPH.join(
        "".join(_labels(tree) for tree in paragraph).rstrip("0")
        for paragraph in paragraphs(trees)
    )


def paragraphs(trees: Sequence[Tree]) -> list[list[Tree]]:
    """Return the trees of each paragraph."""
    found: list[list[Tree]] = []
    for tree in trees:
        if tree.paragraph or not found:
            found.append([])
        found[-1].append(tree)
    return found


def _spaced(tree: Tree) -> str:
    return "".join(word.form + " " * word.space_after for word in tree.words)


def _labels(tree: Tree) -> str:
    last = len(tree.words) - 1
    return "".join(
        "0" * (len(word.form) - 1)
        + ("2" if index == last else "1")
        + "0" * word.space_after
        for index, word in enumerate(tree.words)
    )
