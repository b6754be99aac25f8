"""Detection of mentions: names, groups and nouns, with what stands beside them.

``detect_mentions`` takes the context of an article and returns its ``EntityIndex``.
"""
