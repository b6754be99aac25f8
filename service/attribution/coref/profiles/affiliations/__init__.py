"""The organisation, party or place of a speaker: ``stated_affiliation``."""
