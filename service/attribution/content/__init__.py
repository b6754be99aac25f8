"""Stage: the content of each cue, and attributions that have no verb.

Takes the ``Context`` and the cue candidates; returns candidates with content spans.
"""
