"""The roles that stand beside a name: "Kremlin spokesman", "mayor of Accra"."""

from collections.abc import Iterator

from service.attribution.lexicon import Lexicon
from service.attribution.syntax.descriptions import head_of, phrase_head
from service.attribution.syntax.noun_phrases import noun_phrase
from service.attribution.syntax.sentence import Tree


def roles_beside(
    lexicon: Lexicon, tree: Tree, start: int, end: int
) -> Iterator[tuple[str, str]]:
    """Yield the roles that stand beside a name, each with the lemma of its noun."""
    name = set(range(start, end))
    head = head_of(tree, start, end)
    top = phrase_head(tree, head)
    if top != head or tree.lemma(head) in lexicon.persons:
        phrase = noun_phrase(tree, top)
        before = [p for p in phrase.positions if p < start]
        role = _role_text(lexicon, tree, before)
        if role:
            yield role
    else:
        before = [
            p
            for c in tree.children[head]
            if c < start and tree.rels[c] in {"compound", "amod", "nmod", "appos"}
            for p in tree.subtree(c)
        ]
        role = _role_text(lexicon, tree, sorted(before))
        if role:
            yield role
    beside = [
        c
        for p in {head, top}
        for c in tree.find(p, "appos")
        if c not in name and c > head
    ]
    for appos in beside:
        for child in (appos, *tree.find(appos, "conj")):
            role = _role_text(lexicon, tree, list(noun_phrase(tree, child).positions))
            if role:
                yield role


def _role_text(
    lexicon: Lexicon, tree: Tree, positions: list[int]
) -> tuple[str, str] | None:
    words = [p for p in positions if tree.tokens[p].upos != "PUNCT"]
    while words and tree.tokens[words[0]].upos in {"DET", "PRON", "CCONJ", "ADP"}:
        words.pop(0)
    nouns = [p for p in words if tree.lemma(p) in lexicon.persons]
    if not nouns and words and tree.tokens[words[-1]].upos == "NOUN":
        nouns = words[-1:]
    if not nouns:
        return None
    noun = nouns[-1] if words[-1] == nouns[-1] else nouns[0]
    return tree.text(range(words[0], words[-1] + 1)), tree.lemma(noun)
