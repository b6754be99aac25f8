"""Noun phrases as descriptions: the name in them, their number, what they are."""

from collections.abc import Iterable, Iterator

from service.attribution.lexicon import Lexicon
from service.attribution.syntax.sentence import Tree
from service.nlp.document import Tagged
from service.records import SpeakerType

_NAME_LABELS = frozenset({"Person", "Organization", "Location", "NORP"})
_OFFICE_WORDS = frozenset(
    "prime first chief deputy vice foreign interior finance defence defense health "
    "justice education home the minister president secretary general chancellor".split()
)
"""Words of an office beside its noun."""
_PARTY_MEMBERS = frozenset({"democrat", "independent", "republican"})
"""What a member of parliament is by party: "the Ohio Republican"."""
_COURTESY_TITLES = frozenset({"mr", "mrs", "ms", "miss", "dr"})
"""Titles before surnames only: "Mr. King"."""
_QUANTITY_NOUNS = frozenset(
    "all any both each few half many majority minority most none number one percent "
    "portion proportion quarter several share some third".split()
)
"""Heads of "half of the doctors", which are what the doctors are."""
_KINSHIP_NOUNS = frozenset(
    "brother daughter girlfriend mother sister son wife woman".split()
)
"""Who comes second in "the husband and wife"."""
_COLLECTIVE_NOUNS = frozenset({"staff", "people", "family", "community", "couple"})


def head_of(tree: Tree, start: int, end: int) -> int:
    """Return the token of ``[start, end)`` that depends on none of the others."""
    return next(
        (p for p in range(start, end) if not start <= tree.tokens[p].head < end), start
    )


def phrase_head(tree: Tree, position: int) -> int:
    """Return the head of the noun phrase that a name stands in."""
    *_, top = phrase_heads(tree, position)
    return top


def phrase_heads(tree: Tree, position: int) -> Iterator[int]:
    """Yield a name and the heads of the phrases that it stands in, inner first."""
    yield position
    while tree.rels[position] in {"appos", "flat", "compound"} or (
        tree.tokens[position].deprel == "nmod:desc"
    ):
        above = tree.head(position)
        if above is None:
            break
        position = above
        yield position


def is_office(lexicon: Lexicon, tree: Tree, name_span: Tagged) -> bool:
    """Tell "the Prime Minister", which the tagger may take for a name."""
    words = [tree.lower(p).rstrip(".") for p in range(name_span.start, name_span.end)]
    if name_span.label == "Person":
        offices = _OFFICE_WORDS | lexicon.persons.keys() | lexicon.titles.keys()
        if len(words) == 1 and tree.has(name_span.start, "det", "the"):
            return True  # "the Spaniard"
        surname = _is_surname(tree, name_span) or words[0] in _COURTESY_TITLES
        return offices.issuperset(words) and not surname
    if name_span.label != "Organization":
        return False
    head = head_of(tree, name_span.start, name_span.end)
    before = words[: head - name_span.start]
    if tree.lower(head) in _PARTY_MEMBERS and tree.find(head, "det"):
        return True
    return tree.lemma(head) in lexicon.persons and all(
        w in _OFFICE_WORDS for w in before
    )


def _is_surname(tree: Tree, name_span: Tagged) -> bool:
    """Tell "King said" from "the King said" and from "King Harald said"."""
    if name_span.end - name_span.start > 1 or tree.find(name_span.start, "det"):
        return False
    after = name_span.end
    return after == len(tree) or tree.name_span(after, "Person") is None


def name_in_phrase(
    lexicon: Lexicon, tree: Tree, head: int
) -> tuple[int, int, str] | None:
    """Return (start, end, label) of the name that a noun phrase carries."""
    names = [
        e
        for e in tree.sentence.entities
        if e.label in _NAME_LABELS and not is_office(lexicon, tree, e)
    ]
    for name_span in sorted(names, key=lambda e: e.label != "Person"):
        inner = head_of(tree, name_span.start, name_span.end)
        covers = name_span.start <= head < name_span.end
        if covers and name_span.label != "NORP":
            return name_span.start, name_span.end, name_span.label
        if name_span.label in {"Person", "Organization"} and head in phrase_heads(
            tree, inner
        ):
            rel = tree.rels[inner]
            if name_span.label == "Person" or rel in {"appos", "flat"}:
                return name_span.start, name_span.end, name_span.label
        beside = tree.rels[inner] in {"appos", "flat"} and tree.head(inner) == head
        if name_span.label == "Location" and beside:
            return name_span.start, name_span.end, name_span.label
    return None


