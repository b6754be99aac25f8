"""Where Stanza's own packages are listed, as the installed Stanza knows it."""

from stanza.resources.common import (  # pyright: ignore[reportMissingTypeStubs]
    DEFAULT_RESOURCES_URL,
)

RESOURCES_URL: str = DEFAULT_RESOURCES_URL
