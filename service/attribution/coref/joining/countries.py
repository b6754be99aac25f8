"""The country that another name of it or its nationals denote."""

import unicodedata
from collections.abc import Iterable, Mapping

from service.attribution.coref.entities import Entity
from service.attribution.coref.entity_index import EntityIndex
from service.attribution.lexicon import Lexicon


def is_country(lexicon: Lexicon, text: str) -> bool:
    """Whether a text is a name of a country."""
    return _key(text) in lexicon.countries.names


def countries_in(lexicon: Lexicon, words: Iterable[str]) -> set[str]:
    """Return the countries that words name or of which they are adjectives."""
    known = lexicon.countries
    keys = [_key(word) for word in words]
    found = {known.nationals.get(key) or known.names.get(key) for key in keys}
    return {country for country in found if country is not None}


def country_named(index: EntityIndex, text: str) -> Entity | None:
    """Return the entity that has another name of the same country ("US"), or None."""
    names = index.lexicon.countries.names
    country = names.get(_key(text))
    return None if country is None else _entity_of(index, names, country)


def country_of_capital(index: EntityIndex, text: str) -> Entity | None:
    """Return the country that a capital denotes as a speaker ("Lima said"), or None."""
    country = index.lexicon.countries.capitals.get(_key(text))
    names = index.lexicon.countries.names
    return None if country is None else _entity_of(index, names, country)


def country_of_nationals(index: EntityIndex, text: str) -> Entity | None:
    """Return the country of an adjective or its nationals ("Afghan"), or None."""
    country = index.lexicon.countries.nationals.get(_key(text))
    names = index.lexicon.countries.names
    return None if country is None else _entity_of(index, names, country)


def _entity_of(
    index: EntityIndex, names: Mapping[str, str], country: str
) -> Entity | None:
    """Return the entity that is named as the country, in whichever form."""
    return next(
        (
            entity
            for entity in index.find("kind", "organization")
            if entity.is_location and names.get(_key(entity.name)) == country
        ),
        None,
    )


def _key(text: str) -> str:
    """Return a name in lower case without accents, full stops and article."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return plain.casefold().replace(".", "").removeprefix("the ")
