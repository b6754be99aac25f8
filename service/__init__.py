"""Whosaid: who said what, with which verb, to whom and through which outlet."""

DISTRIBUTION = "whosaid-attribution"
"""Name of the distribution; ``whosaid`` on PyPI is an unrelated transcription tool."""
