"""The network that scores a name as the outlet of a record.

Nothing is fitted here: ``python -m training.outlets`` writes the numbers, which lie
with those of the classifier.
"""

from service.attribution.classification.ranking_network import RankingNetwork


class OutletNetwork(RankingNetwork, frozen=True, dict=True, kw_only=True):
    """A ranking network that reads the components which the speakers' network has.

    It has no directions of its own and counts only beside the network for speakers of
    the same encoder.
    """
