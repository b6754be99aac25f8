"""The classes into which the features of an option put numbers and entities."""

from service.attribution.coref.entities import Entity


def up_to(number: int, *limits: int) -> str:
    """Return the first limit that a number does not exceed, "more" for none."""
    for limit in limits:
        if number <= limit:
            return str(limit)
    return "more"


def type_of(entity: Entity) -> str:
    """Return the type of an entity and its marks: "named plural group"."""
    marks = (
        "named" if entity.named else "unnamed",
        "plural" if entity.plural else "",
        "location" if entity.is_location else "",
        entity.type,
    )
    return " ".join(filter(None, marks))
