"""Construction of an attributor by import path: the HTTP worker imports no torch."""

import pkgutil
from collections.abc import Callable

from service.attributor import Attributor
from service.settings import Settings

FACTORY = "service.bootstrap:build_attributor"
"""Import path of the default factory."""


def build_from_path(factory: str, settings: Settings) -> Attributor:
    """Return the attributor of a factory.

    Args:
        factory: import path, ``package.module:function``.
        settings: argument of the function.
    """
    build: Callable[[Settings], Attributor] = pkgutil.resolve_name(factory)
    return build(settings)
