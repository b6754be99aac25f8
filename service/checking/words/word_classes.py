"""Classes of words: what carries little, and what must not change in a quotation."""

from collections.abc import Mapping
from types import MappingProxyType

FUNCTION_WORDS = frozenset(
    "a about after all also am an and any are as at be because been before being "
    "but by can could did do does doing for from get go had has have having he her "
    "here hers him his how i i'd i'll i'm i've if in into is it it's its just like "
    "me more most much must my of on one only or our out over she should so some "
    "such than that that's the their them then there there's these they they're "
    "this those through to too up us very was we we'll we're we've were what when "
    "where which while who why will with would you you're your".split()
)
LIGHT = 0.3
"""Weight of a function word; any other word weighs 1."""

NEGATIONS = frozenset(
    "not no never none nobody nothing neither nor nowhere without cannot hardly barely "
    "scarcely unlikely refuse refuses refused deny denies denied".split()
)
_NEGATING_PREFIXES = ("un", "in", "im", "il", "ir", "dis", "non", "mis")
_NUMBERS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen "
    "fourteen fifteen sixteen seventeen eighteen nineteen twenty".split()
)
_ROUND_NUMBERS = {
    "thirty": "30",
    "forty": "40",
    "fifty": "50",
    "sixty": "60",
    "seventy": "70",
    "eighty": "80",
    "ninety": "90",
    "dozen": "12",
    "hundred": "100",
    "thousand": "1000",
    "million": "1000000",
    "billion": "1000000000",
    "trillion": "1000000000000",
    "half": "1/2",
    "third": "1/3",
    "quarter": "1/4",
    "twice": "x2",
    "double": "x2",
}
NUMBER_WORDS: Mapping[str, str] = MappingProxyType(
    {**{word: str(value) for value, word in enumerate(_NUMBERS)}, **_ROUND_NUMBERS}
)
"""Words for numbers and the number each stands for."""
_UNITS = {
    "$": "dollar",
    "€": "euro",
    "£": "pound",
    "¥": "yen",
    "%": "percent",
    "°": "degree",
    "percent": "percent",
    "cent": "cent",
    "percentage": "percent",
    "km": "kilometre",
    "kilometer": "kilometre",
    "kilometre": "kilometre",
    "mile": "mile",
    "m": "metre",
    "meter": "metre",
    "metre": "metre",
    "foot": "foot",
    "feet": "foot",
    "inch": "inch",
    "kg": "kilogram",
    "kilogram": "kilogram",
    "gram": "gram",
    "ton": "ton",
    "tonne": "tonne",
    "litre": "litre",
    "liter": "litre",
    "gallon": "gallon",
    "dollar": "dollar",
    "euro": "euro",
    "pound": "pound",
    "yen": "yen",
    "rupee": "rupee",
    "yuan": "yuan",
    "second": "second",
    "minute": "minute",
    "hour": "hour",
    "day": "day",
    "week": "week",
    "month": "month",
    "year": "year",
    "decade": "decade",
    "degree": "degree",
    "acre": "acre",
    "hectare": "hectare",
}
UNITS: Mapping[str, str] = MappingProxyType(_UNITS)
"""Units by their singular, sign or short form."""


def weight(key: str) -> float:
    """Return how much a word says for the likeness of two passages."""
    return LIGHT if key in FUNCTION_WORDS else 1.0


def is_negation(key: str) -> bool:
    """Whether the word negates ("not", "don't", "nobody")."""
    return key in NEGATIONS or key.endswith("n't")


def number_of(key: str) -> str | None:
    """Return the number that a word or digits stand for, None for other words."""
    return key if key[0].isdigit() else NUMBER_WORDS.get(key)


def unit_of(key: str) -> str | None:
    """Return the unit that a word or sign stands for, None for other words."""
    return UNITS.get(key) or UNITS.get(key.removesuffix("s"))


def negates(one: str, other: str) -> bool:
    """Whether one word is the other with a negating prefix ("safe", "unsafe")."""
    return any(
        one == prefix + other or other == prefix + one for prefix in _NEGATING_PREFIXES
    )
