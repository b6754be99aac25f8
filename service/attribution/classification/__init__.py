"""Stage: which candidates are attributions, and the confidence of each.

Takes the ``Context`` and candidates; returns those that remain, with a confidence.
"""
