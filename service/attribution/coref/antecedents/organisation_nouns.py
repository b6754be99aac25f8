"""Nouns that can refer to a named organisation: "the group", "the lender"."""

from service.attribution.coref.entities import Entity
from service.attribution.lexicon import Lexicon


def is_general_noun(lexicon: Lexicon, noun: str) -> bool:
    """Whether a noun refers to organisations of many kinds, unlike "court"."""
    nouns = lexicon.nouns
    return (
        noun in nouns.civic_bodies
        or noun in nouns.public_bodies
        or noun in nouns.businesses
    )


def can_refer_to(lexicon: Lexicon, noun: str, entity: Entity) -> bool:
    """Whether a noun can refer to an organisation, by the words of its name.

    "The group" can refer to an Association, "the company" not to a Ministry; any noun
    can refer to an organisation without a name, and none to an outlet of the lexicon.
    """
    if lexicon.outlets.find(entity.name) is not None:
        return False
    required = _required_words(lexicon, noun)
    if required is not None and entity.named:
        return entity.name.isupper() or not required.isdisjoint(entity.words)
    nouns = lexicon.nouns
    is_union = not lexicon.name_words.unions.isdisjoint(entity.words)
    if noun in nouns.businesses and noun not in nouns.civic_bodies and is_union:
        return False
    classes = (w for w in entity.words if lexicon.sources.get(w) == "organization")
    return not entity.named or all(_fits_word(lexicon, noun, w) for w in classes)


def _required_words(lexicon: Lexicon, noun: str) -> frozenset[str] | None:
    """Return the words of which a name needs one, unless it is an acronym.

    "The airline" can refer to "Osterby Airways"; None for nouns without such words.
    """
    required = {
        "airline": lexicon.name_words.airlines,
        "party": lexicon.name_words.parties,
        "union": lexicon.name_words.unions,
    }
    return required.get(noun)


def _fits_word(lexicon: Lexicon, noun: str, word: str) -> bool:
    """Whether a noun can refer to an organisation with the word in its name."""
    nouns, name_words = lexicon.nouns, lexicon.name_words
    return (
        (word in name_words.civic_bodies and noun in nouns.civic_bodies)
        or (word in name_words.public_bodies and noun in nouns.public_bodies)
        or (word in name_words.businesses and noun in nouns.businesses)
    )
