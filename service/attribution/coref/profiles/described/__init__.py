"""The noun phrases that say what a speaker is: ``find_descriptions`` and its parts."""
