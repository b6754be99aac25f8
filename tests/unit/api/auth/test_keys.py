"""Keys are found by their salted hashes, and a public service requires keys."""

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
    """Each of several keys is found by its own hash."""
    keys = parse_keys(f"{STORED},{OTHER_STORED}")

    assert find_key(keys, KEY) == STORED
    assert find_key(keys, OTHER) == OTHER_STORED


def test_time_tells_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every stored key is compared in constant time, whichever one matches."""
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
    """No other text matches a stored key."""
    assert find_key([STORED], word) is None


def test_keys_differ_and_are_not_stored() -> None:
    """Two keys with the same name differ, and the stored form is not a valid key."""
    key, stored = make_key("desk")

    assert (key, stored.salt, stored.digest) != (KEY, STORED.salt, STORED.digest)
    assert len(key) > 40
    assert key not in str(stored)
    assert find_key([stored], str(stored)) is None


@pytest.mark.parametrize("name", ["", "a b", "a:b", "ü", "x" * 65, "a\n"])
def test_bad_name(name: str) -> None:
    """A name with other characters or lengths is rejected."""
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
    """Stored keys are separated by newlines, white space or commas, with comments."""
    assert len(parse_keys(text)) == count


@pytest.mark.parametrize(
    "word",
    [KEY, "a:b", f"{STORED}0", f"x y {STORED}"],
    ids=["a key", "a colon", "too long", "three words"],
)
def test_bad_form_is_not_quoted(word: str) -> None:
    """A key stored in the clear is rejected and not quoted in the message."""
    with pytest.raises(InvalidSettings, match=r"^stored key \d") as raised:
        parse_keys(word)

    assert word not in str(raised.value)


def test_keys_of_environment_and_file(tmp_path: Path) -> None:
    """Keys of the environment and of the file are combined."""
    file = tmp_path / "keys"
    file.write_text(f"{OTHER_STORED}\n")
    settings = Settings(keys=str(STORED), keys_file=str(file))

    assert load_keys(settings) == (STORED, OTHER_STORED)
    assert load_keys(Settings()) == ()


@pytest.mark.parametrize("content", [None, b"", b"# none\n", b"\xff", b"open"])
def test_bad_file(tmp_path: Path, content: bytes | None) -> None:
    """A key file without a valid key is an error: authentication stays on."""
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
    ("0.0.0.0", False),  # noqa: S104 - an address to reject
    ("::", False),
    ("10.0.0.1", False),
    ("example", False),
    ("", False),
]


@pytest.mark.parametrize(("host", "local"), HOSTS)
def test_exposure(host: str, local: bool) -> None:  # noqa: FBT001
    """A host other than loopback requires keys or WHOSAID_ALLOW_ANONYMOUS."""
    check_exposure(Settings(host=host, keys=str(STORED)))
    check_exposure(Settings(host=host, allow_anonymous=True))

    assert is_loopback(host) is local
    if local:
        check_exposure(Settings(host=host))
    else:
        with pytest.raises(InvalidSettings, match="WHOSAID_ALLOW_ANONYMOUS"):
            check_exposure(Settings(host=host))


def test_wrong_keys_stop_even_an_open_service() -> None:
    """Malformed keys are an error even if anonymous access is allowed."""
    with pytest.raises(InvalidSettings):
        check_exposure(Settings(keys="open", allow_anonymous=True))
