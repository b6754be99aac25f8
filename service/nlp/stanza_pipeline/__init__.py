"""The parser of any other Stanza package, by Stanza's own ``Pipeline``.

Importing this package imports Stanza without transformers.
"""

from service.nlp import lean_import

__all__ = ["lean_import"]
