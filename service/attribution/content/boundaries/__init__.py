"""The first and the last word of a content within its sentence.

Takes the words that a frame matched; returns those of the content, first corrected by
rules on the parse and the tagger (``parsed_boundaries``), then moved to another word
where a network finds that clearly better (``choose_boundaries``).
"""
