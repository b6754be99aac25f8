"""Whether an element is shown, by its name and its attributes."""

from service.text.html.elements import LEFT_OUT
from service.text.html.scanner import Token

_HIDING = frozenset(
    {("display", "none"), ("visibility", "hidden"), ("visibility", "collapse")}
)
"""Declarations of a style attribute that hide an element."""


def is_left_out(tag: Token) -> bool:
    """Whether a start tag begins an element whose text is not read.

    By its name ("nav"), by ``hidden`` or ``aria-hidden="true"``, by a style that hides
    it, or because it is a ``dialog`` that is not open. Style sheets are not read.
    """
    attributes = dict(tag.attributes)
    return (
        tag.name in LEFT_OUT
        or "hidden" in attributes
        or attributes.get("aria-hidden", "").strip().lower() == "true"
        or (tag.name == "dialog" and "open" not in attributes)
        or _hides(attributes.get("style", ""))
    )


def _hides(style: str) -> bool:
    for declaration in style.lower().split(";"):
        name, _, value = declaration.partition(":")
        plain = value.replace("!important", "").strip()
        if (name.strip(), plain) in _HIDING:
            return True
    return False
