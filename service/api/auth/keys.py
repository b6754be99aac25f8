"""API keys as salted hashes. Imports no HTTP library.

A key is 32 random bytes, so one round of SHA-256 is enough: there is nothing to guess.
What is stored is ``NAME:SALT:HASH``; the name may be logged, the key is never kept.
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
LONGEST = 200
"""Characters of what is taken for a key at most."""
_STORED = re.compile(r"([A-Za-z0-9._-]{1,64}):([0-9a-f]{32}):([0-9a-f]{64})")


class StoredKey(Struct, frozen=True):
    """What the service keeps of a key."""

    name: str
    salt: bytes
    digest: bytes

    def __str__(self) -> str:
        return f"{self.name}:{self.salt.hex()}:{self.digest.hex()}"


def make_key(name: str) -> tuple[str, StoredKey]:
    """Return a new key, to be shown once, and what to store of it.

    Raises:
        InvalidSettings: the name has other characters than letters, digits, "._-".
    """
    key, salt = PREFIX + secrets.token_urlsafe(32), secrets.token_bytes(16)
    stored = StoredKey(name, salt, _hash(key, salt))
    if not _STORED.fullmatch(str(stored)):
        raise InvalidSettings("a key's name has 1 to 64 letters, digits or . _ -")
    return key, stored


def find_key(keys: Iterable[StoredKey], given: str) -> StoredKey | None:
    """Return the stored form of a key; all are compared, whichever fits."""
    found = None
    for key in keys:
        if hmac.compare_digest(_hash(given[:LONGEST], key.salt), key.digest):
            found = key
    return found


def parse_keys(text: str) -> tuple[StoredKey, ...]:
    """Return stored keys, separated by commas or white space; ``#`` begins a comment.

    Raises:
        InvalidSettings: one has another form; the message does not quote it.
    """
    words = re.sub(r"#.*", "", text).replace(",", " ").split()
    return tuple(_parse(number, word) for number, word in enumerate(words, 1))


def load_keys(settings: Settings) -> tuple[StoredKey, ...]:
    """Return the keys of the environment and of the file.

    Raises:
        InvalidSettings: the file cannot be read, or a key has another form.
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
    """Refuse to listen beyond this machine without keys, unless told to.

    Raises:
        InvalidSettings: anybody could reach the service, or the keys are wrong.
    """
    closed = bool(load_keys(settings)) or is_loopback(settings.host)
    if not closed and not settings.allow_anonymous:
        raise InvalidSettings(
            f"WHOSAID_HOST is {settings.host} and there are no keys: set WHOSAID_KEYS "
            "or WHOSAID_KEYS_FILE (see: whosaid keys new), or WHOSAID_ALLOW_ANONYMOUS"
        )


def is_loopback(host: str) -> bool:
    """Return whether an address is one of this machine alone."""
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
