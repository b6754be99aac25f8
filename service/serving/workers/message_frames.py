"""What goes over the socket between the HTTP worker and an inference process.

A frame is four bytes of length and that many bytes of msgpack.
"""

import msgspec

from service.nlp.annotator import AnnotatorInfo
from service.serving.work_units import Reply, Unit

HEADER = 4
BEGUN = bytes(HEADER)
"""An empty frame: the unit is begun. If the process dies now, the unit may be why."""
LONGEST = 1 << 28
"""Bytes. A longer frame is a sign of a broken stream, not of a long article."""


class Handshake(msgspec.Struct, frozen=True):
    """The first frame to a process: what to build, and from which settings."""

    factory: str
    settings: bytes


class Ready(msgspec.Struct, frozen=True, tag=True):
    """The process is warm."""

    info: AnnotatorInfo


class StartFailed(msgspec.Struct, frozen=True, tag=True):
    """The process cannot start; the reason is for the log."""

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
    """Return the length that a header announces.

    Raises:
        ValueError: it cannot be right.
    """
    length = int.from_bytes(header)
    if length > LONGEST:
        raise ValueError(f"a frame of {length} bytes")
    return length
