"""The parse of one sentence: navigation, noun phrases, and repairs of known errors.

Takes ``nlp.document.Sentence`` values; returns a ``Tree`` for each, and ``NounPhrase``
values for positions in it.
"""
