"""Find who was told where the subject is no speaker: "the court heard that"."""

from service.attribution.syntax.sentence import Tree

_AUDIENCE_NOUNS = frozenset(
    "assembly commission committee conference congregation congress council court "
    "hearing inquest inquiry jury meeting panel parliament trial tribunal".split()
)


def audience_subject(tree: Tree, verb: int) -> int | None:
    """Return "the court" of "the court heard that" and of "He lied, court told"."""
    subject = tree.first(verb, "nsubj")
    if subject is None:
        return None
    heard = tree.lemma(verb) == "hear" and tree.lemma(subject) in _AUDIENCE_NOUNS
    return subject if heard or _is_told_in_headline(tree, subject, verb) else None


def _is_told_in_headline(tree: Tree, subject: int, verb: int) -> bool:
    ends = all(token.upos == "PUNCT" for token in tree.tokens[verb + 1 :])
    first = tree.subtree(subject)[0]
    told = tree.lower(verb) == "told" and tree.first(verb, "obj", "iobj") is None
    return told and ends and first > 0 and tree.tokens[first - 1].text == ","
