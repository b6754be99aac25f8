"""The word lists of ``service/lexicon`` as typed data."""

from service.attribution.lexicon.load_lexicon import Entry, Gender, Lexicon
from service.attribution.lexicon.profile_words import ClassEntry, ProfileWords

__all__ = ["ClassEntry", "Entry", "Gender", "Lexicon", "ProfileWords"]
