"""Generate articles from invented sentences by a seeded recipe."""

import random
from collections.abc import Sequence

_PEOPLE = ("Ida Holm", "Tomas Reyes", "Amina Okoro", "Viktor Sand", "Clara Monti")
_ROLES = ("mayor", "union leader", "finance minister", "engineer", "spokeswoman")
_OUTLETS = ("Reuters", "CNN", "the Daily Ferry", "Al Jazeera", "Radio Norrhavn")
_VERBS = ("said", "told reporters", "added", "warned", "insisted")
_CLAIMS = (
    "the bridge would stay closed until the spring",
    "nobody had been told about the cost of the new harbour",
    "the council had promised to repair the road twice",
    "prices would fall before the end of the year",
    "the report left out what the divers had seen",
    "talks with the workers would go on over the weekend",
)
_FACTS = (
    "The harbour was built eighty years ago and has been widened three times since.",
    "About four thousand people cross the river every day on their way to work.",
    "The storm of last winter tore away the roof of the old customs house.",
    "A ferry left the northern quay every twenty minutes, most of them half empty.",
    "Rain fell for the third day, and the lower streets were under water by noon.",
)


def article(words: int, *, seed: int) -> str:
    """Return an article of at least ``words`` words; the same for the same seed."""
    chance = random.Random(seed)  # noqa: S311 - repeatable, not secret
    paragraphs: list[str] = []
    while sum(len(p.split()) for p in paragraphs) < words:
        paragraphs.append(_paragraph(chance))
    return "\n\n".join(paragraphs)


def _paragraph(chance: random.Random) -> str:
    who, role = chance.choice(_PEOPLE), chance.choice(_ROLES)
    claim, other = chance.sample(_CLAIMS, 2)
    verb, outlet = chance.choice(_VERBS), chance.choice(_OUTLETS)
    forms: Sequence[str] = (
        (
            f"“{claim.capitalize()},” {role} {who} {verb} on Tuesday. "
            f"“We know that {other}.”"
        ),
        f"{role.capitalize()} {who} said that {claim}, adding that {other}.",
        f"According to {outlet}, {claim}. {chance.choice(_FACTS)}",
        f"{who}, the {role}, told {outlet} that {claim}. {chance.choice(_FACTS)}",
        " ".join(chance.sample(_FACTS, 3)),
    )
    return chance.choice(forms)
