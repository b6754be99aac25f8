"""Whosaid: who said what, with which verb, to whom and through which outlet."""
