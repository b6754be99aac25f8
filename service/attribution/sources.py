"""Find who speaks: the words beside the cue that name the source.

The subject of the cue, the agent of a passive, the complement of "according to", the
antecedent of a relative pronoun, the subject that a coordinated or participial cue
shares with the clause above it, the owner of a noun ("his claim that").
"""

from msgspec.structs import replace

from service.attribution.coordination import reporting_above, resumes
from service.attribution.cues import audience
from service.attribution.draft import CueCandidate, Draft, Nominal
from service.attribution.inversion import inserted_subject, inverted_subject
from service.attribution.nominals import antecedent, nominal
from service.attribution.scene import Scene
from service.attribution.tree import Tree

_EMPTY = frozenset({"there", "what"})
_NEAR = 3
"""Tokens between a cue and a source that only the tagger sees."""
_GIVING = frozenset({"make", "issue", "give", "have", "voice", "raise"})
_HEARD = frozenset({"hear", "see", "know"})
"""What people are while they say something."""
_NONE: tuple[str, int | None] = ("none", None)
_SHARING = frozenset({"conj", "advcl", "xcomp", "parataxis", "ccomp", "dep"})


def find_sources(scene: Scene, drafts: tuple[Draft, ...]) -> tuple[Draft, ...]:
    """Return the drafts with their sources where the sentence names one."""
    return tuple(_with_source(scene, draft) for draft in drafts)


def _with_source(scene: Scene, draft: Draft) -> Draft:
    if draft.cue is None or draft.source is not None:
        return draft
    tree = scene.trees[draft.cue.tree]
    heard = audience(tree, draft.cue.head)
    if heard is not None:
        return replace(draft, addressee=nominal(tree, heard))
    rule, head = source_of(tree, draft.cue)
    if head is None:
        rule, head = "tagged beside the cue", _tagged_source(tree, draft)
    if head is None:
        return draft
    found = _without_cue(tree, _whole(tree, head), draft.cue)
    source = _outside_content(tree, found, draft)
    if source is None:
        return draft
    return replace(draft, source=source, evidence=draft.because("sources", rule))


def _without_cue(tree: Tree, found: Nominal, cue: CueCandidate) -> Nominal:
    """Return the noun phrase up to the clause of the cue: "a report saying that"."""
    if cue.form != "verb" or cue.head not in found.positions:
        return found
    clause = set(tree.subtree(cue.subject_of))
    if found.head in clause:
        return found
    positions = tuple(p for p in found.positions if p < min(clause))
    if not positions:
        return found
    return Nominal(tree.index, found.head, positions, tree.span(positions))


def _with_name(tree: Tree, found: Nominal) -> Nominal:
    """Return the phrase with all of its name and the title before it."""
    entity = tree.entity(found.head, "Person")
    if entity is None or entity.start >= found.positions[0]:
        return found
    first = entity.start
    while first > 0 and tree.tokens[first - 1].upos in {"NOUN", "PROPN"}:
        first -= 1
    positions = tuple(range(first, found.positions[-1] + 1))
    return Nominal(tree.index, found.head, positions, tree.span(positions))


def _whole(tree: Tree, head: int) -> Nominal:
    """Return the noun phrase; "the economist" and "Ada Low said" may be one subject."""
    found = _with_name(tree, nominal(tree, head))
    verb = tree.head(head)
    if verb is None or tree.rels[head] != "nsubj":
        return found
    for other in tree.find(verb, "nsubj"):
        before = nominal(tree, other).positions
        if other < head and before[-1] + 1 == found.positions[0]:
            positions = (*before, *found.positions)
            return Nominal(tree.index, head, positions, tree.span(positions))
    return found


def _tagged_source(tree: Tree, draft: Draft) -> int | None:
    """Return the head of the tagger's source beside the cue."""
    cue = draft.cue
    if cue is None or not (cue.tagged or (cue.known and "quote" in cue.frames)):
        return None
    near = _NEAR if cue.tagged else 1
    passive = {
        p
        for c in tree.find(cue.head, "nsubj")
        if tree.tokens[c].deprel == "nsubj:pass"
        for p in tree.subtree(c)
    }
    for tag in tree.sentence.tags:
        if tag.start in passive:
            continue
        gap = max(cue.positions[0] - tag.end, tag.start - cue.positions[-1] - 1)
        if tag.label == "Source" and 0 <= gap <= near:
            inside = range(tag.start, tag.end)
            return next(p for p in inside if tree.tokens[p].head not in inside)
    return None


def _outside_content(tree: Tree, source: Nominal, draft: Draft) -> Nominal | None:
    """Return the source up to the content; None for one inside it.

    "accused by the auditors of hiding losses" may have the charge hung on the agent.
    """
    if draft.covers(source.span.start, source.span.end):
        return None
    inside = [
        p
        for p in source.positions
        if p > source.head and draft.covers(tree.tokens[p].start, tree.tokens[p].end)
    ]
    if not inside:
        return source
    last = inside[0]
    while last - 1 > source.head and tree.tokens[last - 1].upos in {"ADP", "PUNCT"}:
        last -= 1
    positions = tuple(p for p in source.positions if p < last)
    return Nominal(tree.index, source.head, positions, tree.span(positions))


def source_of(tree: Tree, cue: CueCandidate) -> tuple[str, int | None]:
    """Return the rule and the head token of the source, or None for it."""
    if cue.form == "phrase":
        return "complement of the phrase", cue.head
    if cue.form == "noun":
        return _owner(tree, cue)
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
    passive = any(
        tree.tokens[c].deprel in {"nsubj:pass", "aux:pass"} for c in tree.children[verb]
    )
    if passive:
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
    if tree.entity(position, "Date", "Money") is not None:
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
