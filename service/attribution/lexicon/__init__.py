"""The word lists of ``service/lexicon`` as typed data."""

from service.attribution.lexicon.load_lexicon import Entry, Gender, Lexicon

__all__ = ["Entry", "Gender", "Lexicon"]
