"""Which names of an article are one: abbreviations that it defines, ways to spell one.

Decided once for the whole article, before any source is resolved.
"""
