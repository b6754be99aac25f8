"""Nouns for one office or trade: "the premier" is the prime minister."""

from service.attribution.coref.entities import Entity

_ALIKE = (
    "actor actress",
    "ambassador diplomat envoy",
    "army military",
    "attorney advocate barrister counsel lawyer solicitor",
    "businessman businesswoman entrepreneur tycoon",
    "chair chairman chairperson chairwoman",
    "congressman congresswoman lawmaker legislator mp parliamentarian senator",
    "doctor physician",
    "policeman policewoman",
    "spokesman spokesperson spokeswoman",
)
_NOUNS = {noun: frozenset(row.split()) for row in _ALIKE for noun in row.split()}
_PHRASES = {
    "ceo": ("chief executive",),
    "diplomat": ("foreign minister", "foreign secretary", "secretary of state"),
    "lawmaker": ("member of parliament",),
    "premier": ("prime minister",),
}
"""Roles that a noun stands for whole."""


def synonyms_of(noun: str) -> frozenset[str]:
    """Return the noun and those of the same meaning."""
    return _NOUNS.get(noun, frozenset({noun}))


def is_otherwise_called(entity: Entity, noun: str) -> bool:
    """Tell who has a role for which the noun is another word."""
    phrases = _PHRASES.get(noun, ())
    roles = [role.lower() for role in entity.roles]
    return bool(entity.nouns & synonyms_of(noun)) or any(
        phrase in role for phrase in phrases for role in roles
    )
