"""Mend what the parser is known to get wrong where a rule can tell.

"Minister of State for Legal Affairs Wafa Mustafa said": after a long description the
parser takes the name for a second subject of the verb. The two are one phrase.

"Noting that it rained and pointing to the clouds, Hale added": the clause after a
participle that opens the sentence is hung on the main verb.
"""

from collections.abc import Iterator

import msgspec

from service.attribution.lexicon import Lexicon
from service.attribution.syntax.descriptions import head_of
from service.attribution.syntax.sentence import Tree
from service.nlp.document import Sentence


def repair_parse(sentence: Sentence, lexicon: Lexicon, *, index: int) -> Tree:
    """Return the tree of a sentence with every name put into its description."""
    tree = Tree(sentence, index=index)
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
    return Tree(msgspec.structs.replace(sentence, tokens=tuple(tokens)), index=index)


def _preceding_role(tree: Tree, name: int, start: int, lexicon: Lexicon) -> int | None:
    """Return the other subject of the name's verb, if it is a role that ends there."""
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
    """Yield the clause of a participle that opens the sentence, and a second one."""
    verb = tree.head(0) if len(tree) else None
    opens = (
        verb is not None and tree.rels[0] == "advcl" and _is_bare_participle(tree, 0)
    )
    if verb is None or not opens or tree.lemma(0) not in lexicon.verbs:
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
    return tree.tokens[verb].xpos == "VBG" and tree.first(verb, "aux", "nsubj") is None
