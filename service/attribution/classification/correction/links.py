"""How the candidates of an article lie to each other, for the trees of ``trees``."""

from collections.abc import Sequence
from typing import Literal, get_args

import msgspec

_Counted = Literal["rival", "double", "outer", "inner"]
"""The kinds whose number is a measure."""


class Links(msgspec.Struct, frozen=True):
    """Numbers of other candidates of the article, by how they lie to one of them."""

    rival: tuple[int, ...] = ()
    """With the same cue."""
    double: tuple[int, ...] = ()
    """With another cue and nearly the same content."""
    part: tuple[int, ...] = ()
    """With a content that shares some words, neither nested in the other."""
    outer: tuple[int, ...] = ()
    """Whose content encloses the cue, the shortest first."""
    inner: tuple[int, ...] = ()
    """Whose cue the content encloses, the longest first."""
    previous: tuple[int, ...] = ()
    following: tuple[int, ...] = ()
    """The neighbour in the order of the cues, if there is one."""

    def measures(self, logits: Sequence[float]) -> dict[str, float]:
        """Return what trees read of the others, by the log-odds of all candidates."""
        groups: dict[str, tuple[int, ...]] = msgspec.structs.asdict(self)
        best = {
            f"best {name}": max(logits[number] for number in numbers)
            for name, numbers in groups.items()
            if numbers
        }
        nearest = {
            f"nearest {name}": logits[groups[name][0]]
            for name in ("outer", "inner")
            if groups[name]
        }
        counts = {
            f"number {name}": float(len(groups[name])) for name in get_args(_Counted)
        }
        return best | nearest | counts
