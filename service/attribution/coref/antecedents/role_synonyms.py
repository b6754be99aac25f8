"""Synonymous nouns for one office or trade: "the premier" is the prime minister."""

from service.attribution.coref.entities import Entity

_SYNONYMS = (
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
_BY_NOUN = {noun: frozenset(row.split()) for row in _SYNONYMS for noun in row.split()}
_ROLE_PHRASES = {
    "ceo": ("chief executive",),
    "diplomat": ("foreign minister", "foreign secretary", "secretary of state"),
    "lawmaker": ("member of parliament",),
    "premier": ("prime minister",),
}
"""Roles of several words that have a noun as a synonym."""


def synonyms_of(noun: str) -> frozenset[str]:
    """Return the synonyms of a noun (a lemma), itself included."""
    return _BY_NOUN.get(noun, frozenset({noun}))


def has_synonymous_role(entity: Entity, noun: str) -> bool:
    """Whether a noun or a role of the entity has the noun as a synonym."""
    phrases = _ROLE_PHRASES.get(noun, ())
    roles = [role.lower() for role in entity.roles]
    return bool(entity.nouns & synonyms_of(noun)) or any(
        phrase in role for phrase in phrases for role in roles
    )
