"""The address of Stanza's list of official packages, from the installed version."""

from stanza.resources.common import (  # pyright: ignore[reportMissingTypeStubs]
    DEFAULT_RESOURCES_URL,
)

RESOURCES_URL: str = DEFAULT_RESOURCES_URL
