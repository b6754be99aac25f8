"""Stage: the speaker of each candidate, over the whole article.

Takes the ``Context`` and linked candidates; returns the entity that each one means.
"""
