"""Subjects of reporting verbs that the parser labels as something else.

Two errors are common in news: an inverted clause ("It was bought, declared the mayor.")
whose verb is parsed as a participle, and a parenthetical clause ("The plan, Governor
Castro insisted, is ...") whose subject is parsed as an apposition.
"""

from service.attribution.syntax.descriptions import head_of
from service.attribution.syntax.sentence import Tree

_MISPARSED_SUBJECTS = frozenset(
    {"obj", "iobj", "xcomp", "nsubj", "dep", "obl", "appos"}
)
"""Relations that the parser gives to a subject after its verb."""
_VERB_TAGS = frozenset({"VBD", "VBN", "VBZ", "VBP"})
"""Penn tags of a finite verb, and of one that is taken for a participle."""


def has_inverted_subject(tree: Tree, verb: int) -> bool:
    """Whether the subject follows the verb at the sentence's end (", said Hale.")."""
    return inverted_subject(tree, verb) is not None


def inverted_subject(tree: Tree, verb: int) -> int | None:
    """Return the head of the noun phrase between a verb and the end of its sentence.

    None if the verb has a subject or follows neither a comma nor a quotation mark.
    """
    if verb == 0 or tree.tokens[verb].xpos not in _VERB_TAGS:
        return None
    if tree.tokens[verb - 1].text not in {",", '"'} or _has_subject_or_auxiliary(
        tree, verb
    ):
        return None
    for child in tree.find(verb, *_MISPARSED_SUBJECTS):
        phrase = tree.subtree(child)
        nominal = tree.tokens[child].upos in {"NOUN", "PROPN", "PRON"}
        if nominal and phrase[0] == verb + 1 and _ends_sentence(tree, verb, phrase[-1]):
            return child
    return None


def _ends_sentence(tree: Tree, verb: int, last: int) -> bool:
    """Whether only punctuation follows ``last``, apart from a participial clause.

    The clause names the source of a report: "reports our writer, quoting police".
    """
    quoting = [
        phrase[-1]
        for child in tree.find(verb, "xcomp", "advcl")
        if tree.lower(child) in {"citing", "quoting"}
        for phrase in [tree.subtree(child)]
        if phrase[0] == last + 1
    ]
    return max([last, *quoting]) >= len(tree) - 2


def parenthetical_subject(tree: Tree, verb: int) -> int | None:
    """Return the head of the subject that the parse of a parenthetical verb lacks.

    It stands right before the verb (", Governor Castro insisted,"), or right after it
    in a question (", asked Judge Pereira,").
    """
    inverted = _inverted_parenthetical_subject(tree, verb)
    if inverted is not None:
        return inverted
    if _has_subject_or_auxiliary(tree, verb) or not _is_parenthetical(tree, verb):
        return None
    for name_span in tree.sentence.entities:
        if name_span.label == "Person" and name_span.end == verb:
            return _description_head(tree, head_of(tree, name_span.start, verb))
    return _misparsed_apposition(tree, verb)


def _inverted_parenthetical_subject(tree: Tree, verb: int) -> int | None:
    """Return the head of a person's name between a parenthetical verb and a comma.

    An example is "Pereira" in "Why, asked Judge Pereira, had nobody called?".
    """
    if (
        verb == 0
        or tree.tokens[verb - 1].text != ","
        or _has_subject_or_auxiliary(tree, verb)
    ):
        return None
    for child in tree.find(verb, *_MISPARSED_SUBJECTS):
        phrase = [p for p in tree.subtree(child) if tree.tokens[p].upos != "PUNCT"]
        after = max(phrase, default=verb) + 1
        closed = after < len(tree) and tree.tokens[after].text == ","
        person = tree.name_span(child, "Person") is not None
        if person and phrase[:1] == [verb + 1] and closed:
            return child
    return None


def _is_parenthetical(tree: Tree, verb: int) -> bool:
    """Whether a comma follows the verb or its adverbials (", X argued on Friday,")."""
    last = tree.subtree(verb)[-1]
    adverbials = all(
        tree.rels[c] in {"obl", "advmod", "punct"} for c in tree.children[verb]
    )
    ends = {verb, last} if adverbials and last > verb else {verb}
    return any(tree.tokens[e + 1].text == "," for e in ends if e + 1 < len(tree))


def _misparsed_apposition(tree: Tree, verb: int) -> int | None:
    """Return the head of a subject that is parsed as an apposition before the verb.

    In "The tariffs, the lobby group argued, would cost jobs" the parse has "group" as
    an apposition of "tariffs" and "argued" as a relative clause without a pronoun.
    """
    above = tree.head(verb)
    if above is None or not tree.is_relative_clause(verb):
        return None
    for child in tree.find(above, "appos"):
        phrase = tree.subtree(child)
        comma = phrase[0] > 0 and tree.tokens[phrase[0] - 1].text == ","
        if phrase[-1] == verb - 1 and (comma or tree.tokens[phrase[0]].text == ","):
            return child
    return None


def _description_head(tree: Tree, name: int) -> int:
    """Return the head of the phrase that ends with a name ("its director Ada Low").

    The phrase does not extend over punctuation.
    """
    above = tree.head(name)
    while (
        above is not None
        and above < name
        and tree.rels[name] in {"appos", "flat", "compound", "nmod"}
        and all(tree.tokens[p].upos != "PUNCT" for p in range(above, name))
    ):
        name, above = above, tree.head(above)
    return name


def _has_subject_or_auxiliary(tree: Tree, verb: int) -> bool:
    """Whether the parse gives the verb a subject or an auxiliary."""
    return tree.first(verb, "nsubj", "aux") is not None
