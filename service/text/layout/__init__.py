"""The layout of an article: labelled turns, time codes, posts of a live blog."""
