"""The networks beside the logistic models: fitted numbers and how they score.

They score the edges of a content, the speakers and outlets of a record, and the class
of a speaker.
"""
