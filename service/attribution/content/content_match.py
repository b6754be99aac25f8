"""Where the content of a cue is, by the parse."""

import msgspec


class Match(msgspec.Struct, frozen=True):
    """Where the content of a cue is, by the parse."""

    frame: str
    positions: tuple[int, ...]
    addressee: int | None = None
    more_cue: tuple[int, ...] = ()
    """Tokens that belong to the reporting expression in this frame ("called for")."""
