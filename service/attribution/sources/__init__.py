"""Stage: the source and the addressee of each candidate.

Takes the ``Context`` and candidates; returns them with the noun phrases beside the cue.
"""
