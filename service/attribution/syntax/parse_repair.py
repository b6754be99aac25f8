"""Correct two known errors of the parser that a rule can recognise.

"Minister of State for Legal Affairs Wafa Mustafa said": after a long description the
parser attaches the name to the verb as a second subject. It becomes an apposition.

"Noting that it rained and pointing to the clouds, Hale added": the parser attaches the
complement of a participle at the start of the sentence to the main verb. It becomes a
dependent of the participle.
"""

from collections.abc import Iterator

import msgspec

from service.attribution.lexicon import Lexicon
from service.attribution.syntax.descriptions import head_of
from service.attribution.syntax.sentence import Tree
from service.nlp.document import Sentence


def repair_parse(sentence: Sentence, lexicon: Lexicon, *, index: int) -> Tree:
    """Return the tree of a sentence with the known errors of its parse corrected.

    Args:
        sentence: the sentence as it was parsed.
        lexicon: the nouns for persons and the reporting verbs.
        index: the index of the sentence in the article.
    """
    tree = Tree(sentence, index=index, lexicon=lexicon)
    tokens = list(sentence.tokens)
    for name_span in sentence.entities:
        if name_span.label != "Person" or name_span.start == 0:
            continue
        name = head_of(tree, name_span.start, name_span.end)
        role = _preceding_role(tree, name, name_span.start, lexicon)
        if role is not None:
            tokens[name] = msgspec.structs.replace(
                tokens[name], head=role, deprel="appos"
            )
    for child, head in _participle_clauses(tree, lexicon):
        tokens[child] = msgspec.structs.replace(tokens[child], head=head)
    if tuple(tokens) == sentence.tokens:
        return tree
    repaired = msgspec.structs.replace(sentence, tokens=tuple(tokens))
    return Tree(repaired, index=index, lexicon=lexicon)


def _preceding_role(tree: Tree, name: int, start: int, lexicon: Lexicon) -> int | None:
    """Return a second subject, a noun for a person, whose phrase ends at the name."""
    verb = tree.head(name)
    if verb is None or tree.rels[name] != "nsubj":
        return None
    return next(
        (
            other
            for other in tree.find(verb, "nsubj")
            if other < name
            and tree.lemma(other) in lexicon.persons
            and tree.subtree(other)[-1] == start - 1
        ),
        None,
    )


def _participle_clauses(tree: Tree, lexicon: Lexicon) -> Iterator[tuple[int, int]]:
    """Yield (dependent, new governor) for the clauses of an initial participle.

    These are the clausal complement right after it and participles that are coordinated
    with that complement.
    """
    verb = tree.head(0) if len(tree) else None
    initial = (
        verb is not None and tree.rels[0] == "advcl" and _is_bare_participle(tree, 0)
    )
    if verb is None or not initial or tree.lemma(0) not in lexicon.reporting_verbs:
        return
    if tree.first(0, "ccomp", "xcomp", "obj", "obl") is not None:
        return
    for clause in tree.find(verb, "ccomp"):
        if clause < verb and tree.subtree(clause)[0] == 1:
            yield clause, 0
            yield from (
                (c, 0)
                for c in tree.find(clause, "conj")
                if _is_bare_participle(tree, c)
            )


def _is_bare_participle(tree: Tree, verb: int) -> bool:
    """Whether the verb is a present participle without auxiliary and subject."""
    return tree.tokens[verb].xpos == "VBG" and tree.first(verb, "aux", "nsubj") is None