def title_start(lexicon: Lexicon, tree: Tree, start: int) -> int:
    """Return where "Mr. Lee" begins, of which the name begins at ``start``."""
    while start > 0 and _is_title(lexicon, tree, start - 1):
        start -= 1
    return start


def _is_title(lexicon: Lexicon, tree: Tree, position: int) -> bool:
    word = tree.lower(position).rstrip(".")
    return (
        word in lexicon.titles
        and word != "the"
        and tree.tokens[position].text[0].isupper()
    )


def is_definite(tree: Tree, head: int) -> bool:
    """Tell "the minister" and "that report" from "a minister"."""
    return any(
        tree.lower(c) in {"the", "this", "that", "these", "those"}
        for c in tree.find(head, "det")
    )


def has_pronominal_possessor(tree: Tree, head: int) -> bool:
    """Tell "his manager"."""
    return any(
        tree.tokens[c].deprel == "nmod:poss" and tree.tokens[c].upos == "PRON"
        for c in tree.children[head]
    )


def is_second_office(tree: Tree, head: int, other: int) -> bool:
    """Tell "the president and chief executive" from "the president and the mayor"."""
    offices = tree.tokens[head].upos == tree.tokens[other].upos == "NOUN"
    alone = not tree.find(other, "det") and not has_pronominal_possessor(tree, other)
    singular = not any(tree.tokens[p].xpos == "NNS" for p in (head, other))
    return (
        offices
        and alone
        and singular
        and bool(tree.find(head, "det"))
        and tree.lemma(other) not in _KINSHIP_NOUNS
    )


def is_plural(tree: Tree, head: int) -> bool:
    """Tell whether a noun phrase is plural or a coordination."""
    joined = any(
        tree.tokens[c].upos in {"NOUN", "PROPN"} and not is_second_office(tree, head, c)
        for c in tree.find(head, "conj")
    )
    return joined or tree.tokens[head].xpos in {"NNS", "NNPS"}


def noun_phrase_type(lexicon: Lexicon, tree: Tree, head: int) -> SpeakerType:
    """Return what a noun phrase without a name is."""
    noun = tree.lemma(head)
    whole = _quantified_noun(tree, head)
    if whole is not None:
        kind = noun_phrase_type(lexicon, tree, whole)
        return "person" if noun == "one" and kind == "group" else kind
    return _head_noun_type(lexicon, tree, head)


def _quantified_noun(tree: Tree, head: int) -> int | None:
    """Return "doctors" of "half of the doctors"."""
    if tree.lemma(head) not in _QUANTITY_NOUNS and tree.tokens[head].upos != "NUM":
        return None
    return next((n for n in tree.find(head, "nmod") if tree.case(n) == "of"), None)


def is_age_noun(tree: Tree, head: int) -> bool:
    """Tell "the 24-year-old", whom the tokenizer may part."""
    parted = tree.lower(head) == "old" and head > 1 and tree.lower(head - 2) == "year"
    return parted or tree.lower(head).endswith("-year-old")


def _denotes_one_person(tree: Tree, head: int) -> bool:
    """Tell "the 24-year-old", "the Briton", "the Republican" from "the British"."""
    one = is_age_noun(tree, head) or tree.lower(head) in _PARTY_MEMBERS
    return one or (
        tree.name_span(head, "NORP", "Person") is not None
        and tree.tokens[head].xpos in {"NN", "NNP"}
        and not tree.lower(head).endswith(("ish", "ese", "ch", "s"))
    )


def _head_noun_type(lexicon: Lexicon, tree: Tree, head: int) -> SpeakerType:
    noun = tree.lemma(head)
    kind = lexicon.sources.get(noun)
    several = is_plural(tree, head) and tree.lower(head) != noun  # not "police"
    if kind == "document" or (kind == "organization" and not several):
        return kind
    if is_plural(tree, head):
        return "group"
    if noun in lexicon.persons or _denotes_one_person(tree, head):
        return "person"
    if kind == "group" and tree.tokens[head].upos == "PROPN":
        return "organization"  # "the Coast Guard"
    if kind == "group" and noun in _COLLECTIVE_NOUNS:
        return "group"
    return "person" if kind else "unknown"


def name_from_description(tree: Tree, positions: Iterable[int]) -> str:
    """Return a description as a name: without a leading article."""
    words = list(positions)
    if len(words) > 1 and tree.lower(words[0]) == "the":
        words = words[1:]
    return tree.text(words)
