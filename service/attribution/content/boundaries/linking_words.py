"""Contents without words that link them to the rest of the article or sentence."""

from service.attribution.candidates import CueCandidate
from service.attribution.syntax.sentence import Tree

_LINKS = frozenset({"cc", "mark"})
"""Relations of conjunctions."""


def without_connective(
    tree: Tree, cue: CueCandidate, positions: list[int]
) -> list[int]:
    """Return the content without a connective at its start.

    "However, it sank, she said", "she said, however, that it sank": the connective is
    the article's, not the speaker's.
    """
    words = [p for p in positions if tree.tokens[p].upos != "PUNCT"]
    length = _connective_length(tree) if words[:1] == [0] else 0
    if 0 < length < words[-1]:
        return [p for p in positions if p >= length]
    follows = len(words) > 1 and words[0] > cue.head
    if follows and tree.lower(words[0]) in tree.lexicon.words.inserted_connectives:
        commas = [words[0] - 1, words[0] + 1]
        if all(tree.tokens[p].text == "," for p in commas if p < len(tree)):
            return [p for p in positions if p > words[0]]
    return positions


def _connective_length(tree: Tree) -> int:
    """Return the number of tokens of the connective that begins a sentence."""
    if tree.lower(0) == "but":
        return 1
    for count in (1, 2):
        closed = count < len(tree) and tree.tokens[count].text == ","
        words = " ".join(tree.lower(p) for p in range(min(count, len(tree))))
        linking = words in tree.lexicon.words.connectives
        if closed and (linking or tree.tokens[0].xpos == "CC"):
            return count
    return 0


def without_marker(tree: Tree, cue: CueCandidate, positions: list[int]) -> list[int]:
    """Return the content without a conjunction or a relative pronoun before its cue.

    "The judge ruled that, according to Hale, it fell", "a dam which, he said, fell":
    the word belongs to the clause in which the cue is a parenthesis. At the start of a
    sentence it does not: "While, he said, it fell".
    """
    words = [p for p in positions if tree.tokens[p].upos != "PUNCT"]
    before = [p for p in words if p < min(cue.positions, default=0)]
    if not before or len(before) == len(words):
        return positions
    pronouns = tree.lexicon.words.relative_pronouns
    if before[0] > 0 and all(
        tree.lower(p) in pronouns or tree.rels[p] in _LINKS for p in before
    ):
        return [p for p in positions if p > before[-1]]
    return positions
