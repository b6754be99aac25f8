"""The attribution tagger of Whosaid: ``attribution.pt`` beside this file."""
