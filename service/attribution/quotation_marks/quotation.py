"""A quotation: a range between quotation marks."""

import msgspec


class Quotation(msgspec.Struct, frozen=True, order=True):
    """A range between quotation marks, the marks included."""

    start: int
    end: int
    depth: int = 0
    """Number of quotations that enclose it."""
    paragraph: int = 0
    closed: bool = True
    """False if its paragraph ends without a closing mark."""
    reopens: bool = False
    """True if it begins its paragraph and the one before ends without closing."""
    opened: bool = True
    """False if its opening mark is missing."""
    marked: bool = True
    """False if the layout quotes it without marks: a turn, a post, a block."""
