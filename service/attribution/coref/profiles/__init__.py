"""What the article tells of each speaker: mentions, gender, affiliation, class.

Each field has a module with a pure function over the mentions of an entity, the parses
and the word lists. ``build_profiles`` calls them.
"""
