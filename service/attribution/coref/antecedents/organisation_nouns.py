"""Nouns that can refer to a named organisation: "the group", "the lender"."""

from service.attribution.coref.entities import Entity
from service.attribution.lexicon import Lexicon

_CIVIC = frozenset(
    "association body charity group institution movement nonprofit organisation "
    "organization outfit party union watchdog".split()
)
_PUBLIC = frozenset("agency body regulator watchdog".split())
_BUSINESS = frozenset(
    "airline automaker brewer brokerage business carmaker carrier chain "
    "chipmaker company conglomerate corporation developer drugmaker firm giant "
    "group insurer lender maker manufacturer operator producer publisher retailer "
    "startup supplier".split()
)
ORGANIZATION_NOUNS = _CIVIC | _PUBLIC | _BUSINESS
"""Nouns that refer to organisations of many kinds, unlike "court"."""
_BY_NAME_WORDS = {
    "alliance association campaign center centre coalition committee council "
    "federation forum foundation front fund institute league network society trust "
    "union": _CIVIC,
    "administration authority bureau commission department office service": _PUBLIC,
    "airline bank brand business chain company corporation enterprise group": _BUSINESS,
}
_REQUIRED_WORDS = {
    "airline": frozenset("air airlines airways aviation express jet wings".split()),
    "party": frozenset("alliance congress democrats front greens labour".split()),
    "union": frozenset(
        "association brotherhood congress federation nurses teachers unions workers"
        "".split()
    ),
}
"""Nouns that need one of these words in the name, unless that is an acronym."""
_NOUNS_FOR_WORD = {
    word: nouns for words, nouns in _BY_NAME_WORDS.items() for word in words.split()
}
"""Nouns that can refer to an organisation with the word in its name."""
CLASS_NOUNS = frozenset(
    "agency airline bank broadcaster carrier chain channel charity club company daily "
    "firm group magazine militia movement network newspaper organisation organization "
    "party portal radio station team union university website weekly".split()
)
"""Nouns after a name that are not part of it ("the Dawn newspaper")."""


def can_refer_to(lexicon: Lexicon, noun: str, entity: Entity) -> bool:
    """Whether a noun can refer to an organisation, by the words of its name.

    "The group" can refer to an Association, "the company" not to a Ministry; any noun
    can refer to an organisation without a name, and none to an outlet of the lexicon.
    """
    if entity.name.casefold() in lexicon.outlets:
        return False
    required = _REQUIRED_WORDS.get(noun)
    if required is not None and entity.named:
        return entity.name.isupper() or not required.isdisjoint(entity.words)
    is_union = not _REQUIRED_WORDS["union"].isdisjoint(entity.words)
    if noun in _BUSINESS - _CIVIC and is_union:
        return False
    classes = (w for w in entity.words if lexicon.sources.get(w) == "organization")
    return not entity.named or all(noun in _NOUNS_FOR_WORD.get(w, ()) for w in classes)
