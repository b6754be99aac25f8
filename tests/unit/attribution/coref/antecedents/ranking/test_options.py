"""The entities among which the network chooses."""

import pytest

from service.attribution.coref.antecedents.ranking.options import (
    MENTIONS_WITHIN,
    near_mentions_before,
)
from service.attribution.coref.entities import Entity, Mention

FAR = MENTIONS_WITHIN
NEAR = [
    pytest.param([0, 10, 20], 30, [0, 10, 20], id="all are near"),
    pytest.param([0, 10, 20], FAR + 15, [0, 20], id="the first stays"),
    pytest.param([0, 10, 20], 3 * FAR, [0, 20], id="the last stays"),
    pytest.param([0], 3 * FAR, [0], id="the only one stays"),
    pytest.param([], 30, [], id="no mention"),
]


@pytest.mark.parametrize(("offsets", "offset", "near"), NEAR)
def test_mentions_far_away_are_left_out(
    offsets: list[int], offset: int, near: list[int]
) -> None:
    """Mentions far before a place are not read, but for the first and the last."""
    entity = Entity("Ann Hale", "person")
    for start in offsets:
        entity.add_mention(Mention(start, 0, is_subject=True, is_quoted=False))

    found = near_mentions_before(entity, len(offsets), offset)
    assert [mention.offset for mention in found] == near
