"""The API key of a request is read from its headers."""

import pytest

from service.api.auth.key_guard import request_key

HEADERS = [
    ({"authorization": "Bearer abc"}, "abc"),
    ({"authorization": "bearer  abc "}, "abc"),
    ({"authorization": "Basic abc"}, ""),
    ({"authorization": "Basic abc", "x-api-key": "def"}, "def"),
    ({"x-api-key": " def "}, "def"),
    ({"authorization": "Bearer ", "x-api-key": "def"}, ""),
    ({}, ""),
]


@pytest.mark.parametrize(("headers", "key"), HEADERS)
def test_request_key(headers: dict[str, str], key: str) -> None:
    """A key is a bearer token or the value of X-API-Key; the token has priority."""
    assert request_key(headers) == key
