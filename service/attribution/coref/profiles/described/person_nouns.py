"""The noun of a phrase that denotes a person, by the word lists."""

from collections.abc import Sequence

from service.attribution.lexicon import Lexicon, ProfileWords
from service.attribution.syntax.sentence import Tree


def is_person_noun(
    lexicon: Lexicon, tree: Tree, position: int, words: ProfileWords
) -> bool:
    """Whether a noun denotes a person in one of the word lists ("teacher")."""
    lemma = tree.lemma(position)
    if tree.tokens[position].upos not in {"NOUN", "PROPN", "ADJ"}:
        return False
    if lemma in lexicon.persons:
        return True
    bare = tree.lower(position).rstrip(".")
    entry = words.classes.get(lemma) or words.classes.get(bare)
    gendered = words.gendered.get(lemma)
    return (entry is not None and entry.role is not None) or (
        gendered is not None and "noun" in gendered.uses
    )


def head_noun(
    lexicon: Lexicon, tree: Tree, positions: Sequence[int], words: ProfileWords
) -> int | None:
    """Return the noun of a description that says what the entity is, or None.

    The noun is the last word if it denotes a person, else the first that does, else
    the head of the phrase.
    """
    known = [p for p in positions if tree.tokens[p].upos != "PUNCT"]
    people = [p for p in known if is_person_noun(lexicon, tree, p, words)]
    people = [p for p in people if set(people).isdisjoint(tree.ancestors(p))] or people
    if people:
        return people[-1] if known[-1] == people[-1] else people[0]
    inside = set(known)
    heads = [p for p in known if tree.head(p) not in inside]
    nouns = [p for p in heads if tree.tokens[p].upos in {"NOUN", "PROPN"}]
    return nouns[-1] if nouns else None
