"""Stage: the outlet of each candidate.

Takes the ``Context`` and the candidates; returns the candidates with the name of the
outlet that their sentence credits, and its mention.
"""
