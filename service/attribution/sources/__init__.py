"""Stage: the source and the addressee of each candidate.

Takes the ``Context`` and the candidates; returns the candidates with the ``NounPhrase``
of the source and, where the subject names the audience, of the addressee.
"""
