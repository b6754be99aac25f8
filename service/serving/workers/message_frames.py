"""The messages between the HTTP worker and an inference process.

A frame is a length of four bytes (big-endian) and as many bytes of msgpack.
"""

import msgspec

from service.provenance import AttributorInfo
from service.serving.work_units import Reply, Unit

HEADER = 4
"""Bytes of the length."""
BEGUN = bytes(HEADER)
"""An empty frame: the process starts the unit, which may be the cause if it dies."""
PING = b"p"
"""The body of a frame that an idle process answers with ``BEGUN``."""
PING_FRAME = len(PING).to_bytes(HEADER) + PING
LONGEST = 1 << 28
"""Bytes of the longest valid frame; a longer one means a corrupt stream."""


class Handshake(msgspec.Struct, frozen=True):
    """The first frame to a process: the factory of the attributor and its settings."""

    factory: str
    """Import path of a function from settings to an attributor."""
    settings: bytes
    """Encoded by ``settings.pack``."""
    niceness: int = 0
    """By how much the priority of the process is lowered."""


class Ready(msgspec.Struct, frozen=True, tag=True):
    """The process has loaded its models."""

    info: AttributorInfo


class StartFailed(msgspec.Struct, frozen=True, tag=True):
    """The process cannot start; reason and trace are for the log."""

    reason: str
    trace: tuple[str, ...]


HandshakeReply = Ready | StartFailed

encode = msgspec.msgpack.Encoder().encode
decode_handshake = msgspec.msgpack.Decoder(Handshake).decode
_handshake_replies: msgspec.msgpack.Decoder[HandshakeReply] = msgspec.msgpack.Decoder(
    HandshakeReply
)
_units: msgspec.msgpack.Decoder[Unit] = msgspec.msgpack.Decoder(Unit)
_replies: msgspec.msgpack.Decoder[Reply] = msgspec.msgpack.Decoder(Reply)
decode_handshake_reply = _handshake_replies.decode
decode_unit = _units.decode
decode_reply = _replies.decode


def to_frame(value: msgspec.Struct) -> bytes:
    """Return a value as a frame."""
    body = encode(value)
    return len(body).to_bytes(HEADER) + body


def body_length(header: bytes) -> int:
    """Return the length in a header.

    Raises:
        ValueError: the length is over ``LONGEST``.
    """
    length = int.from_bytes(header)
    if length > LONGEST:
        raise ValueError(f"a frame of {length} bytes")
    return length
