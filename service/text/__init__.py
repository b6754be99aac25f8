"""Preprocessing before the parser: normalisation, paragraphs, credits, warnings."""
