"""A description and the name after it that the parse does not join.

"Selby's counsel Tom Roe said" and "the head of the board, Tom Roe, said" may be parsed
as two noun phrases.
"""

from service.attribution.lexicon import Lexicon
from service.attribution.syntax.descriptions import NameSpan, head_of, is_plural
from service.attribution.syntax.noun_phrases import NounPhrase, noun_phrase
from service.attribution.syntax.sentence import Tree


def name_after(lexicon: Lexicon, tree: Tree, phrase: NounPhrase) -> NameSpan | None:
    """Return the person's name right after the description of one person, or None.

    A comma may stand between the two where the name is no subject or another comma
    follows it: not in "According to the head of the board, Tom Roe left".
    """
    if tree.lemma(phrase.head) not in lexicon.persons or is_plural(tree, phrase.head):
        return None
    after = phrase.positions[-1] + 1
    comma = after < len(tree) and tree.tokens[after].text == ","
    if (
        not comma
        and phrase.head != after - 1
        and (tree.tokens[after - 1].upos == "NOUN")
    ):
        return None  # the name is that of the last noun: "captain of the ferry Selby"
    start = after + comma
    found = tree.name_span(start, "Person") if start < len(tree) else None
    if found is None or found.start != start:
        return None
    subject = tree.rels[head_of(tree, found.start, found.end)] == "nsubj"
    closed = found.end < len(tree) and tree.tokens[found.end].text == ","
    if comma and subject and not closed:
        return None
    return NameSpan(found.start, found.end, found.label)


def description_before(lexicon: Lexicon, tree: Tree, start: int) -> NounPhrase | None:
    """Return the description of one person right before the name at ``start``.

    None without one, and where the parse joins the two.
    """
    before = start - 1
    if before > 0 and tree.tokens[before].text == ",":
        before -= 1
    if before < 0:
        return None
    for head in (before, *tree.ancestors(before)):
        if tree.is_under(start, head) or head > before:
            return None
        if tree.tokens[head].upos != "NOUN":
            continue
        phrase = noun_phrase(tree, head)
        found = name_after(lexicon, tree, phrase)
        if found is not None and found.start == start:
            return phrase
    return None
