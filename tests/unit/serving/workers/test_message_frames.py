"""The frames between the HTTP worker and an inference process."""

import pytest

from service.serving.workers.message_frames import (
    HEADER,
    Ready,
    StartFailed,
    body_length,
    decode_handshake_reply,
    to_frame,
)


def test_frame() -> None:
    """A frame has the length of its body and the body."""
    frame = to_frame(StartFailed("x", ("y",)))

    assert body_length(frame[:HEADER]) == len(frame) - HEADER
    assert decode_handshake_reply(frame[HEADER:]) == StartFailed("x", ("y",))
    assert not isinstance(decode_handshake_reply(frame[HEADER:]), Ready)


def test_invalid_length_is_an_error() -> None:
    """A length over the limit is an error, and no memory is allocated for it."""
    with pytest.raises(ValueError, match="frame of"):
        body_length(b"\xff\xff\xff\xff")
