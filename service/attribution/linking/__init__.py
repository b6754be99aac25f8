"""Stage: links between attributions: nested in, continued by, led in by.

Takes the ``Context`` and kept candidates; returns them with their links.
"""
