"""Verb groups of reporting verbs: auxiliaries, particle, negation, control verbs."""

from service.attribution.lexicon import Lexicon
from service.attribution.syntax.sentence import Tree


def verb_group(
    lexicon: Lexicon, tree: Tree, position: int
) -> tuple[tuple[int, ...], int, bool]:
    """Return the verb group, the verb that has its subject, and whether it is negated.

    The group of a reporting infinitive or participle includes the control verbs above
    it ("went on to say", "declined to comment", "was quoted as saying").
    """
    group = simple_verb_group(tree, position)
    subject_of = position
    negative = lexicon.controls.get(tree.lemma(position), False)
    negated = negative or is_negated(tree, position)
    control = tree.head(position)
    while control is not None and _is_control_verb(lexicon, tree, control, subject_of):
        marks = [c for c in tree.find(subject_of, "mark") if c > control]
        group = [*simple_verb_group(tree, control), *marks, *group]
        negated = (
            negated
            or is_negated(tree, control)
            or lexicon.controls.get(tree.lemma(control), False)
        )
        subject_of = control
        control = tree.head(control)
    return tuple(sorted(set(group))), subject_of, negated


def simple_verb_group(tree: Tree, position: int) -> list[int]:
    """Return a verb with its auxiliaries, particle, negation and adverbs in between."""
    group, negations = [position], tree.lexicon.words.negations
    for child in tree.children[position]:
        rel, deprel = tree.rels[child], tree.tokens[child].deprel
        inside = rel in {"aux", "cop"} or deprel == "compound:prt"
        negation = rel == "advmod" and tree.lower(child) in negations
        if inside or negation:
            group.append(child)
    first, last = min(group), max(group)
    group += [
        child
        for child in tree.find(position, "advmod")
        if first < child < last and not tree.children[child]
    ]
    return group


def _is_control_verb(lexicon: Lexicon, tree: Tree, control: int, position: int) -> bool:
    """Whether ``control`` is a control verb of the reporting verb at ``position``."""
    rel = tree.rels[position]
    lemma = tree.lemma(control)
    if tree.lower(position).endswith("ing") and tree.case(position) == "as":
        return lemma in lexicon.verbs.quoted_as
    infinitive = rel == "xcomp" or (rel == "advcl" and tree.case(position) == "to")
    return infinitive and lemma in lexicon.controls and control < position


def is_negated(tree: Tree, position: int) -> bool:
    """Whether the token has a negation among its adverbial modifiers."""
    negations = tree.lexicon.words.negations
    return any(tree.lower(c) in negations for c in tree.find(position, "advmod"))
