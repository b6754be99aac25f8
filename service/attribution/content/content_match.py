"""The result of matching a frame: the tokens of the content."""

import msgspec

from service.attribution.candidates import Frame


class Match(msgspec.Struct, frozen=True):
    """The tokens of a cue's content, by one frame. All numbers are token positions."""

    frame: Frame
    positions: tuple[int, ...]
    addressee: int | None = None
    """Head of the addressee's noun phrase."""
    extra_cue: tuple[int, ...] = ()
    """Tokens that join the reporting expression in this frame ("called for")."""
