"""Stage: which candidates are attributions, and how likely each is right.

Takes the ``Context`` and candidates; returns those that are kept, with a confidence.
"""
