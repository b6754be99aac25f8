"""Naming what to build instead of importing it: the HTTP worker stays free of torch."""

import pkgutil
from collections.abc import Callable

from service.attributor import Attributor
from service.settings import Settings

FACTORY = "service.bootstrap:build_attributor"


def build_from_path(factory: str, settings: Settings) -> Attributor:
    """Import a factory by its path and build an attributor with it."""
    build: Callable[[Settings], Attributor] = pkgutil.resolve_name(factory)
    return build(settings)
