"""Choice of the outlet of each record by a network over features and hidden states.

``rank_outlets`` takes the candidates with the outlets of the rules and returns them
with the changes that the network prefers by a margin.
"""
