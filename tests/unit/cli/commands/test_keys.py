"""``whosaid keys new`` makes keys that the service takes; ``serve`` asks for them."""

from service.api.auth.keys import find_key, parse_keys
from tests.support.cli_fakes import run_cli


def test_new_key() -> None:
    """The key that is printed fits the line that is printed."""
    ran = run_cli("keys", "new", "desk")

    (_, key), (_, stored) = (line.split() for line in ran.shown.splitlines())
    found = find_key(parse_keys(stored), key)
    assert found is not None
    assert (ran.status, found.name) == (0, "desk")


def test_bad_name() -> None:
    """A name that cannot be stored is one line on standard error."""
    ran = run_cli("keys", "new", "a b")

    assert (ran.status, ran.shown) == (1, "")
    assert "a key's name" in ran.errors


def test_serve_refuses_to_be_open_to_all() -> None:
    """Beyond loopback there must be keys."""
    ran = run_cli("serve", "--host", "0.0.0.0")  # noqa: S104 - what is refused

    assert ran.status == 1
    assert "WHOSAID_ALLOW_ANONYMOUS" in ran.errors
