"""Programmes that are named after their medium ("CNN's Inside Politics")."""

from collections.abc import Sequence

from service.attribution.outlets.media_slots import Medium, without_article
from service.attribution.syntax.sentence import Tree


def with_programme(tree: Tree, medium: Medium, positions: Sequence[int]) -> Medium:
    """Return the medium with the name of its programme ("CNN's Inside Politics").

    Args:
        tree: the sentence.
        medium: the medium.
        positions: the tokens of its name.
    """
    last = positions[-1]
    genitive = last if tree.lower(last).endswith(("'s", "s'")) else last + 1
    if genitive >= len(tree) or tree.lower(genitive) not in {"'s", "'"}:
        return medium
    run = title_after(tree, genitive + 1)
    if run is None:
        return medium
    whole = range(positions[0], run.stop)
    return Medium(without_article(tree.text(whole)), tree.span(whole))


def title_after(tree: Tree, first: int) -> range | None:
    """Return the quoted or capitalised title of a programme, None for a person."""
    end = first
    if end < len(tree) and tree.tokens[end].text in {'"', "'"}:
        mark = tree.tokens[end].text
        end += 1
        while end < len(tree) and tree.tokens[end].text != mark:
            end += 1
        return range(first, end + 1) if end < len(tree) else None
    small = tree.lexicon.words.skipped_in_acronyms
    while end < len(tree) and (
        tree.tokens[end].text[:1].isupper()
        or tree.tokens[end].text[:1].isdigit()
        or (end > first and tree.lower(end) in small and _capital_follows(tree, end))
    ):
        end += 1
    if end == first or any(_is_no_title(tree, p) for p in range(first, end)):
        return None
    return range(first, end)


def _capital_follows(tree: Tree, position: int) -> bool:
    return any(
        token.text[:1].isupper() for token in tree.tokens[position + 1 : position + 3]
    )


def _is_no_title(tree: Tree, position: int) -> bool:
    return tree.name_span(position, "Person", "Date", "Location", "NORP") is not None
