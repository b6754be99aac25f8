"""Frames whose content is a clause: "said that", "promised to", "denied taking"."""

from service.attribution.candidates import CueCandidate
from service.attribution.content.content_match import Match
from service.attribution.syntax.inversion import inverted_subject
from service.attribution.syntax.sentence import Tree

_WH = frozenset({"what", "how", "why", "whatever", "where", "who", "which", "when"})
_SOMEBODY = frozenset({"NOUN", "PROPN", "PRON"})
_TOWARDS = frozenset({"on", "upon", "to", "with", "for"})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "VB"})
_CONDITIONS = frozenset({"if", "should", "unless", "until"})
_ASKING = frozenset({"ask", "enquire", "inquire", "query", "wonder"})
_ON = frozenset({"on", "upon"})
_GIVEN = frozenset({"by", "from", "in", "of", "to"})
"""What leads to a noun that a reported clause may follow: "a promise to X that"."""


def match_clause(tree: Tree, cue: CueCandidate) -> Match | None:
    """Match "said that it rained", "asked whether", "it was announced that"."""
    if not cue.frames & {"that", "quote"}:
        return None
    clauses = [c for c in tree.find(cue.head, "ccomp") if not is_infinitive(tree, c)]
    clauses += [c for c in tree.find(cue.head, "advcl") if _is_question(tree, cue, c)]
    clauses += [c for c in tree.find(cue.head, "parataxis") if _after_colon(tree, c)]
    clauses += [c for c in tree.find(cue.head, "obj", "obl") if _free_relative(tree, c)]
    clauses += [
        c
        for c in tree.find(cue.head, "csubj")
        if c > cue.head or _has_expletive(tree, cue.head)
    ]
    kept = [c for c in clauses if not _is_afterthought(tree, cue.head, c)]
    kept = _without_name(tree, cue, kept)
    clauses = kept or clauses or _put_off(tree, cue, "obl")
    if not clauses:
        return None
    clauses += _lost_subject(tree, cue, clauses)
    clauses += _before_insertion(tree, cue, clauses)
    clauses += _around_a_first(tree, cue, clauses)
    top = sorted({p for c in clauses for p in tree.subtree(c)})
    return Match("that", tuple(top), addressee=told(tree, cue))


def _is_afterthought(tree: Tree, verb: int, clause: int) -> bool:
    """Tell ", laughing" and "adding" of '"Yes," she said, laughing'."""
    parted = tree.tokens[clause - 1].text == "," or tree.lower(clause) == "adding"
    return (
        clause > verb
        and tree.tokens[clause].xpos == "VBG"
        and parted
        and tree.first(clause, "mark", "aux") is None
    )


def _without_name(tree: Tree, cue: CueCandidate, clauses: list[int]) -> list[int]:
    """Drop the name that was told, read as a clause: "told Rural Reporting it rained".

    It has no subject and no mark, and a clause that has one follows.
    """
    if "obj" not in cue.frames:
        return clauses
    whole = [c for c in clauses if tree.first(c, "nsubj", "mark") is not None]
    return [c for c in clauses if c in whole or not whole or c > whole[0]]


def _before_insertion(tree: Tree, cue: CueCandidate, clauses: list[int]) -> list[int]:
    """Return "If it rains" of "If it rains, she says, we leave"."""
    subject = tree.first(cue.head, "nsubj")
    after = cue.positions[-1] + 1
    if subject is None or after + 1 >= len(tree) or tree.tokens[after].text != ",":
        return []
    if tree.tokens[after + 1].xpos == "``" or subject > cue.head:
        return []
    if any(tree.subtree(c)[0] < subject for c in clauses):
        return []
    return [
        c
        for c in tree.find(cue.head, "advcl")
        if c < subject and tree.tokens[c].xpos in _FINITE
    ]


def _around_a_first(tree: Tree, cue: CueCandidate, clauses: list[int]) -> list[int]:
    """Return "because it was wet" of "It fell, because it was wet, she said"."""
    subject = tree.first(cue.head, "nsubj")
    if subject is None or not max(clauses) < subject < cue.head:
        return []
    return [
        c
        for c in tree.find(cue.head, "advcl")
        if c < subject and tree.first(c, "mark") is not None
    ]


