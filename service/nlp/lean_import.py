# pyright: reportMissingTypeStubs=false
"""Import Stanza without transformers, whose import adds a second to every start.

Stanza 1.15 imports transformers together with its parser, needs it only to train and to
load an encoder, and works without it where it is not installed. This module, imported
before any other that imports Stanza, makes transformers unavailable in the meantime.
"""

import importlib
import sys
from types import ModuleType

_UNNEEDED = "transformers"


def _import_stanza() -> ModuleType:
    if _UNNEEDED in sys.modules:
        return importlib.import_module("stanza")
    sys.modules[_UNNEEDED] = None  # type: ignore[assignment]  # the way to hide a module
    try:
        return importlib.import_module("stanza")
    finally:
        del sys.modules[_UNNEEDED]


stanza = _import_stanza()
