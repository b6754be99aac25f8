"""The classes into which the features of an option put numbers and entities."""

from service.attribution.coref.entities import Entity


def up_to(number: int, *limits: int) -> str:
    """Return the first limit that a number does not exceed, "more" for none."""
    for limit in limits:
        if number <= limit:
            return str(limit)
    return "more"


def type_of(entity: Entity) -> str:
    """Return the type of an entity, whether it is named, plural and a location."""
    named = "N" if entity.named else "d"
    plural, location = "P" * entity.plural, "L" * entity.is_location
    return f"{entity.type}{named}{plural}{location}"
