"""Subjects that the parser did not see as such, beside a verb of saying.

Its commonest mistakes in news: "It was bought, declared the mayor." with the verb as a
participle, and "The plan, Governor Castro insisted, is ..." with the name as an
apposition.
"""

from service.attribution.syntax.sentence import Tree

_MISPARSED_SUBJECTS = frozenset(
    {"obj", "iobj", "xcomp", "nsubj", "dep", "obl", "appos"}
)


_VERB_TAGS = frozenset({"VBD", "VBN", "VBZ", "VBP"})


def has_inverted_subject(tree: Tree, verb: int) -> bool:
    """Tell ", declared the mayor." with the speaker between the verb and the end."""
    return inverted_subject(tree, verb) is not None


def inverted_subject(tree: Tree, verb: int) -> int | None:
    """Return the noun after a verb that ends its sentence and has no subject."""
    if verb == 0 or tree.tokens[verb].xpos not in _VERB_TAGS:
        return None
    if tree.tokens[verb - 1].text not in {",", '"'} or _has_subject_or_auxiliary(
        tree, verb
    ):
        return None
    for child in tree.find(verb, *_MISPARSED_SUBJECTS):
        phrase = tree.subtree(child)
        noun_phrase = tree.tokens[child].upos in {"NOUN", "PROPN", "PRON"}
        if (
            noun_phrase
            and phrase[0] == verb + 1
            and _ends_sentence(tree, verb, phrase[-1])
        ):
            return child
    return None


def _ends_sentence(tree: Tree, verb: int, last: int) -> bool:
    """Tell the sentence's end, or ", reports our correspondent quoting police."."""
    quoting = [
        phrase[-1]
        for child in tree.find(verb, "xcomp", "advcl")
        if tree.lower(child) in {"citing", "quoting"}
        for phrase in [tree.subtree(child)]
        if phrase[0] == last + 1
    ]
    return max([last, *quoting]) >= len(tree) - 2


def parenthetical_subject(tree: Tree, verb: int) -> int | None:
    """Return the speaker right before a parenthetic verb that has no subject."""
    behind = _inverted_parenthetical_subject(tree, verb)
    if behind is not None:
        return behind
    if _has_subject_or_auxiliary(tree, verb) or not _is_parenthetical(tree, verb):
        return None
    for name_span in tree.sentence.entities:
        if name_span.label == "Person" and name_span.end == verb:
            inside = range(name_span.start, name_span.end)
            head = next(p for p in inside if tree.tokens[p].head not in inside)
            return _description_head(tree, head)
    return _misparsed_apposition(tree, verb)


def _inverted_parenthetical_subject(tree: Tree, verb: int) -> int | None:
    """Return "Pereira" of "Why, asked Judge Pereira, had nobody called?"."""
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
    """Tell ", X argued," and ", X argued on Thursday,"."""
    last = tree.subtree(verb)[-1]
    when = all(tree.rels[c] in {"obl", "advmod", "punct"} for c in tree.children[verb])
    ends = {verb, last} if when and last > verb else {verb}
    return any(tree.tokens[e + 1].text == "," for e in ends if e + 1 < len(tree))


def _misparsed_apposition(tree: Tree, verb: int) -> int | None:
    """Return "group" of "The tariffs, the lobby group argued, would cost jobs".

    The parse takes it for an apposition and the verb for a relative clause, which lacks
    its pronoun.
    """
    above = tree.head(verb)
    if above is None or tree.tokens[verb].deprel != "acl:relcl":
        return None
    for child in tree.find(above, "appos"):
        phrase = tree.subtree(child)
        comma = phrase[0] > 0 and tree.tokens[phrase[0] - 1].text == ","
        if phrase[-1] == verb - 1 and (comma or tree.tokens[phrase[0]].text == ","):
            return child
    return None


def _description_head(tree: Tree, name: int) -> int:
    """Return "director" of "its director Ada Low", as far as no comma is between."""
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
    return tree.first(verb, "nsubj", "aux") is not None
