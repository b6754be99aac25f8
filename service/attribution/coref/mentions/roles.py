"""Roles beside a name: "Kremlin spokesman Tom Roe", "Tom Roe, mayor of Selby"."""

from collections.abc import Iterator, Sequence

from service.attribution.lexicon import Lexicon
from service.attribution.syntax.adjacent_names import description_before
from service.attribution.syntax.descriptions import head_of, phrase_head
from service.attribution.syntax.noun_phrases import noun_phrase
from service.attribution.syntax.sentence import Tree

_PREMODIFIERS = frozenset({"compound", "amod", "nmod", "appos"})
_SKIPPED_FIRST = frozenset({"DET", "PRON", "CCONJ", "ADP"})


def roles_beside(
    lexicon: Lexicon, tree: Tree, start: int, end: int
) -> Iterator[tuple[str, str]]:
    """Yield (role, lemma of its noun) for each role beside the name ``[start, end)``.

    Roles are the words before the name in its noun phrase, and its appositions.
    """
    for positions in phrases_beside(lexicon, tree, start, end):
        role = _role_in(lexicon, tree, positions)
        if role is not None:
            yield role


def phrases_beside(
    lexicon: Lexicon, tree: Tree, start: int, end: int
) -> Iterator[Sequence[int]]:
    """Yield the words before the name ``[start, end)``, and each of its appositions.

    The words are those of its noun phrase; there may be none. A description that the
    parse has as a phrase of its own before the name comes next.
    """
    head = head_of(tree, start, end)
    top = phrase_head(tree, head)
    before = _words_before(lexicon, tree, start, head)
    yield before
    separate = description_before(lexicon, tree, start)
    if separate is not None and not set(before) & set(separate.positions):
        yield separate.positions
    for position in {head, top}:
        for apposition in tree.find(position, "appos"):
            if start <= apposition < end or apposition <= head:
                continue
            if _is_person(tree, apposition):
                continue
            for noun in (apposition, *tree.find(apposition, "conj")):
                yield noun_phrase(tree, noun).positions


def _is_person(tree: Tree, apposition: int) -> bool:
    """Whether an apposition names another person ("her son, the actor Tom Roe")."""
    return any(
        tree.name_span(p, "Person") is not None and tree.rels[p] in {"appos", "flat"}
        for p in (apposition, *tree.find(apposition, "appos", "flat"))
    )


def _words_before(lexicon: Lexicon, tree: Tree, start: int, head: int) -> list[int]:
    """Return the words before a name in its noun phrase.

    The name may be the apposition of its role or the head that the role modifies.
    """
    top = phrase_head(tree, head)
    if top != head or tree.lemma(head) in lexicon.persons:
        return [p for p in noun_phrase(tree, top).positions if p < start]
    modifiers = (
        c for c in tree.children[head] if c < start and tree.rels[c] in _PREMODIFIERS
    )
    return sorted(p for modifier in modifiers for p in tree.subtree(modifier))


def _role_in(
    lexicon: Lexicon, tree: Tree, positions: Sequence[int]
) -> tuple[str, str] | None:
    """Return the role that the words state and its noun, None without such a noun.

    The noun is the last word if it denotes a person, else the first that does, else
    the last word if that is a common noun.
    """
    words = [p for p in positions if tree.tokens[p].upos != "PUNCT"]
    while words and tree.tokens[words[0]].upos in _SKIPPED_FIRST:
        words.pop(0)
    nouns = [p for p in words if tree.lemma(p) in lexicon.persons]
    if not nouns and words and tree.tokens[words[-1]].upos == "NOUN":
        nouns = words[-1:]
    if not nouns:
        return None
    noun = nouns[-1] if words[-1] == nouns[-1] else nouns[0]
    return tree.text(range(words[0], words[-1] + 1)), tree.lemma(noun)
