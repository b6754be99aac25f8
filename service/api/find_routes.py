"""The routes of the service: an endpoint is added as a file."""

import importlib
import pkgutil
from functools import cache

from litestar.handlers import HTTPRouteHandler

from service.api import routes


@cache
def find_routes() -> tuple[HTTPRouteHandler, ...]:
    """Return the ``ROUTES`` of each module ``*_routes``, sorted by module name."""
    found: list[HTTPRouteHandler] = []
    for name in sorted(each.name for each in pkgutil.iter_modules(routes.__path__)):
        if name.endswith("_routes"):
            module = importlib.import_module(f"{routes.__name__}.{name}")
            found.extend(module.ROUTES)
    return tuple(found)