def _put_off(tree: Tree, cue: CueCandidate, rel: str) -> list[int]:
    """Return the clause of "was claimed by X that" and "a promise to X that".

    The parse hangs it on X, and "told them after the talks that" on the talks. A
    relative clause has its "that" for subject or object; one that only marks the clause
    belongs to the cue.
    """
    anywhere = cue.form == "verb" and not any(f.startswith("p:") for f in cue.frames)
    return [
        clause
        for noun in tree.find(cue.head, rel)
        if noun > cue.head and (anywhere or tree.case(noun) in _GIVEN)
        for clause in tree.find(noun, "acl")
        if clause > noun and tree.has(clause, "mark", "that")
    ]


def _lost_subject(tree: Tree, cue: CueCandidate, clauses: list[int]) -> list[int]:
    """Return the subject that the parser made the object of "adding it sank"."""
    first = min(tree.subtree(clauses[0]))
    if cue.frames & {"obj", "objinf", "call"}:
        whom, lost = tree.first(cue.head, "iobj"), tree.first(cue.head, "obj")
        whole = tree.first(clauses[0], "nsubj", "mark") is not None
        parted = lost is None or whom is None or not cue.head < whom < lost < first
        return [] if whole or parted or lost is None else [lost]
    return [o for o in tree.find(cue.head, "obj") if cue.head < o == first - 1]


def is_infinitive(tree: Tree, position: int) -> bool:
    """Tell a to-infinitive without a subject of its own."""
    return tree.has(position, "mark", "to") and tree.first(position, "nsubj") is None


def _is_question(tree: Tree, cue: CueCandidate, position: int) -> bool:
    asked = cue.lemma in _ASKING and position > cue.head
    words = ("whether", "if") if asked else ("whether",)
    return tree.has(position, "mark", *words)


def _after_colon(tree: Tree, position: int) -> bool:
    first = tree.subtree(position)[0]
    return any(tree.tokens[p].text == ":" for p in (first, first - 1) if p >= 0)


def _free_relative(tree: Tree, position: int) -> bool:
    return (
        tree.lower(position) in _WH
        and tree.first(position, "acl") is not None
        and not tree.case(position)
    )


def _has_expletive(tree: Tree, position: int) -> bool:
    return tree.first(position, "expl") is not None


def told(tree: Tree, cue: CueCandidate) -> int | None:
    """Return who was told: the object of "tell", "to reporters" after "say"."""
    if inverted_subject(tree, cue.head) is not None:
        return None
    found = tree.first(cue.head, "iobj")
    if found is None and cue.frames & {"obj", "objinf"}:
        found = tree.first(cue.head, "obj")
        if found is not None and tree.tokens[found].upos not in _SOMEBODY:
            found = None
    if found is None and tree.tokens[cue.head].deprel != "amod":
        found = next(
            (o for o in tree.find(cue.head, "obl") if tree.case(o) == "to"), None
        )
    if found is None and cue.frames & {"obj", "objinf"}:
        passive = tree.first(cue.head, "nsubj")
        if passive is not None and tree.tokens[passive].deprel == "nsubj:pass":
            found = passive
    return found


def match_infinitive(tree: Tree, cue: CueCandidate) -> Match | None:
    """Match "promised to pay", "urged both sides to talk", "appealed to X to stay"."""
    if not cue.frames & {"inf", "objinf", "p:on"}:
        return None
    for clause in tree.find(cue.head, "xcomp", "ccomp", "advcl"):
        if clause > cue.head and tree.has(clause, "mark", "to"):
            return _infinitive_match(tree, cue, clause)
    return None


def match_raised(tree: Tree, cue: CueCandidate) -> Match | None:
    """Match "the mine was said by inspectors to be unsafe"."""
    subject = tree.first(cue.head, "nsubj")
    if "that" not in cue.frames or cue.frames & {"inf", "objinf"} or subject is None:
        return None
    if tree.tokens[subject].deprel != "nsubj:pass":
        return None
    for clause in tree.find(cue.head, "xcomp"):
        if clause > cue.head and tree.has(clause, "mark", "to"):
            return Match("inf", (*tree.subtree(subject), *tree.subtree(clause)))
    return None


