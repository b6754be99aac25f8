"""Stage: the outlet of each candidate, and the names of media.

Takes the ``Context`` and candidates; returns them with the medium that is credited.
"""
