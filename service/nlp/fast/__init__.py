"""The parser of the shipped package: one encoder pass per sentence for all heads.

Importing this package imports Stanza without transformers.
"""

from service.nlp import lean_import

__all__ = ["lean_import"]
