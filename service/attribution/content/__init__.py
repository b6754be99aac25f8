"""Stage: the content of each cue, and attributions without a reporting word.

Takes the ``Context`` and the cue candidates; returns candidates with content spans.
"""
