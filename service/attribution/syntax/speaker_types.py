"""The type of a speaker whom a noun phrase without a name describes."""

import re

from service.attribution.lexicon import Lexicon
from service.attribution.syntax.descriptions import is_age_noun, is_plural
from service.attribution.syntax.sentence import Tree
from service.records import SpeakerType

_PERSON_NOUN = re.compile(r"(?:man|woman|person|ologist)\Z")
"""The end of a noun for a person."""
_AGENT_SUFFIX = re.compile(r"\w{3}(?:ist|ian|er|or|ee)\Z")
"""The end of a noun that no table has and that is a person's ("organist")."""
_NOT_SINGULAR = re.compile(r"(?:ish|ese|ch|s)\Z")
"""The end of a name of a people or of several persons ("the British")."""

_NOMINAL = frozenset({"ADJ", "NOUN", "NUM", "PROPN"})
"""Parts of speech of the heads of descriptions."""


def noun_phrase_type(lexicon: Lexicon, tree: Tree, head: int) -> SpeakerType:
    """Return the speaker type of a noun phrase without a name.

    A quantified phrase has the type of the noun that is quantified ("half of the
    doctors"), but for "one of the doctors", which is a person. A body or a text that is
    coordinated with people is a group ("police and residents").
    """
    quantified = _quantified_noun(tree, head)
    if quantified is not None:
        kind = noun_phrase_type(lexicon, tree, quantified)
        return "person" if tree.lemma(head) == "one" and kind == "group" else kind
    kind = _head_noun_type(lexicon, tree, head)
    with_people = kind in {"organization", "document"} and any(
        _denotes_people(lexicon, tree, c) for c in tree.find(head, "conj")
    )
    return "group" if with_people else kind


def described_type(lexicon: Lexicon, tree: Tree, head: int) -> SpeakerType:
    """Return the type of a new speaker whom a noun phrase describes.

    A noun that no table of speakers has is a group for peoples, sides and people of
    whom it says more ("the British", "a chorus of economists"), an organisation for a
    medium or a name, a person by its ending, and else a text ("a theory").
    """
    kind = noun_phrase_type(lexicon, tree, head)
    if kind != "unknown" or tree.tokens[head].upos not in _NOMINAL:
        return kind
    noun = tree.lemma(head)
    if noun in lexicon.nouns.media_kinds:
        return "organization"
    if _denotes_group(lexicon, tree, head):
        return "group"
    if tree.tokens[head].upos == "PROPN":
        return "organization"
    by_ending = _AGENT_SUFFIX.search(noun) or _is_participle(tree, head)
    return "person" if by_ending else "document"


def _is_participle(tree: Tree, head: int) -> bool:
    """Whether a noun is the participle of a verb ("the accused")."""
    word = tree.lower(head)
    return word.endswith("ed") and tree.lemma(head) != word


def _denotes_group(lexicon: Lexicon, tree: Tree, head: int) -> bool:
    """Whether a noun that no table has denotes people.

    It is that of a people, a side or "media", or stands before people ("most of them").
    """
    if tree.name_span(head, "NORP") is not None or (
        tree.lemma(head) in lexicon.nouns.sides | lexicon.nouns.generic_media
    ):
        return True
    plural = tree.lexicon.words.plural_pronouns
    return any(
        tree.case(child) == "of"
        and (_is_people_noun(lexicon, tree.lemma(child)) or tree.lower(child) in plural)
        for child in tree.find(head, "nmod")
    )


def _is_people_noun(lexicon: Lexicon, noun: str) -> bool:
    return noun in lexicon.persons or lexicon.sources.get(noun) == "group"


def _denotes_people(lexicon: Lexicon, tree: Tree, conjunct: int) -> bool:
    """Whether a conjunct names a person or has a noun of persons or groups."""
    if tree.name_span(conjunct, "Person") is not None:
        return True
    noun = tree.tokens[conjunct].upos == "NOUN"
    return noun and _head_noun_type(lexicon, tree, conjunct) in {"person", "group"}


def _quantified_noun(tree: Tree, head: int) -> int | None:
    """Return the noun that is quantified ("doctors" in "half of the doctors")."""
    quantity = tree.lemma(head) in tree.lexicon.words.quantities
    if not quantity and tree.tokens[head].upos != "NUM":
        return None
    return next((n for n in tree.find(head, "nmod") if tree.case(n) == "of"), None)


def _denotes_one_person(tree: Tree, head: int) -> bool:
    """Whether the head denotes one person by age, party or nationality.

    True of "the 24-year-old", "the Republican" and "the Briton", not of "the British".
    """
    by_party = tree.lower(head) in tree.lexicon.nouns.party_members
    if is_age_noun(tree, head) or by_party:
        return True
    return (
        tree.name_span(head, "NORP", "Person") is not None
        and tree.tokens[head].xpos in {"NN", "NNP"}
        and _NOT_SINGULAR.search(tree.lower(head)) is None
    )


def _head_noun_type(lexicon: Lexicon, tree: Tree, head: int) -> SpeakerType:
    """Return the speaker type that the head noun and its number give."""
    noun = tree.lemma(head)
    kind = lexicon.sources.get(noun)
    inflected = is_plural(tree, head) and tree.lower(head) != noun  # not "police"
    if kind == "document" or (kind == "organization" and not inflected):
        return kind
    collective = kind == "group" and noun in lexicon.nouns.collectives
    if is_plural(tree, head):
        return "group"
    if noun in lexicon.persons or _denotes_one_person(tree, head):
        return "person"
    if kind == "group" and tree.tokens[head].upos == "PROPN":
        return "organization"  # "the Coast Guard"
    if collective:
        default: SpeakerType = "group"
    else:
        default = "person" if kind else "unknown"
    return _type_of_other_word(tree, head, default)


def _type_of_other_word(tree: Tree, head: int, default: SpeakerType) -> SpeakerType:
    """Return the type of a word that is no noun of a person in the tables.

    A group for "many", a person for "someone", "another" and "radioman".
    """
    if tree.lower(head) in tree.lexicon.words.people_pronouns:
        return "group"
    indefinite = tree.lower(head) in tree.lexicon.words.person_quantifiers
    person = indefinite or _PERSON_NOUN.search(tree.lemma(head)) is not None
    return "person" if person else default
