"""Keys are found by their salted hashes, and an open service is not exposed."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.api.auth.keys import (
    check_exposure,
    find_key,
    is_loopback,
    load_keys,
    make_key,
    parse_keys,
)
from service.errors import InvalidSettings
from service.settings import Settings

KEY, STORED = make_key("desk")
OTHER, OTHER_STORED = make_key("archive")


def test_key_is_found_among_several() -> None:
    """Each of several keys finds its own stored form."""
    keys = parse_keys(f"{STORED},{OTHER_STORED}")

    assert find_key(keys, KEY) == STORED
    assert find_key(keys, OTHER) == OTHER_STORED


def test_time_tells_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each stored key is compared, whichever fits, by what takes the same time."""
    compared: list[bytes] = []

    def compare(given: bytes, digest: bytes) -> bool:
        compared.append(digest)
        return given == digest

    monkeypatch.setattr("service.api.auth.keys.hmac.compare_digest", compare)

    for request_key in (KEY, OTHER, "x"):
        find_key([STORED, OTHER_STORED], request_key)

    assert compared == [STORED.digest, OTHER_STORED.digest] * 3


@given(st.text(max_size=300))
def test_other_words_find_nothing(word: str) -> None:
    """No other text is a key, whatever characters it has."""
    assert find_key([STORED], word) is None


def test_keys_differ_and_are_not_stored() -> None:
    """Two keys of one name differ in everything, and what is stored is no key."""
    key, stored = make_key("desk")

    assert (key, stored.salt, stored.digest) != (KEY, STORED.salt, STORED.digest)
    assert len(key) > 40
    assert key not in str(stored)
    assert find_key([stored], str(stored)) is None


@pytest.mark.parametrize("name", ["", "a b", "a:b", "ü", "x" * 65, "a\n"])
def test_bad_name(name: str) -> None:
    """A name that could not be stored is refused."""
    with pytest.raises(InvalidSettings):
        make_key(name)


FORMS = [
    (str(STORED), 1),
    (f"# both\n{STORED}  # the desk\n\n{OTHER_STORED}\n", 2),
    (f" {STORED} , {OTHER_STORED}", 2),
    ("", 0),
]


@pytest.mark.parametrize(("text", "count"), FORMS)
def test_forms(text: str, count: int) -> None:
    """Stored keys stand in lines or between commas, with comments."""
    assert len(parse_keys(text)) == count


@pytest.mark.parametrize("word", [KEY, "a:b", f"{STORED}0", f"x y {STORED}"])
def test_bad_form_is_not_quoted(word: str) -> None:
    """A key stored in the clear is refused, and not shown in the message."""
    with pytest.raises(InvalidSettings, match=r"^stored key \d") as raised:
        parse_keys(word)

    assert word not in str(raised.value)


def test_keys_of_environment_and_file(tmp_path: Path) -> None:
    """Both sources count."""
    file = tmp_path / "keys"
    file.write_text(f"{OTHER_STORED}\n")
    settings = Settings(keys=str(STORED), keys_file=str(file))

    assert load_keys(settings) == (STORED, OTHER_STORED)
    assert load_keys(Settings()) == ()


@pytest.mark.parametrize("content", [None, b"", b"# none\n", b"\xff", b"open"])
def test_bad_file(tmp_path: Path, content: bytes | None) -> None:
    """A file that gives no key is an error, never an open door."""
    file = tmp_path / "keys"
    if content is not None:
        file.write_bytes(content)

    with pytest.raises(InvalidSettings):
        load_keys(Settings(keys_file=str(file)))


HOSTS = [
    ("127.0.0.1", True),
    ("127.8.0.1", True),
    ("::1", True),
    ("localhost", True),
    ("0.0.0.0", False),  # noqa: S104 - what is refused
    ("::", False),
    ("10.0.0.1", False),
    ("example", False),
    ("", False),
]


@pytest.mark.parametrize(("host", "local"), HOSTS)
def test_exposure(host: str, local: bool) -> None:  # noqa: FBT001
    """Beyond loopback the service needs keys, or to be told that it needs none."""
    check_exposure(Settings(host=host, keys=str(STORED)))
    check_exposure(Settings(host=host, allow_anonymous=True))

    assert is_loopback(host) is local
    if local:
        check_exposure(Settings(host=host))
    else:
        with pytest.raises(InvalidSettings, match="WHOSAID_ALLOW_ANONYMOUS"):
            check_exposure(Settings(host=host))


def test_wrong_keys_stop_even_an_open_service() -> None:
    """Keys that cannot be read are told of at once."""
    with pytest.raises(InvalidSettings):
        check_exposure(Settings(keys="open", allow_anonymous=True))
