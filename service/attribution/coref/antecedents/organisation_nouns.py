"""What an organisation may be called that is not named: "the group", "the lender"."""

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
ANY_ORGANIZATION = _CIVIC | _PUBLIC | _BUSINESS
"""What an organisation may be called whatever it is, other than "the court"."""
_IN_NAMES = {
    "alliance association campaign center centre coalition committee council "
    "federation forum foundation front fund institute league network society trust "
    "union": _CIVIC,
    "administration authority bureau commission department office service": _PUBLIC,
    "airline bank brand business chain company corporation enterprise group": _BUSINESS,
}
_HINTS = {
    "airline": frozenset("air airlines airways aviation express jet wings".split()),
    "party": frozenset("alliance congress democrats front greens labour".split()),
    "union": frozenset(
        "association brotherhood congress federation nurses teachers unions workers"
        "".split()
    ),
}
"""Words in the names of what is called so; acronyms tell nothing, and may be so too."""
_CALLED = {word: nouns for words, nouns in _IN_NAMES.items() for word in words.split()}
"""What a body may be called that has the word in its name."""
AFTER_NAMES = frozenset(
    "agency airline bank broadcaster carrier chain channel charity club company daily "
    "firm group magazine militia movement network newspaper organisation organization "
    "party portal radio station team union university website weekly".split()
)
"""What may stand after an organisation's name and is not of it."""


def may_be_called(lexicon: Lexicon, entity: Entity, noun: str) -> bool:
    """Tell "the group" for an Association from "the company" for a Ministry."""
    if entity.name.casefold() in lexicon.outlets:
        return False
    if noun in _HINTS and entity.named:
        return entity.name.isupper() or not _HINTS[noun].isdisjoint(entity.words)
    if noun in _BUSINESS - _CIVIC and not _HINTS["union"].isdisjoint(entity.words):
        return False
    kinds = (w for w in entity.words if lexicon.sources.get(w) == "organization")
    return not entity.named or all(noun in _CALLED.get(w, ()) for w in kinds)
