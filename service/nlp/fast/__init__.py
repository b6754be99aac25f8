"""The shipped package, its heads on one shared encoder pass per sentence.

Importing this package imports Stanza without transformers.
"""

from service.nlp import lean_import

__all__ = ["lean_import"]
