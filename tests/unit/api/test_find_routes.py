"""Every handler in a module of ``service.api.routes`` is a route of the service."""

import importlib
import pkgutil

import pytest
from litestar.handlers import HTTPRouteHandler

from service.api import routes
from service.api.find_routes import find_routes

MODULES = [module.name for module in pkgutil.iter_modules(routes.__path__)]


@pytest.mark.parametrize("name", MODULES)
def test_every_handler_is_found(name: str) -> None:
    """A handler is neither missing from ``ROUTES`` nor in a module of another name."""
    module = importlib.import_module(f"{routes.__name__}.{name}")
    handlers = [
        value for value in vars(module).values() if isinstance(value, HTTPRouteHandler)
    ]

    assert [handler for handler in handlers if handler not in find_routes()] == []
    assert name.endswith("_routes") == bool(handlers)


def test_the_order_is_that_of_the_modules() -> None:
    """Routes are sorted by module and stand in the order of its ``ROUTES``."""
    modules = [handler.fn.__module__ for handler in find_routes()]

    assert modules == sorted(modules)
    assert len(set(find_routes())) == len(modules)
