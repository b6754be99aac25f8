"""The policy of closing connections."""

import pytest

from service.serving.gunicorn.connection_policy import (
    ConnectionAction,
    ConnectionLimits,
    ConnectionPolicy,
    ConnectionState,
)

FRESH = ConnectionState(idle=True, requests=0, unsent=0)
IDLE = ConnectionState(idle=True, requests=3, unsent=0)
BUSY = ConnectionState(idle=False, requests=1, unsent=0)
STUCK = ConnectionState(idle=False, requests=1, unsent=500)
TAKING = ConnectionState(idle=False, requests=1, unsent=400)

Step = tuple[float, ConnectionState]
CASES: list[tuple[str, list[Step], bool, ConnectionAction]] = [
    ("new", [(0, FRESH)], False, "keep"),
    ("slow headers", [(0, FRESH), (9.9, FRESH)], False, "keep"),
    ("too slow headers", [(0, FRESH), (10, FRESH)], False, "close"),
    ("headers came", [(0, FRESH), (9, BUSY), (19, BUSY)], False, "keep"),
    ("keep-alive", [(0, IDLE), (60, IDLE)], False, "keep"),
    ("long work", [(0, BUSY), (60, BUSY)], False, "keep"),
    ("slow reader", [(0, STUCK), (29, STUCK)], False, "keep"),
    ("no reader", [(0, STUCK), (30, STUCK)], False, "abort"),
    ("some progress", [(0, STUCK), (20, TAKING), (40, TAKING)], False, "keep"),
    ("stop while working", [(0, BUSY), (20, BUSY)], True, "keep"),
    ("stop while idle", [(0, IDLE), (1, IDLE)], True, "close"),
    ("stop while new", [(0, FRESH), (1, FRESH)], True, "close"),
    ("stop, just answered", [(0, BUSY), (5, IDLE), (5.5, IDLE)], True, "keep"),
    ("stop, no reader", [(0, STUCK), (30, STUCK)], True, "abort"),
]


@pytest.mark.parametrize(
    ("steps", "stopping", "expected"),
    [case[1:] for case in CASES],
    ids=[case[0] for case in CASES],
)
def test_action(steps: list[Step], stopping: bool, expected: ConnectionAction) -> None:  # noqa: FBT001
    """The action depends on how long the state of a connection has not changed."""
    policy = ConnectionPolicy(ConnectionLimits(headers=10, sending=30))

    actions = [
        policy.check(1, state, now=now, stopping=stopping) for now, state in steps
    ]

    assert actions[-1] == expected
    assert set(actions[:-1]) <= {"keep"}


def test_connections_are_independent() -> None:
    """Connections are independent, also of an earlier one with the same key."""
    policy = ConnectionPolicy(ConnectionLimits(headers=10, sending=30))
    policy.check(1, FRESH, now=0, stopping=False)

    assert policy.check(2, FRESH, now=60, stopping=False) == "keep"
    policy.forget(1)
    assert policy.check(1, FRESH, now=60, stopping=False) == "keep"
