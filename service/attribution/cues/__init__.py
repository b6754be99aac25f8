"""Stage: the cue candidates of an article.

Takes the ``Context``; returns a ``CueCandidate`` for each word that may report.
"""