def _infinitive_match(tree: Tree, cue: CueCandidate, clause: int) -> Match | None:
    told = tree.first(cue.head, "obj", "iobj")
    if told is not None and not cue.head < told < clause:
        told = None
    if told is None:
        told = _pressed(tree, cue, clause)
    passive = tree.first(cue.head, "nsubj")
    if passive is not None and tree.tokens[passive].deprel != "nsubj:pass":
        passive = None
    if tree.rels[clause] == "advcl" and told is None:
        return None
    if told is None and passive is None and "inf" not in cue.frames:
        return None
    # "declined to comment as she left": the time is not of the comment.
    apart = tree.find(clause, "advcl") if tree.lemma(clause) == "comment" else []
    inner = (*tree.subtree(clause, without=apart), *_condition(tree, cue, clause))
    if told is not None and cue.kind == "thought":
        return Match("inf", (*tree.subtree(told), *inner))
    frame = "objinf" if told is not None or passive is not None else "inf"
    more = [] if told is None else tree.find(told, "case")[:1]
    on = tuple(p for p in more if tree.lower(p) in _ON and p == cue.head + 1)
    return Match(
        frame, inner, addressee=told if told is not None else passive, more_cue=on
    )


def _condition(tree: Tree, cue: CueCandidate, clause: int) -> list[int]:
    """Return "until it rains" of "was told not to leave until it rains"."""
    return [
        p
        for other in tree.find(cue.head, "advcl")
        if other > clause and _is_condition(tree, other)
        for p in tree.subtree(other)
    ]


def _is_condition(tree: Tree, clause: int) -> bool:
    """Tell "if it rains", "until it rains" and "should it rain"."""
    first = tree.subtree(clause)[0]
    return tree.lower(first) in _CONDITIONS


def _pressed(tree: Tree, cue: CueCandidate, clause: int) -> int | None:
    """Return X of "called on X to leave", "appealed to X to leave"."""
    return next(
        (
            o
            for o in tree.find(cue.head, "obl")
            if cue.head < o < clause
            and (tree.case(o) or _lost_case(tree, o)) in _TOWARDS
        ),
        None,
    )


def _lost_case(tree: Tree, noun: int) -> str:
    """Return the word before a noun phrase: its preposition, hung elsewhere."""
    first = tree.subtree(noun)[0]
    return tree.lower(first - 1) if first else ""


def match_gerund(tree: Tree, cue: CueCandidate) -> Match | None:
    """Match "denied taking part"."""
    if "ing" not in cue.frames or inverted_subject(tree, cue.head) is not None:
        return None
    for clause in tree.find(cue.head, "xcomp", "ccomp", "obj"):
        if clause > cue.head and tree.tokens[clause].xpos == "VBG":
            return Match("ing", tuple(tree.subtree(clause)))
    return None


def match_noun_clause(tree: Tree, cue: CueCandidate) -> Match | None:
    """Match "a statement that", "his promise to"."""
    put_off = _put_off(tree, cue, "nmod")
    for clause in (*tree.find(cue.head, "acl", "ccomp", "xcomp", "advcl"), *put_off):
        that = tree.has(clause, "mark", "that", "whether")
        if clause < cue.head or (
            tree.tokens[clause].deprel == "acl:relcl" and not that
        ):
            continue
        to = tree.has(clause, "mark", "to") or tree.has(clause, "mark", "for")
        if (to and "inf" in cue.frames) or (that and "that" in cue.frames):
            told = _towards(tree, cue.head, clause)
            return Match("inf" if to else "that", tuple(tree.subtree(clause)), told)
    return None


def _towards(tree: Tree, noun: int, clause: int) -> int | None:
    """Return X of "a promise to X that"."""
    return next(
        (n for n in tree.find(noun, "nmod") if tree.case(n) == "to" and n < clause),
        None,
    )


def match_felt(tree: Tree, cue: CueCandidate) -> Match | None:
    """Match "is confident that", "is eager to"."""
    for clause in tree.find(cue.head, "ccomp", "xcomp", "advcl"):
        if clause < cue.head:
            continue
        to = tree.has(clause, "mark", "to")
        that = tree.has(clause, "mark", "that") or tree.rels[clause] == "ccomp"
        if (to and "inf" in cue.frames) or (not to and that and "that" in cue.frames):
            return Match("inf" if to else "that", tuple(tree.subtree(clause)))
    return None
