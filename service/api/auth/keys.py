"""API keys stored as salted hashes. Imports no HTTP library.

A key is 32 random bytes, so a single round of SHA-256 resists guessing. The stored form
is ``NAME:SALT:HASH``; the name appears in the log, the key itself is not stored.
"""

import hashlib
import hmac
import ipaddress
import re
import secrets
from collections.abc import Iterable
from pathlib import Path

from msgspec import Struct

from service.errors import InvalidSettings
from service.settings import NONE, Settings

PREFIX = "who_"
MAX_KEY_CHARS = 200
"""Characters of a presented key that are hashed; the rest is ignored."""
_STORED = re.compile(r"([A-Za-z0-9._-]{1,64}):([0-9a-f]{32}):([0-9a-f]{64})")


class StoredKey(Struct, frozen=True):
    """The stored form of a key: its name, salt and SHA-256 digest."""

    name: str
    salt: bytes
    digest: bytes

    def __str__(self) -> str:
        return f"{self.name}:{self.salt.hex()}:{self.digest.hex()}"


def make_key(name: str) -> tuple[str, StoredKey]:
    """Return a new random key and its stored form.

    Raises:
        InvalidSettings: the name is not 1 to 64 characters of letters, digits, "._-".
    """
    key, salt = PREFIX + secrets.token_urlsafe(32), secrets.token_bytes(16)
    stored = StoredKey(name, salt, _hash(key, salt))
    if not _STORED.fullmatch(str(stored)):
        raise InvalidSettings("a key's name has 1 to 64 letters, digits or . _ -")
    return key, stored


def find_key(keys: Iterable[StoredKey], given: str) -> StoredKey | None:
    """Return the stored form of ``given``, or None.

    Every stored key is compared, in constant time, so that timing does not reveal which
    one matched.
    """
    found = None
    for key in keys:
        if hmac.compare_digest(_hash(given[:MAX_KEY_CHARS], key.salt), key.digest):
            found = key
    return found


def parse_keys(text: str) -> tuple[StoredKey, ...]:
    """Return the stored keys of a list separated by commas or white space.

    ``#`` begins a comment that ends with its line.

    Raises:
        InvalidSettings: an entry is not ``NAME:SALT:HASH``; the message does not quote
            it, since it may be a key in the clear.
    """
    words = re.sub(r"#.*", "", text).replace(",", " ").split()
    return tuple(_parse(number, word) for number, word in enumerate(words, 1))


def load_keys(settings: Settings) -> tuple[StoredKey, ...]:
    """Return the stored keys of ``WHOSAID_KEYS`` and of ``WHOSAID_KEYS_FILE``.

    Raises:
        InvalidSettings: the file cannot be read, an entry is malformed, or a setting
            that is present holds no key.
    """
    texts = [settings.keys] if settings.keys != NONE else []
    if settings.keys_file != NONE:
        try:
            texts.append(Path(settings.keys_file).read_text("utf-8"))
        except (OSError, UnicodeDecodeError) as error:
            raise InvalidSettings("WHOSAID_KEYS_FILE cannot be read") from error
    keys = tuple(key for text in texts for key in parse_keys(text))
    if texts and not keys:
        raise InvalidSettings("WHOSAID_KEYS or WHOSAID_KEYS_FILE holds no key")
    return keys


def check_exposure(settings: Settings) -> None:
    """Check that a service reachable from other machines requires keys.

    Raises:
        InvalidSettings: the host is not loopback, there are no keys and
            ``WHOSAID_ALLOW_ANONYMOUS`` is off; or the keys are malformed.
    """
    closed = bool(load_keys(settings)) or is_loopback(settings.host)
    if not closed and not settings.allow_anonymous:
        raise InvalidSettings(
            f"WHOSAID_HOST is {settings.host} and there are no keys: set WHOSAID_KEYS "
            "or WHOSAID_KEYS_FILE (see: whosaid keys new), or WHOSAID_ALLOW_ANONYMOUS"
        )


def is_loopback(host: str) -> bool:
    """Whether a host is a loopback address or "localhost"."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _parse(number: int, word: str) -> StoredKey:
    found = _STORED.fullmatch(word)
    if found is None:
        raise InvalidSettings(f"stored key {number} is not NAME:SALT:HASH")
    return StoredKey(found[1], bytes.fromhex(found[2]), bytes.fromhex(found[3]))


def _hash(key: str, salt: bytes) -> bytes:
    return hashlib.sha256(salt + key.encode("utf-8", "surrogatepass")).digest()
