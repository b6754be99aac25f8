"""Find the head of the source of a cue in the parse.

The source is the subject of the cue, the agent of a passive, the antecedent of a
relative pronoun, the subject that a coordinated or participial cue shares with the
clause above it, or the possessor of a reporting noun.
"""

from service.attribution.candidates import CueCandidate
from service.attribution.syntax.coordination import (
    cited_source,
    enclosing_reporting_verb,
    shares_subject,
)
from service.attribution.syntax.inversion import inverted_subject, parenthetical_subject
from service.attribution.syntax.noun_phrases import antecedent
from service.attribution.syntax.sentence import Tree

_NON_REFERENTIAL = frozenset({"there", "what"})
"""Subjects that refer to no speaker."""
_NO_SOURCE: tuple[str, int | None] = ("none", None)
"""The rule and the head where no source is found."""
_SUBJECT_SHARING_RELATIONS = frozenset(
    {"conj", "advcl", "xcomp", "parataxis", "ccomp", "dep"}
)
"""Relations of a verb that has the subject of its governor."""


def find_source_head(tree: Tree, cue: CueCandidate) -> tuple[str, int | None]:
    """Return the rule that finds the source of a cue, and the position of its head.

    Args:
        tree: the sentence of the cue.
        cue: the cue candidate.

    Returns:
        the name of the rule, as it is written to the evidence, and the position, which
        is None if the sentence has no source.
    """
    if cue.form == "phrase":
        return "complement of the phrase", cue.head
    if cue.form == "noun":
        return _noun_source(tree, cue)
    if cue.form == "adjective":
        subject = tree.subject(cue.head)
        if subject is not None:
            return _resolve_relative(tree, subject)
    cited = cited_source(tree, cue.head)
    if cited is not None:
        return "object of citing", cited
    return _verb_source(tree, cue.subject_of, visited=frozenset())


def _noun_source(tree: Tree, cue: CueCandidate) -> tuple[str, int | None]:
    """Return the source of a reporting noun.

    That is its possessor, the complement of "by" or "from", or the subject of the light
    verb that governs it.
    """
    for child in tree.find(cue.head, "nmod"):
        if tree.is_possessor(child):
            return "owner of the noun", child
        if child > cue.head and tree.case(child) in {"by", "from"}:
            return "noun by", child
    return _light_verb_subject(tree, cue)


def _light_verb_subject(tree: Tree, cue: CueCandidate) -> tuple[str, int | None]:
    """Return the subject of a noun's light verb ("made a claim that")."""
    verb = tree.head(cue.head)
    if verb is None or tree.tokens[cue.head].deprel != "obj":
        return _NO_SOURCE
    return (
        _verb_source(tree, verb, visited=frozenset())
        if tree.lemma(verb) in tree.lexicon.verbs.voicing
        else _NO_SOURCE
    )


def _verb_source(
    tree: Tree, verb: int, *, visited: frozenset[int]
) -> tuple[str, int | None]:
    """Return the source of a verb: agent, subject, or the subject of a clause above it.

    Args:
        tree: the sentence.
        verb: the position of the verb.
        visited: the verbs below it from which the search came.
    """
    quoted = _quoted_speaker(tree, verb)
    if quoted is not None:
        return _resolve_relative(tree, quoted)
    agent = tree.agent(verb)
    if agent is not None:
        return "agent of the passive", agent
    if tree.is_passive(verb):
        return "agent of the passive", _misattached_agent(tree, verb)
    subject = _nearest_subject(tree, verb)
    if subject is not None:
        return _resolve_relative(tree, subject)
    adjacent = inverted_subject(tree, verb)
    if adjacent is None:
        adjacent = parenthetical_subject(tree, verb)
    if adjacent is not None:
        return "subject beside the verb", adjacent
    return _shared_source(tree, verb, visited=visited | {verb})


def _quoted_speaker(tree: Tree, verb: int) -> int | None:
    """Return X in "X was quoted as saying" and "X was heard to say"."""
    clauses = tree.find(verb, "advcl", "xcomp", "obl")
    quoted = tree.lemma(verb) in tree.lexicon.verbs.quoting and any(
        tree.case(c) == "as" for c in clauses
    )
    heard = tree.lemma(verb) in tree.lexicon.verbs.overhearing and any(
        tree.has(c, "mark", "to") or tree.tokens[c].xpos in {"VB", "VBG"}
        for c in clauses
    )
    if not quoted and not heard:
        return None
    passive = tree.passive_subject(verb)
    return tree.direct_object(verb) if passive is None else passive


