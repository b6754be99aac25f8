"""Find the word that names the source of a cue: its subject, wherever the parse has it.

The subject, the agent of a passive, the antecedent of a relative pronoun, the subject
that a coordinated or participial cue shares with the clause above it, a noun's owner.
"""

from service.attribution.candidates import CueCandidate
from service.attribution.syntax.coordination import reporting_above, resumes
from service.attribution.syntax.inversion import inserted_subject, inverted_subject
from service.attribution.syntax.noun_phrases import antecedent
from service.attribution.syntax.sentence import Tree

_EMPTY = frozenset({"there", "what"})
_GIVING = frozenset({"make", "issue", "give", "have", "voice", "raise"})
_HEARD = frozenset({"hear", "see", "know"})
"""What people are while they say something."""
_NONE: tuple[str, int | None] = ("none", None)
_SHARING = frozenset({"conj", "advcl", "xcomp", "parataxis", "ccomp", "dep"})


def source_of(tree: Tree, cue: CueCandidate) -> tuple[str, int | None]:
    """Return the rule and the head token of the source, or None for it."""
    if cue.form == "phrase":
        return "complement of the phrase", cue.head
    if cue.form == "noun":
        return _owner(tree, cue)
    if cue.form == "adjective":
        felt = tree.first(cue.head, "nsubj")
        if felt is not None:
            return _meant(tree, felt)
    return _subject(tree, cue.subject_of, seen=set())


def _owner(tree: Tree, cue: CueCandidate) -> tuple[str, int | None]:
    for child in tree.find(cue.head, "nmod"):
        if tree.tokens[child].deprel == "nmod:poss":
            return "owner of the noun", child
        if child > cue.head and tree.case(child) in {"by", "from"}:
            return "noun by", child
    return _giver(tree, cue)


def _giver(tree: Tree, cue: CueCandidate) -> tuple[str, int | None]:
    """Return the subject of "made a claim that", "issued a warning that"."""
    verb = tree.head(cue.head)
    if verb is None or tree.tokens[cue.head].deprel != "obj":
        return _NONE
    return _subject(tree, verb, seen=set()) if tree.lemma(verb) in _GIVING else _NONE


def _subject(tree: Tree, verb: int, *, seen: set[int]) -> tuple[str, int | None]:
    seen.add(verb)
    quoted = _quoted(tree, verb)
    if quoted is not None:
        return _meant(tree, quoted)
    agent = next(
        (
            o
            for o in tree.find(verb, "obl")
            if tree.tokens[o].deprel == "obl:agent"
            or (tree.case(o) == "by" and tree.feature(verb, "Voice") == "Pass")
        ),
        None,
    )
    if agent is not None:
        return "agent of the passive", agent
    if tree.has_child(verb, "nsubj:pass", "aux:pass"):
        return "agent of the passive", _by(tree, verb)
    subject = _nearest_subject(tree, verb)
    if subject is not None:
        return _meant(tree, subject)
    unseen = inverted_subject(tree, verb)
    if unseen is None:
        unseen = inserted_subject(tree, verb)
    if unseen is not None:
        return "subject beside the verb", unseen
    return _shared(tree, verb, seen=seen)


def _quoted(tree: Tree, verb: int) -> int | None:
    """Return X of "X was quoted as saying", "X was heard to say"."""
    clauses = tree.find(verb, "advcl", "xcomp", "obl")
    said = tree.lemma(verb) in {"quote", "cite"} and any(
        tree.case(c) == "as" for c in clauses
    )
    heard = tree.lemma(verb) in _HEARD and any(
        tree.has(c, "mark", "to") or tree.tokens[c].xpos in {"VB", "VBG"}
        for c in clauses
    )
    if not said and not heard:
        return None
    passive = [c for c in tree.children[verb] if tree.tokens[c].deprel == "nsubj:pass"]
    return passive[0] if passive else tree.first(verb, "obj")


