"""How well a name or a noun fits as an affiliation, whatever joins it to a person."""

from collections.abc import Sequence
from typing import Literal, get_args

from service.attribution.context import Context
from service.attribution.coref.profiles.speaker_classes.class_words import role_entry
from service.attribution.lexicon import ProfileWords
from service.attribution.syntax.descriptions import head_of
from service.attribution.syntax.sentence import Tree
from service.nlp.document import Tagged

ORGANIZATION, NOUN, PLACE, PEOPLE = range(4)
"""Ranks, the best first: a named body or party, a common noun for one, and so on."""

Option = tuple[Tree, int, tuple[int, ...]]
"""A possible affiliation: its sentence, rank and tokens."""

_Office = Literal["government", "politics", "military", "law_and_police", "courts"]
"""Classes of people whose country is their affiliation ("the French minister")."""
_Profession = Literal["media", "expert_or_academic", "courts", "culture", "health"]
"""Classes of people who belong to no place ("the Selby lawyer")."""


def name_rank(
    tree: Tree, name: Tagged, words: ProfileWords, *, head: int
) -> int | None:
    """Return how well a name fits as an affiliation, None if it does not."""
    text = tree.text(range(name.start, name.end)).lower().removeprefix("the ")
    hyphen = name.end < len(tree) and tree.tokens[name.end].text == "-"
    if text in words.words.unaffiliated or hyphen:  # "Selby-backed"
        return None
    if name.label == "Organization":
        return ORGANIZATION
    if name.label in {"Location", "Facility"}:
        return None if _is_base(tree, name, head, words) else PLACE
    if name.label == "NORP":
        entry = words.classes.get(tree.lower(name.start))
        if entry is not None and entry.name == "politics":
            return ORGANIZATION
        return PEOPLE if _is_office(tree, head, words) else None
    return None


def _is_office(tree: Tree, head: int, words: ProfileWords) -> bool:
    """Whether a noun denotes an office of a country or a place."""
    entry = role_entry(tree, head, words)
    return entry is not None and (entry.role or entry.usual) in get_args(_Office)


def _is_base(tree: Tree, name: Tagged, head: int, words: ProfileWords) -> bool:
    """Whether a place is only where a person works or lives.

    "Selby-based expert", "the Selby correspondent", "Selby residents", "the ambassador
    to Selby"; an office is one of the place ("Selby mayor").
    """
    inner = head_of(tree, name.start, name.end)
    if tree.lower(tree.tokens[inner].head) == "based" or tree.case(inner) == "to":
        return True
    entry = role_entry(tree, head, words)
    role = None if entry is None else entry.role
    if role == "private_person":
        return True
    return role in get_args(_Profession) and name.label == "Location"


def is_organization_noun(context: Context, tree: Tree, position: int) -> bool:
    """Whether a word outside of names is a singular noun for a body ("the hospital").

    A general noun is one only with a capital ("President of the Republic").
    """
    noun, tag = tree.lemma(position), tree.tokens[position].xpos
    words = tree.lexicon.profiles.words
    general = noun in words.unaffiliated
    capital = tag == "NNP" and noun in words.capitalised_bodies
    body = context.lexicon.sources.get(noun) == "organization"
    return (
        (body or noun in words.workplaces)
        and tag in {"NN", "NNP"}
        and (capital or not general)
        and tree.name_span(position) is None
    )


def without_article(tree: Tree, positions: Sequence[int]) -> tuple[int, ...]:
    """Return the tokens of a phrase without the determiners that begin it."""
    kept = list(positions)
    while len(kept) > 1 and tree.tokens[kept[0]].upos in {"DET", "PRON"}:
        kept.pop(0)
    return tuple(kept)
