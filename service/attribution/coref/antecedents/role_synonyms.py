"""Synonymous nouns for one office or trade: "the premier" is the prime minister."""

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


def nouns_for_role(role: str) -> tuple[str, ...]:
    """Return the nouns that have a role of several words (lower case) as a synonym."""
    return tuple(
        noun
        for noun, phrases in _ROLE_PHRASES.items()
        if any(phrase in role for phrase in phrases)
    )
