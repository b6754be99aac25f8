"""Stage: resolve the source of each candidate to an entity, over the whole article.

Takes the ``Context`` and linked candidates; returns an ``Entity`` or None for each.
"""
