"""The expressions for which the network ranks entities.

They are pronouns, descriptions and missing sources. Names are ranked in training alone,
where they teach which mentions are alike: of names the rules are right in 95 of 100.
Coordinations and indefinite pronouns are not ranked.
"""

from typing import Literal, get_args

import msgspec

from service.attribution.candidates import Candidate
from service.attribution.context import Context
from service.attribution.coref.antecedents.pronouns import is_indefinite, is_pronoun
from service.attribution.coref.resolve import denotes_several
from service.attribution.syntax.adjacent_names import name_after
from service.attribution.syntax.description_names import name_from_description
from service.attribution.syntax.descriptions import (
    has_pronominal_possessor,
    is_definite,
    is_plural,
    name_in_phrase,
)
from service.attribution.syntax.noun_phrases import NounPhrase
from service.attribution.syntax.sentence import Tree
from service.attribution.syntax.speaker_types import noun_phrase_type
from service.records import SpeakerType

PronounKind = Literal["he_or_she", "it", "they", "first_person"]
AnaphorKind = Literal[PronounKind, "description", "name", "continuation", "agentless"]
"""A pronoun by its person and number, a description, a name, or no source at all.

"continuation": a quotation that continues another attribution;
"agentless": a cue without a source.
"""
_DETERMINERS = frozenset({"a", "an"})
_SHORT = 2
_MIDDLE = 4
"""Words of a description of length 1 and of length 2, at most."""
_NOT_MODIFIERS = _DETERMINERS | {"the", "of"}


class Description(msgspec.Struct, frozen=True):
    """What a noun phrase without a name says of a speaker."""

    name: str
    """The name of the speaker who is known by the description alone."""
    noun: str
    """Lemma of the head."""
    determiner: str
    """Its class, "plural" or not, and the length from 1 to 3: "definite plural 2"."""
    type: SpeakerType
    plural: bool


class SourceWords(msgspec.Struct, frozen=True):
    """The words of a description or of a phrase with a name."""

    noun: str
    """Lemma of the head."""
    form: str
    """The head in lower case."""
    plural: bool
    modifiers: frozenset[str]
    """The other words, in lower case."""


class Anaphor(msgspec.Struct, frozen=True):
    """The source of a candidate, or the start of its content where it has none."""

    kind: AnaphorKind
    tree: Tree
    head: int
    offset: int
    source: NounPhrase | None = None
    description: Description | None = None
    words: SourceWords | None = None
    """Of a description or a name."""

    @property
    def word(self) -> str:
        """The head of the source in lower case, "" without a source."""
        return "" if self.source is None else self.tree.lower(self.head)

    @property
    def key(self) -> str:
        """The word of a pronoun, else the kind."""
        return self.word if self.kind in get_args(PronounKind) else self.kind


def anaphor_of(context: Context, candidate: Candidate) -> Anaphor | None:
    """Return the expression of a candidate, None where the rules are kept."""
    source = candidate.source
    if source is not None:
        return _of_source(context, source)
    tree = context.tree_at(candidate.start)
    if candidate.implied is not None or tree is None:
        return None
    words = enumerate(tree.tokens)
    head = next((p for p, t in words if t.end > candidate.start), 0)
    kind: AnaphorKind = "agentless" if candidate.continues is None else "continuation"
    return Anaphor(kind, tree, head, candidate.start)


def _of_source(context: Context, source: NounPhrase) -> Anaphor | None:
    tree, lexicon = context.trees[source.tree], context.lexicon
    head, offset = source.head, source.span.start
    if tree.name_span(head, "Person") is None:
        if is_indefinite(tree, head):
            return None
        if is_pronoun(tree, head):
            kind = _kind_of_pronoun(tree, head)
            return kind and Anaphor(kind, tree, head, offset, source)
    named = name_in_phrase(lexicon, tree, head) or name_after(lexicon, tree, source)
    if denotes_several(tree, head, named):
        return None
    words = _words_of(tree, source)
    if named is not None:
        return Anaphor("name", tree, head, offset, source, words=words)
    description = _description_of(tree, source)
    return Anaphor("description", tree, head, offset, source, description, words)


def _kind_of_pronoun(tree: Tree, head: int) -> AnaphorKind | None:
    """Return the kind of a personal pronoun, None for others ("you", "who")."""
    word, words = tree.lower(head), tree.lexicon.words
    if word in words.first_person_pronouns:
        return "first_person"
    if word in tree.lexicon.pronoun_genders:
        return "he_or_she"
    if word in words.neuter_pronouns:
        return "it"
    return "they" if word in words.plural_pronouns else None


def _description_of(tree: Tree, source: NounPhrase) -> Description:
    plural = _is_plural_noun(tree, source.head)
    return Description(
        name=name_from_description(tree, source.positions),
        noun=tree.lemma(source.head),
        determiner=_determiner(tree, source, plural=plural),
        type=noun_phrase_type(tree.lexicon, tree, source.head),
        plural=plural,
    )


def _words_of(tree: Tree, source: NounPhrase) -> SourceWords:
    head = source.head
    others = frozenset(tree.lower(p) for p in source.positions if p != head)
    return SourceWords(
        noun=tree.lemma(head),
        form=tree.lower(head),
        plural=_is_plural_noun(tree, head),
        modifiers=others - _NOT_MODIFIERS,
    )


def _is_plural_noun(tree: Tree, head: int) -> bool:
    return tree.tokens[head].upos in {"NOUN", "PROPN"} and is_plural(tree, head)


def _determiner(tree: Tree, source: NounPhrase, *, plural: bool) -> str:
    """Return the class of the determiner, the number and the length of an NP."""
    first = source.positions[0]
    if is_definite(tree, source.head):
        kind = "definite"
    elif has_pronominal_possessor(tree, source.head):
        kind = "possessive"
    elif tree.tokens[first].upos == "DET":
        word = tree.lower(first)
        kind = word if word in _DETERMINERS else "other"
    else:
        kind = "bare"
    words = len(source.positions)
    length = 1 + (words > _SHORT) + (words > _MIDDLE)
    return f"{kind} plural {length}" if plural else f"{kind} {length}"
