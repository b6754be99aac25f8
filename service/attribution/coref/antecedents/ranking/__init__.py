"""Ranking of antecedents by a network over features and hidden states.

``rank_speakers`` takes the candidates with the entities of the rules and returns the
entities with the changes that the network prefers by a margin.
"""
