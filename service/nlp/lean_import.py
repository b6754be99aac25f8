# pyright: reportMissingTypeStubs=false
"""Import Stanza without transformers: importing that takes a second of every start.

Stanza 1.15 imports it beside its parser, uses it when it trains and when it loads an
encoder by itself, and does without where it is not installed. So this module, imported
before any other that imports Stanza, hides it for that moment.
"""

import importlib
import sys
from types import ModuleType

_HIDDEN = "transformers"


def _import_stanza() -> ModuleType:
    if _HIDDEN in sys.modules:
        return importlib.import_module("stanza")
    sys.modules[_HIDDEN] = None  # type: ignore[assignment]  # the way to hide a module
    try:
        return importlib.import_module("stanza")
    finally:
        del sys.modules[_HIDDEN]


stanza = _import_stanza()