def _nearest_subject(tree: Tree, verb: int) -> int | None:
    """Return the subject next to the verb: a wrong parse may give it two.

    One before the verb wins, but for one in the quotation that the verb follows.
    """
    subjects = tree.find(verb, "nsubj")
    before = [s for s in subjects if s < verb and not _is_parted(tree, s, verb)]
    return min(before or subjects, key=lambda s: abs(s - verb), default=None)


def _is_parted(tree: Tree, subject: int, verb: int) -> bool:
    return any(tree.tokens[p].xpos == "''" for p in range(subject, verb))


def _by(tree: Tree, verb: int) -> int | None:
    """Find an agent that the parser hung on the complement."""
    return next(
        (
            position
            for position in tree.subtree(verb)
            if position > verb
            and tree.case(position) == "by"
            and _is_somebody(tree, position)
        ),
        None,
    )


def _is_somebody(tree: Tree, position: int) -> bool:
    """Tell "by the mayor" and "by teachers" from "by mistake" and "by Friday"."""
    token = tree.tokens[position]
    if tree.name_span(position, "Date", "Money") is not None:
        return False
    counted = token.xpos == "NNS" or tree.first(position, "det", "flat", "appos")
    return token.upos in {"PROPN", "PRON"} or (
        token.upos == "NOUN" and counted not in {None, False}
    )


def _meant(tree: Tree, subject: int) -> tuple[str, int | None]:
    stands_for = antecedent(tree, subject)
    if stands_for is not None:
        return "antecedent of the relative", stands_for
    if tree.tokens[subject].deprel == "expl" or tree.lower(subject) in _EMPTY:
        return _NONE
    return "subject", subject


def _shared(tree: Tree, verb: int, *, seen: set[int]) -> tuple[str, int | None]:
    """Return the source that a verb without a subject has from above it."""
    above = tree.head(verb)
    deprel = tree.tokens[verb].deprel
    if above is None or above in seen:
        return _NONE
    if deprel.startswith("acl"):
        return _of_modified(tree, verb, above)
    # "Asked why, he said": a past tense without a subject is a participle.
    asked = tree.rels[verb] == "advcl" and tree.tokens[verb].xpos in {"VBN", "VBD"}
    if tree.rels[verb] not in _SHARING or asked:
        return _NONE
    if tree.rels[verb] == "xcomp":
        controlled = tree.first(above, "obj", "iobj")
        if controlled is not None and controlled < verb:
            return "object that is to say", controlled
    reporting = reporting_above(tree, verb)
    if reporting is not None and resumes(tree, reporting, verb):
        above = reporting
    return _from_above(tree, verb, above, seen=seen)


def _of_modified(tree: Tree, verb: int, noun: int) -> tuple[str, int | None]:
    if tree.tokens[verb].deprel == "acl:relcl":
        return "antecedent of the relative", _of_predicate(tree, noun)
    if tree.tokens[verb].xpos == "VBN":
        return _NONE
    return "noun that says", _of_predicate(tree, noun)


def _from_above(
    tree: Tree, verb: int, above: int, *, seen: set[int]
) -> tuple[str, int | None]:
    rule, head = _subject(tree, above, seen=seen)
    if head is None and tree.rels[verb] in {"conj", "advcl", "xcomp"}:
        passive = tree.first(above, "nsubj")
        if passive is not None:
            return _meant(tree, passive)
    return ("shared " + rule if rule != "none" else rule), head


def _of_predicate(tree: Tree, noun: int) -> int:
    """Return the subject of "Hale is the first president to say" and "became the"."""
    if tree.first(noun, "cop") is not None:
        subject = tree.first(noun, "nsubj")
        return noun if subject is None else subject
    verb = tree.head(noun)
    if verb is not None and tree.lemma(verb) == "become":
        subject = tree.first(verb, "nsubj")
        return noun if subject is None else subject
    return noun
