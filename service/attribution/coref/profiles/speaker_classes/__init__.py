"""The part of society that a speaker belongs to: ``speaker_class`` and its parts."""
