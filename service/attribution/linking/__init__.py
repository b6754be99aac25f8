"""Stage: links between attributions: nesting, continuation, lead-in sentences.

Takes the ``Context`` and kept candidates; returns them with their links.
"""