def _nearest_subject(tree: Tree, verb: int) -> int | None:
    """Return the subject nearest to the verb, since a wrong parse may have several.

    A subject before the verb is preferred, unless a closing quotation mark separates
    the two.
    """
    subjects = tree.find(verb, "nsubj")
    before = [
        s for s in subjects if s < verb and "''" not in tree.quotation_marks(s, verb)
    ]
    inverted = [s for s in subjects if _ends_inverted(tree, verb, s)]
    return min(
        inverted or before or subjects, key=lambda s: abs(s - verb), default=None
    )


def _ends_inverted(tree: Tree, verb: int, subject: int) -> bool:
    """Whether a person's name ends the sentence after a comma and the verb.

    "No cuts to pensions, says Hale": the parse may have "cuts" as another subject.
    """
    words = (p for p in tree.subtree(subject) if tree.tokens[p].upos != "PUNCT")
    last = max(words, default=subject)  # a wrong parse may have a mark as the subject
    return (
        subject > verb > 0
        and tree.tokens[verb - 1].text == ","
        and tree.name_span(subject, "Person") is not None
        and all(token.upos == "PUNCT" for token in tree.tokens[last + 1 :])
    )


def _misattached_agent(tree: Tree, verb: int) -> int | None:
    """Return an agent with "by" that the parse attaches to the verb's complement."""
    return next(
        (
            position
            for position in tree.subtree(verb)
            if position > verb
            and tree.is_by_phrase(position)
            and _is_specific(tree, position)
        ),
        None,
    )


def _is_specific(tree: Tree, position: int) -> bool:
    """Whether a noun or pronoun can denote an agent by its form.

    True of "by the mayor" and "by teachers", not of "by mistake".
    """
    token = tree.tokens[position]
    return (
        token.upos != "NOUN"
        or token.xpos == "NNS"
        or tree.first(position, "det", "flat", "appos") is not None
    )


def _resolve_relative(tree: Tree, subject: int) -> tuple[str, int | None]:
    """Return a subject, or its antecedent if it is a relative pronoun."""
    referent = antecedent(tree, subject)
    if referent is not None:
        return "antecedent of the relative", referent
    if tree.tokens[subject].deprel == "expl" or tree.lower(subject) in _NON_REFERENTIAL:
        return _NO_SOURCE
    return "subject", subject


def _shared_source(
    tree: Tree, verb: int, *, visited: frozenset[int]
) -> tuple[str, int | None]:
    """Return the source that a verb without a subject has from its governor."""
    above = tree.head(verb)
    deprel = tree.tokens[verb].deprel
    if above is None or above in visited:
        return _NO_SOURCE
    if deprel.startswith("acl"):
        return _modified_noun(tree, verb, above)
    # "Asked why, he said": a past tense without a subject is a participle.
    asked = tree.rels[verb] == "advcl" and tree.tokens[verb].xpos in {"VBN", "VBD"}
    if tree.rels[verb] not in _SUBJECT_SHARING_RELATIONS or asked:
        return _NO_SOURCE
    if tree.rels[verb] == "xcomp":
        controlled = tree.first(above, "obj", "iobj")
        if controlled is not None and controlled < verb:
            return "object that is to say", controlled
    reporting = enclosing_reporting_verb(tree, verb)
    if reporting is not None and shares_subject(tree, reporting, verb):
        above = reporting
    return _governing_source(tree, verb, above, visited=visited)


def _modified_noun(tree: Tree, verb: int, noun: int) -> tuple[str, int | None]:
    """Return the noun that the clause of the verb modifies; a passive has no source."""
    if tree.is_relative_clause(verb):
        return "antecedent of the relative", _predicate_subject(tree, noun)
    if tree.tokens[verb].xpos == "VBN":
        return _NO_SOURCE
    return "noun that says", _predicate_subject(tree, noun)


def _governing_source(
    tree: Tree, verb: int, above: int, *, visited: frozenset[int]
) -> tuple[str, int | None]:
    """Return the source of the governing verb, or else its passive subject."""
    rule, head = _verb_source(tree, above, visited=visited)
    if head is None and tree.rels[verb] in {"conj", "advcl", "xcomp"}:
        passive = tree.subject(above)
        if passive is not None:
            return _resolve_relative(tree, passive)
    return _NO_SOURCE if head is None else (f"shared {rule}", head)


def _predicate_subject(tree: Tree, noun: int) -> int:
    """Return the subject of which a noun is predicated, or the noun itself.

    Examples are "Hale is the first mayor to say" and "Hale became the first to say".
    """
    if tree.first(noun, "cop") is not None:
        subject = tree.subject(noun)
        return noun if subject is None else subject
    verb = tree.head(noun)
    if verb is not None and tree.lemma(verb) == "become":
        subject = tree.subject(verb)
        return noun if subject is None else subject
    return noun
