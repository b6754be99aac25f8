"""The parse of one sentence: navigation, noun phrases, and repairs of known errors.

Takes ``nlp.document.Sentence``; returns ``Sentence`` trees with their noun phrases.
"""
