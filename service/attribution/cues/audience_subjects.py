"""Subjects of reporting verbs that name the audience ("the court heard that")."""

from service.attribution.syntax.sentence import Tree


def audience_subject(tree: Tree, verb: int) -> int | None:
    """Return the subject of a verb if it names who was addressed, else None.

    That is the subject of "hear" if it names a court or an assembly ("the court heard
    that"), and the subject of "told" at the end of a headline ("He lied, court told").
    """
    subject = tree.subject(verb)
    if subject is None:
        return None
    audience = tree.lemma(subject) in tree.lexicon.nouns.audiences
    hears = tree.lemma(verb) == "hear" and audience
    return subject if hears or _is_told_in_headline(tree, subject, verb) else None


def _is_told_in_headline(tree: Tree, subject: int, verb: int) -> bool:
    """Whether "told" without an object ends the sentence, its subject after a comma."""
    final = all(token.upos == "PUNCT" for token in tree.tokens[verb + 1 :])
    first = tree.subtree(subject)[0]
    told = tree.lower(verb) == "told" and tree.first(verb, "obj", "iobj") is None
    return told and final and first > 0 and tree.tokens[first - 1].text == ","
