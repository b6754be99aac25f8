"""Sentences built by hand, for the tests of what reads treebanks."""

from training.conllu import Tree, Word


def tree(*forms: str, paragraph: bool = False) -> Tree:
    """Return a tree of the forms, all but the first attached to the first.

    A form that begins with "+" has no space before it: ``tree("It", "rains", "+.")``.
    """
    words = []
    for index, form in enumerate(forms):
        following = forms[index + 1 : index + 2]
        space = not (following and following[0].startswith("+"))
        bare = form.removeprefix("+")
        head = 0 if index == 0 else 1
        words.append(Word(bare, bare, "X", "X", "_", head, "dep", space))
    return Tree(tuple(words), paragraph)
